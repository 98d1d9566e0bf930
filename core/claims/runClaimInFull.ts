/** Puts a claim to the test, and keeps its runs. */
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import type { RanRun, Visits } from '../lesson/exercise/experiments.ts';
import { valueOfFormula } from '../lesson/exercise/formula.ts';
import type { Claim } from './claim.ts';
import { measureClaim } from './measure.ts';
import type { TrainedWay } from './stages.ts';
import { type ClaimResult, judge } from './verdict.ts';

/** What came of a claim, with the runs that it is about. */
export interface RanClaim extends ClaimResult {
  /** Of its experiment; none of other protocols. */
  readonly runs: readonly RanRun[];
  /** Of the first seed of a training in stages; none of other protocols. */
  readonly ways: readonly TrainedWay[];
}

/**
 * Runs the protocol and judges what it gives.
 * @param visits Default: nobody looks at its runs on their way.
 * @throws {RangeError} or an ExperimentError where it can't run: `parseClaim` says so before.
 */
export async function runClaimInFull(
  claim: Claim,
  options?: ExperimentOptions,
  visits?: Visits,
): Promise<RanClaim> {
  const { constants, values, statistic, expected, verdict } = claim;
  const { seeds, runs, ways } = await measureClaim(claim, options, visits);
  const samples = seeds.map((measureOf) => {
    const measured = Object.entries(values).map(([name, value]) => [name, measureOf(value)] as const);
    const found = valueOfFormula(statistic.formula, { ...constants, ...Object.fromEntries(measured) });
    if ('value' in found) return found.value;
    throw new RangeError(`statistic.formula = ${statistic.formula} — expected ${found.fault}`);
  });
  const judgement = judge(samples, expected);
  return { ...judgement, samples, runs, ways, isAsWritten: judgement.verdict === verdict };
}
