/** Puts a claim to the test. */
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import type { RanRun } from '../lesson/exercise/experiments.ts';
import { valueOfFormula } from '../lesson/exercise/formula.ts';
import type { Claim } from './claim.ts';
import { measureClaim } from './measure.ts';
import { type Judgement, judge } from './verdict.ts';

export interface ClaimResult extends Judgement {
  /** The statistic with each seed. */
  readonly samples: readonly number[];
  /** Of its experiment; none of other protocols. */
  readonly runs: readonly RanRun[];
  /** Whether the verdict is the one that the file has. */
  readonly isAsWritten: boolean;
}

/**
 * Runs the protocol and judges what it gives.
 * @throws {RangeError} or an ExperimentError where it can't run: `parseClaim` says so before.
 */
export async function runClaim(claim: Claim, options?: ExperimentOptions): Promise<ClaimResult> {
  const { constants, values, statistic, expected, verdict } = claim;
  const { seeds, runs } = await measureClaim(claim, options);
  const samples = seeds.map((measureOf) => {
    const measured = Object.entries(values).map(([name, value]) => [name, measureOf(value)] as const);
    const found = valueOfFormula(statistic.formula, { ...constants, ...Object.fromEntries(measured) });
    if ('value' in found) return found.value;
    throw new RangeError(`statistic.formula = ${statistic.formula} — expected ${found.fault}`);
  });
  const judgement = judge(samples, expected);
  return { ...judgement, samples, runs, isAsWritten: judgement.verdict === verdict };
}
