/** Puts a claim to the test. */
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import type { Claim } from './claim.ts';
import { runClaimInFull } from './runClaimInFull.ts';
import type { ClaimResult } from './verdict.ts';

/**
 * Runs the protocol and judges what it gives.
 * @throws {RangeError} or an ExperimentError where it can't run: `parseClaim` says so before.
 */
export async function runClaim(claim: Claim, options?: ExperimentOptions): Promise<ClaimResult> {
  const { runs: _, ways: __, ...result } = await runClaimInFull(claim, options);
  return result;
}
