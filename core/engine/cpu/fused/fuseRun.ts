/** One function that does whole runs on a surface, for the many of a map: more than twice as fast as step by step. */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import type { MapScore } from '../../../map/mapScore.ts';
import { createOneMinusPower } from '../../../rule/run/oneMinusPower.ts';
import { largestLoss } from '../../lossLimit.ts';
import { runSource } from './runSource.ts';
import { describeRun, type Fallback, type RunText, type Varied } from './runText.ts';
import { fillMomenta, fillPowers, fillRates, rememberTables } from './tables.ts';

/** Does a run to its end. `first` and `second` are the values of what differs. */
export type FusedRun = (first: number, second: number) => MapScore;

export interface Fused {
  readonly kind: 'fused';
  readonly score: FusedRun;
}

/**
 * The function of a run, in float64: to the last bit what its runner comes to. Values are not checked.
 * @param varied At most two, each a thing of its own. A hyperparameter is one of the run's.
 * @param target Loss that counts as solved; null where there is none.
 */
export function fuseRun(run: RunSpec, varied: readonly Varied[], target: number | null): Fused | Fallback {
  const text = describeRun(run, varied, target);
  return text.kind === 'fallback' ? text : { kind: 'fused', score: link(text, run) };
}

/** Safe for rules and formulas from anywhere: names of a rule have a `$`, nothing of a formula's text gets into the source. */
function link(text: RunText, run: RunSpec): FusedRun {
  const given = {
    largestLoss,
    oneMinusPower: createOneMinusPower(),
    powersOf: rememberTables(run.steps, fillPowers),
    ratesOf: rememberTables(run.steps, fillRates(run)),
    momentaOf: rememberTables(run.steps, fillMomenta(run)),
  };
  return new Function(...Object.keys(given), runSource(text))(...Object.values(given)) as FusedRun;
}
