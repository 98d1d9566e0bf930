/** Predictions in the units of the data, which is standardized for training. */
import * as z from 'zod';

export const targetUnitsSchema = z.object({
  /** Of what is predicted. */
  name: z.string(),
  /** Standard deviation of the training rows: what is predicted has to be multiplied by it to have its unit again. */
  deviation: z.number(),
});
export type TargetUnits = Readonly<z.infer<typeof targetUnitsSchema>>;

/** Root mean squared error in the target's units, from the mean squared error of what is standardized. */
export function errorInUnits(loss: number, { deviation }: TargetUnits): number {
  return Math.sqrt(loss) * deviation;
}
