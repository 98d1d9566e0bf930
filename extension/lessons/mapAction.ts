/** What a person does with a map below a cell, as the renderer tells it, in which whatever is shown may speak. */
import * as z from 'zod';

const actionSchema = z.object({
  type: z.literal('map'),
  /** The id of its computation. */
  map: z.string().max(100),
  /** `ready`: the renderer has it on the screen, and may have missed what was sent before. */
  action: z.enum(['ready', 'open', 'run', 'hold']),
  /** The run that is meant, by its number among the cells. */
  cell: z.int().min(0).default(0),
});

export type MapAction = Readonly<z.infer<typeof actionSchema>>;

export function readMapAction(message: unknown): MapAction | null {
  return actionSchema.safeParse(message).data ?? null;
}
