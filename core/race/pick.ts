import * as z from 'zod';

/** A run is known by the id of what is on the screen and its place there: the same place on another screen is another run. */
export const pickSchema = z.object({
  race: z.string(),
  /** null: none. */
  run: z.union([z.int().min(0), z.null()]),
});
export type Pick = z.infer<typeof pickSchema>;

/** A step of a run on the screen; of one that the person is to choose where there is none. */
export const shownStepSchema = z.object({
  ...pickSchema.shape,
  /** Counted from 1. */
  step: z.int().min(1),
});
export type ShownStep = z.infer<typeof shownStepSchema>;
