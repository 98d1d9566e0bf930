/** One function that does whole runs on a surface, for the many of a map: more than twice as fast as step by step. */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { createOneMinusPower } from '../../../rule/run/oneMinusPower.ts';
import { largestLoss } from '../../lossLimit.ts';
import type { RunScore } from '../../runScore.ts';
import { runSource } from './runSource.ts';
import { describeRun, type Fallback, type RunText, type Varied } from './runText.ts';
import { fillMomenta, fillPowers, fillRates, rememberTables } from './tables.ts';

/** Does a run to its end. `first` and `second` are the values of what differs. */
export type FusedRun = (first: number, second: number) => RunScore;

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
  return text.kind === 'fallback' ? text : { kind: 'fused', score: link(text, run, false) as FusedRun };
}

/** A score, and where the run ended. */
export interface RunEnd {
  readonly score: RunScore;
  readonly x: number;
  readonly y: number;
}

/** As `fuseRun`, with where each run ends; null where runs are done step by step. */
export function fuseEnds(
  run: RunSpec,
  varied: readonly Varied[],
  target: number | null,
): ((first: number, second: number) => RunEnd) | null {
  const text = describeRun(run, varied, target);
  return text.kind === 'fallback'
    ? null
    : (link(text, run, true) as (first: number, second: number) => RunEnd);
}

/** Safe for rules and formulas from anywhere: names of a rule have a `$`, nothing of a formula's text gets into the source. */
function link(text: RunText, run: RunSpec, tellsEnd: boolean): unknown {
  const given = {
    largestLoss,
    oneMinusPower: createOneMinusPower(),
    powersOf: rememberTables(run.steps, fillPowers),
    ratesOf: rememberTables(run.steps, fillRates(run)),
    momentaOf: rememberTables(run.steps, fillMomenta(run)),
  };
  return new Function(...Object.keys(given), runSource(text, tellsEnd))(...Object.values(given));
}
