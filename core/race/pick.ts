import * as z from 'zod';

/** A run is known by its race and its number there: the same number in another race is another run. */
export const pickSchema = z.object({
  race: z.string(),
  /** null: none. */
  run: z.union([z.int().min(0), z.null()]),
});
export type Pick = z.infer<typeof pickSchema>;
