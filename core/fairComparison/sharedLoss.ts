/** How soon each gets to a loss that all get to: final losses alone don't tell who was there first. */
import type { JudgeKind } from '../experiment/compare/compareSchema.ts';
import { ascending, quantile } from '../statistics/quantile.ts';
import type { ComparisonRun } from './comparisonState.ts';

type Runs = readonly (ComparisonRun | undefined)[];

/**
 * The experiment's target or, without one, the loss that the median of each optimizer ends at or below, rounded up to what people can
 * read. Null where runs are judged by something else, or none has such a median.
 * @param all The runs of each optimizer on the fresh seeds.
 */
export function sharedLoss(judge: JudgeKind, target: number | null, all: readonly Runs[]): number | null {
  if (judge !== 'final loss' && judge !== 'best loss') return null;
  if (target !== null) return target;
  const medians = all.flatMap((runs) => {
    const scores = runs.flatMap((run) => run?.score?.value ?? []);
    return scores.length > 0 ? quantile(ascending(scores), 0.5) : [];
  });
  const reached = medians.filter(Number.isFinite);
  return reached.length > 0 ? roundedUp(Math.max(...reached)) : null;
}

/** The median over seeds of the first step at which the loss is there; infinite where half or more never are. */
export function stepsToLoss(runs: Runs, loss: number, gradientsPerStep: number): number {
  const firsts = runs.flatMap((run) => (run ? run.firstStepAt(loss) * gradientsPerStep : []));
  return firsts.length > 0 ? quantile(ascending(firsts), 0.5) : Number.POSITIVE_INFINITY;
}

/** To two digits: `0.13` of 0.1206. */
function roundedUp(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log10(Math.abs(value))) - 1;
  // Read as a decimal, so that nothing is left behind the digits.
  const rounded = (digits: number) => Number(`${digits}e${exponent}`);
  const nearest = Math.round(value / 10 ** exponent);
  return rounded(nearest) >= value ? rounded(nearest) : rounded(nearest + 1);
}
