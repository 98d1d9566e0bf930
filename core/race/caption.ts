import * as z from 'zod';

/** A question about what is on the screen, its answer, and what to run to see it. */
export const captionSchema = z.object({
  question: z.string(),
  answer: z.string(),
  /** Id of the tutorial race that shows the answer, with the words of the button. */
  next: z.union([z.object({ race: z.string(), label: z.string() }), z.null()]),
});
export type Caption = z.infer<typeof captionSchema>;
