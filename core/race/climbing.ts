/** Runs whose rule moves up the gradient: no learning rate helps them. */
import * as z from 'zod';

export const climbingSchema = z.object({
  /** Its number in the race or, on a page, on the screen. */
  run: z.int().min(0),
  /** Of its rule's text: the one that takes the step; null where none is known. */
  line: z.union([z.int().min(1), z.null()]),
  /** What that line subtracts, although an earlier one has turned it against the gradient; null where it has the wrong sign itself. */
  turned: z.union([z.object({ name: z.string(), line: z.int().min(1) }), z.null()]),
});
export type Climbing = Readonly<z.infer<typeof climbingSchema>>;
