/** From the text of a claim to what comes of it. */
import { ExperimentError } from '../experiment/errors.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import { raceOutput } from '../lesson/raceOutput.ts';
import { createRace } from '../race/race.ts';
import type { Claim } from './claim.ts';
import { ruleFilesOf } from './claimRules.ts';
import type { ClaimOutcome, ClaimPicture, TestedClaim } from './claimSheet.ts';
import { measuredWords } from './claimWords.ts';
import { parseClaim } from './parseClaim.ts';
import { type RanClaim, runClaimInFull } from './runClaimInFull.ts';
import { SharpnessPaths } from './sharpnessPath.ts';
import { stagesPicture } from './stageWords.ts';
import type { ClaimResult } from './verdict.ts';

/**
 * Puts the claim in a text to the test.
 * @throws {ExperimentError} if it is none, or a RangeError where its data isn't there.
 */
export async function testClaim(text: string, options?: ExperimentOptions): Promise<TestedClaim> {
  const { claim, faults } = parseClaim(text);
  if (!claim) throw new ExperimentError(faults.map(({ message }) => ({ path: [], message })));
  const paths = new SharpnessPaths(claim);
  const result = await runClaimInFull(claim, options, paths);
  return {
    outcome: outcomeOf(result),
    picture: pictureOf(claim, result),
    sharpness: paths.picture,
  };
}

/** What is told and kept of a result. @internal */
export function outcomeOf(result: ClaimResult): ClaimOutcome {
  const { verdict, measured, interval, samples, isAsWritten } = result;
  return {
    ...{ verdict, interval, isAsWritten, words: measuredWords(result) },
    measured: told(measured),
    samples: samples.map(told),
  };
}

function told(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function pictureOf({ protocol }: Claim, { runs: all, ways }: RanClaim): ClaimPicture {
  if (protocol && 'ways' in protocol) return stagesPicture(protocol, ways);
  const [first] = all;
  if (!first || !protocol || !('experiment' in protocol)) return null;
  const runs = all.filter(({ spec }) => spec.seed === first.spec.seed);
  const experiment = parseExperiment(protocol.experiment, ruleFilesOf(protocol.rules));
  const specs = runs.map(({ spec }) => spec);
  const race = createRace(experiment, { id: '', startedAt: 0, specs, notes: [] });
  return raceOutput({
    ...race,
    phase: 'ended',
    runs: race.runs.map((run, number) => ({ ...run, record: runs[number]?.record ?? run.record })),
  });
}
