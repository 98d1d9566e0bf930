import { batchRows } from '../experiment/batchSize.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { formatNumber } from '../format.ts';
import { createBatches, largestBatch } from '../problems/data/batches.ts';
import { createRandom } from '../random.ts';
import type { Diagnostic, NamedRun } from './diagnostic.ts';
import { courseOf } from './measuredSeries.ts';
import { dot } from './seenStep.ts';

/** So many small batches make the large one, at most: of few rows each is a batch, and nothing is left to chance. */
const mostBatches = 256;
/** A batch so many times smaller or larger than the noise scale is told as such. */
const apart = 3;
/** From this share of steps without a number on it is told. */
const tellLost = 0.05;

/**
 * tr(Σ) / |G|², with the covariance Σ of the rows' gradients and their mean G, in rows: the simple noise scale of McCandlish et
 * al. 2018. Of two batch sizes b < B, with squares |g_b|² and |g_B|² of their gradients (there equations A.1 to A.3):
 * |G|² = (B |g_B|² − b |g_b|²) / (B − b) and tr(Σ) = (|g_b|² − |g_B|²) / (1/b − 1/B).
 * All rows are cut into small batches: their gradients give the mean of |g_b|², and the mean of the gradients g_B.
 */
export const noiseScale: Diagnostic = {
  name: 'Gradient noise scale',
  description:
    'The batch size at which noise and gradient are of one size, in rows: batches that are much smaller are mostly noise, much larger ones save few steps.',
  source: 'McCandlish, Kaplan & Amodei 2018, "An Empirical Model of Large-Batch Training", arXiv:1812.06162',
  every: 2,
  gradients: { batch: 0, whole: 1 },
  referenceName: 'the batch size',
  obstacle: ({ problem }) => (trainsOnData(problem) ? null : 'a surface has no rows'),
  begin({ task }) {
    if (task.kind !== 'model') return () => ({ value: Number.NaN });
    const { model, training, batchSize } = task.model;
    const { rows } = training;
    const small = Math.ceil(rows / mostBatches);
    const count = Math.floor(rows / small);
    const gradient = new Float64Array(model.size);
    return ({ before }) => {
      // The same cut in each step.
      const batches = createBatches(rows, small, createRandom(0));
      const sum = new Float64Array(model.size);
      let squares = 0;
      for (let batch = 0; batch < count; batch++) {
        model.lossAndGradient(before, training, batches.next(), gradient);
        squares += dot(gradient, gradient);
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (gradient[i] ?? 0);
      }
      const [ofSmall, ofLarge] = [squares / count, dot(sum, sum) / count ** 2];
      return { value: noiseOf(small, ofSmall, small * count, ofLarge), reference: batchSize };
    };
  },
  seen({ values }, run) {
    const { begin = Number.NaN, end = Number.NaN } = courseOf(values) ?? {};
    const change =
      end > 2 * begin || begin > 2 * end
        ? `goes from about ${rowsText(begin)} to ${rowsText(end)} rows`
        : `is about ${rowsText(end)} rows`;
    const lost = values.filter((value) => !Number.isFinite(value)).length / values.length;
    const where =
      lost > tellLost
        ? ` In ${Math.round(100 * lost)} % of the steps the gradient is lost in its noise.`
        : '';
    return `${change}; ${besideBatch(end, run)}${where}`;
  },
};

/** NaN where the gradient is lost in the noise of so many rows. @internal */
export function noiseOf(small: number, ofSmall: number, large: number, ofLarge: number): number {
  const signal = (large * ofLarge - small * ofSmall) / (large - small);
  const noise = (ofSmall - ofLarge) / (1 / small - 1 / large);
  return signal > 0 ? Math.max(0, noise) / signal : Number.NaN;
}

function rowsText(rows: number): string {
  return rows >= 10 ? Math.round(rows).toLocaleString('en') : formatNumber(rows, 2);
}

function besideBatch(noise: number, { spec, rows }: NamedRun): string {
  const size = sizeOf(spec, rows);
  const batch = `the batch has ${size.toLocaleString('en')}`;
  if (size < noise / apart) return `${batch}: larger batches would save steps.`;
  if (size > noise * apart) return `${batch}: smaller ones would save gradients.`;
  return `${batch}: about as many.`;
}

function sizeOf({ batchSize }: RunSpec, rows = 1): number {
  return largestBatch(batchRows(batchSize ?? 'full', rows));
}
