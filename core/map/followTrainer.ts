/** Takes a run to its end, or leaves it where nobody wants it any more. */
import type { Trainer } from '../engine/engine.ts';
import { largestLoss } from '../engine/lossLimit.ts';

export interface Following {
  /** Of the whole run. */
  readonly steps: number;
  /** Steps between two looks at whether it is given up. */
  readonly stride: number;
  readonly isGivenUp: () => boolean | Promise<boolean>;
  /** Gets the loss at the start and that after each step. */
  readonly take: (loss: number) => void;
}

/** @returns Whether it came to its end, or diverged. */
export async function followTrainer(
  trainer: Trainer,
  { steps, stride, isGivenUp, take }: Following,
): Promise<boolean> {
  const first = trainer.measured.loss[0] ?? Number.NaN;
  const limit = largestLoss(first);
  take(first);
  const isFine = (loss: number) => Math.abs(loss) < Number.POSITIVE_INFINITY && loss <= limit;
  let isOn = isFine(first);
  while (isOn && trainer.stepsDone < steps) {
    const given = isGivenUp();
    if (typeof given === 'object' ? await given : given) return false;
    const taken = trainer.run(Math.min(stride, steps - trainer.stepsDone), limit);
    if (typeof taken === 'object') await taken;
    for (const loss of trainer.measured.loss) take(loss);
    isOn = isFine(trainer.measured.loss.at(-1) ?? Number.NaN);
  }
  return true;
}

/** Of a surface, and the smallest networks. */
export const mostStride = 256;
/** Parameters times examples that take about ten milliseconds in double precision. */
const mostWork = 2 ** 21;

/** Steps of a network that together take some milliseconds, if a single one does not take longer. */
export function strideOf(parameters: number, batchSize: number): number {
  return Math.max(1, Math.min(mostStride, Math.floor(mostWork / (parameters * batchSize))));
}
