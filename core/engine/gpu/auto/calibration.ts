/** How long steps take on a machine's processor and on its GPU, by their size: what was measured, and what follows from it. */
import * as z from 'zod';

/** Times of steps of some sizes, smallest first; at least one. */
const speedCurveSchema = z
  .array(
    z.object({
      /** Multiplications of a step. */
      work: z.number().positive(),
      /** Of a step of a run, in milliseconds. */
      milliseconds: z.number().positive(),
    }),
  )
  .min(1)
  .readonly();
export type SpeedCurve = z.infer<typeof speedCurveSchema>;

export const calibrationSchema = z.object({
  /** Of one thread. */
  cpu: speedCurveSchema,
  gpu: z.object({
    /** Of short steps, which a workgroup takes: of a run that is alone, */
    alone: speedCurveSchema,
    /** and of each of `runsTogether` runs that take them together. */
    together: speedCurveSchema,
    /** Of steps that the whole device takes. */
    tiled: speedCurveSchema,
    /** Until the first run of a kind has begun, its kernels compiled; in milliseconds. */
    startUp: z.number().nonnegative(),
    /** Until each further one has; in milliseconds. */
    begin: z.number().nonnegative(),
  }),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** As many as a race has at the same time at most. */
export const runsTogether = 64;

/** A larger step takes no less time than a smaller one: where it was measured so, something disturbed the smaller one. */
export function speedCurve(measured: SpeedCurve): SpeedCurve {
  return measured.map(({ work }, index) => ({
    work,
    milliseconds: Math.min(...measured.slice(index).map((each) => each.milliseconds)),
  }));
}

/**
 * Time of a step of so many multiplications, in milliseconds. Between two sizes that were measured it is on the line through
 * both, since a step takes something for itself and something for each multiplication; a smaller one takes as long as the
 * smallest, a larger one in proportion to the largest.
 */
export function millisecondsAt(curve: SpeedCurve, work: number): number {
  const next = curve.findIndex((each) => each.work >= work);
  const [low, high] = [curve[next < 0 ? curve.length - 1 : next - 1], curve[next]];
  if (!high) return low ? (low.milliseconds * work) / low.work : Number.NaN;
  if (!low) return high.milliseconds;
  const share = (work - low.work) / (high.work - low.work);
  return low.milliseconds + share * (high.milliseconds - low.milliseconds);
}
