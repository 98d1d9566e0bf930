/** Both versions of the changed rules of an experiment, run to their ends: with the settings of the file, or tuned before. */
import { checkMemory } from '../../../core/engine/checkMemory.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { Race } from '../../../core/race/race.ts';
import { type ChangeFacts, changeReport } from '../../../core/ruleChange/changeReport.ts';
import { headlineOf, rowName, verdictText } from '../../../core/ruleChange/changeWords.ts';
import { type ChangeVerdict, judgeChange } from '../../../core/ruleChange/judgeChange.ts';
import type { RuleChange } from '../../../core/ruleChange/ruleVersions.ts';
import { tunedReport, tunedSpecOf, tunedVerdict } from '../../../core/ruleChange/tunedChange.ts';
import { freeMemory } from '../../freeMemory.ts';
import type { Surroundings } from '../command.ts';
import { faultsIn } from '../files/faultsIn.ts';
import { type ExperimentFile, readData } from '../files/readExperimentFile.ts';
import type { Session } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { comparisonHtml } from '../report/comparisonHtml.ts';
import { raceHtml } from '../report/raceHtml.ts';
import type { Stream } from '../terminal.ts';
import { UsageError } from '../usageError.ts';
import { runComparison } from './runComparison.ts';
import { watchRace } from './watchRace.ts';

export interface Versions {
  readonly facts: ChangeFacts;
  readonly file: ExperimentFile;
  readonly change: RuleChange;
  readonly session: Session;
  readonly surroundings: Pick<Surroundings, 'shipped' | 'terminal'>;
  readonly words: Stream;
  readonly signal: AbortSignal;
}

export interface Outcome {
  readonly verdict: ChangeVerdict;
  /** What there is to say, a line each. */
  readonly lines: readonly string[];
  readonly markdown: string;
  readonly numbers: object;
  html(): Promise<string>;
}

const command = 'compare-rules';

/** With the settings of the file. null where the person has stopped it. */
export async function compareAsTheyAre(experiment: Experiment, versions: Versions): Promise<Outcome | null> {
  const { facts, file, change, surroundings } = versions;
  faultsIn(facts.file, command, () => {
    const faults = checkMemory(experiment, file.csv?.shape, freeMemory());
    if (faults.length > 0) throw new ExperimentError(faults);
  });
  const race = await runRace(experiment, versions);
  if (race === null) return null;
  const judged = judgeChange(experiment, change.changed, race, file.csv?.shape);
  const headline = headlineOf(judged);
  const about = { source: `${facts.file} against ${facts.base}`, findings: [headline] };
  return {
    verdict: judged.verdict,
    lines: [...judged.rows.map((row) => `${rowName(row)}: ${verdictText(row)}`), headline],
    markdown: changeReport(facts, change, judged),
    numbers: judged,
    html: () => raceHtml(race, about, surroundings.shipped),
  };
}

async function runRace(
  experiment: Experiment,
  { file, session, surroundings, words, signal }: Versions,
): Promise<Race | null> {
  const { scheduler, store, cores, autosave } = session;
  const race = scheduler.start(experiment, null, { csv: file.csv, cores, speed: 'max' });
  words.write(`${printable(race.title)}\n`);
  await watchRace(race, { store, stream: words, size: () => surroundings.terminal.size(), signal });
  if (race.phase !== 'ended') return null;
  await autosave.saveAll();
  for (const { record } of race.runs) {
    const { status } = record.state;
    if (status.kind === 'failed')
      throw new Error(`A run failed, and nothing can be said of the change: ${status.message}`);
  }
  return race;
}

/** Tuned within the same budget, and judged on fresh seeds. null where the person has stopped it. @param seeds To judge on. */
export async function compareTuned(versions: Versions, seeds: number | null): Promise<Outcome | null> {
  const { facts, file, change, session, surroundings, words, signal } = versions;
  const spec = faultsIn(facts.file, command, () => {
    try {
      return tunedSpecOf(change, file.experiment, seeds, file.csv?.shape);
    } catch (error) {
      throw error instanceof RangeError ? new UsageError(`${facts.file}: ${error.message}`, command) : error;
    }
  });
  const dataOf = (stage: Experiment) => readData(stage, file.root, surroundings.shipped.csvWorker);
  const sheet = await runComparison(spec, session, dataOf, words, signal);
  if (sheet === null) return null;
  return {
    verdict: tunedVerdict(sheet),
    lines: sheet.problems.map(({ name, headline }) => `${name}: ${headline}`),
    markdown: tunedReport(facts, change, sheet),
    numbers: { ...sheet, verdict: tunedVerdict(sheet) },
    html: () => comparisonHtml(spec, sheet, facts.file, surroundings.shipped),
  };
}
