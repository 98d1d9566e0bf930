/** What a person does with a comparison below a cell, as the renderer tells it, in which whatever is shown may speak. */
import * as z from 'zod';

const actionSchema = z.object({
  type: z.literal('comparison'),
  /** The id of what goes on below the cell. */
  comparison: z.string().max(100),
  /** `ready`: the renderer has it on the screen, and may have missed what was sent before. */
  action: z.enum(['ready', 'open', 'moreSeeds']),
});

type ComparisonAction = Readonly<z.infer<typeof actionSchema>>;

export function readComparisonAction(message: unknown): ComparisonAction | null {
  return actionSchema.safeParse(message).data ?? null;
}
