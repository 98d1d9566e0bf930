/** Where a run on the screen stands in the debugger. */
import * as z from 'zod';
import { measuredSchema, numbersSchema } from '../race/numbersSchema.ts';

export const debuggedSchema = z.object({
  /** Its number on the screen. */
  run: z.int(),
  /** That it is in, counted from 1. */
  step: z.int(),
  /** Of its rule's text: the one that is next. */
  line: z.int(),
  /** Before the step. */
  loss: measuredSchema,
  /** The parameters that are drawn, on a surface; null elsewhere. */
  position: z.union([z.tuple([measuredSchema, measuredSchema]), z.null()]),
  /** What came of a value that was set: losses before the step in which it was, and after each step since; null: none was. */
  branch: z.union([z.object({ fromStep: z.int(), losses: numbersSchema }), z.null()]),
});
export type Debugged = Readonly<z.infer<typeof debuggedSchema>>;
