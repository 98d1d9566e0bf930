/** `compare-rules`: the rules of an experiment as they are against what they were, on the same seeds. */
import path from 'node:path';
import { checkMemory } from '../../../core/engine/checkMemory.ts';
import { problemName } from '../../../core/experiment/describe.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { mostOfEach } from '../../../core/experiment/limits.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { writeMeasured } from '../../../core/race/numbers.ts';
import type { Race } from '../../../core/race/race.ts';
import { type ChangeFacts, changeReport } from '../../../core/ruleChange/changeReport.ts';
import { headlineOf, leftOutWords, rowName, verdictText } from '../../../core/ruleChange/changeWords.ts';
import { type JudgedChange, judgeChange } from '../../../core/ruleChange/judgeChange.ts';
import type { RuleChange } from '../../../core/ruleChange/ruleVersions.ts';
import { freeMemory } from '../../freeMemory.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { openBase } from '../files/baseRules.ts';
import { faultsIn } from '../files/faultsIn.ts';
import { type ExperimentFile, readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { ReportFile } from '../report/reportFile.ts';
import { writeRaceReport } from '../report/writeRaceReport.ts';
import { ruleChangeOfFile } from '../run/ruleChangeOfFile.ts';
import { watchRace } from '../run/watchRace.ts';
import type { Stream } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const command = 'compare-rules';

export async function compareRules(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, cwd, shipped } = surroundings;
  const signal = surroundings.stopSignal();
  const base = asked.text('base');
  if (base === undefined)
    throw new UsageError(
      `${command} — expected --base with a branch, a commit or a folder, such as --base main`,
      command,
    );
  const threads = threadsOf(asked, command);
  const { operand: name = '' } = asked;
  const seeds = seedsOf(asked);
  const [markdown, html] = await Promise.all(
    (['markdown', 'report'] as const).map((option) =>
      ReportFile.of(asked, { option, command, cwd, endings: [option === 'report' ? '.html' : '.md'] }),
    ),
  );
  const file = await readExperimentFile(name, surroundings);
  const readBase = await openBase(base, file.root, cwd);
  const change = await ruleChangeOfFile(file, { file: path.resolve(cwd, name), name, readBase, seeds });
  const words = asked.isSet('json') ? terminal.err : terminal.out;
  const facts: ChangeFacts = {
    ...{ file: name, base, version: shipped.version },
    problem: problemName(file.experiment.problem, file.csv?.shape),
  };
  for (const line of leftOutWords(change, base)) words.write(`${printable(line)}\n`);
  let judged: JudgedChange | null = null;
  if (change.experiment) {
    const race = await runBoth(change.experiment, {
      name,
      file,
      asked,
      surroundings,
      threads,
      words,
      signal,
    });
    if (race === null) return exitCodes.interrupted;
    judged = judgeChange(change.experiment, change.changed, race, file.csv?.shape);
    for (const row of judged.rows) words.write(`${printable(`${rowName(row)}: ${verdictText(row)}`)}\n`);
    words.write(`${printable(headlineOf(judged))}\n`);
    if (html) {
      const about = { source: `${name} against ${base}`, findings: [headlineOf(judged)] };
      words.write(`${await writeRaceReport(html, race, about, shipped)}\n`);
    }
  } else words.write('Nothing to compare: no rule of the experiment computes anything else.\n');
  if (markdown) words.write(`${await markdown.write(changeReport(facts, change, judged))}\n`);
  if (asked.isSet('json')) terminal.out.write(`${jsonOf(facts, change, judged)}\n`);
  const hasFailed = asked.text('fail-on') === 'worse' && judged?.verdict === 'worse';
  return hasFailed ? exitCodes.failed : exitCodes.done;
}

/** null: those of the file, and at least ten. */
function seedsOf(asked: Asked): number | null {
  const text = asked.text('seeds');
  if (text === undefined) return null;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 6 && value <= mostOfEach) return value;
  throw new UsageError(
    `--seeds ${text} — expected a whole number from 6, of which fewer establish nothing, to ${mostOfEach}`,
    command,
  );
}

interface Running {
  /** Of the experiment, as it was typed. */
  readonly name: string;
  readonly file: ExperimentFile;
  readonly asked: Asked;
  readonly surroundings: Surroundings;
  readonly threads: number | undefined;
  readonly words: Stream;
  readonly signal: AbortSignal;
}

/** Both versions in one race, over; null where the person has stopped it. */
async function runBoth(
  experiment: Experiment,
  { name, file: { csv, root }, asked, surroundings, threads, words, signal }: Running,
): Promise<Race | null> {
  faultsIn(name, command, () => {
    const faults = checkMemory(experiment, csv?.shape, freeMemory());
    if (faults.length > 0) throw new ExperimentError(faults);
  });
  const session = await openSession(asked, surroundings, root, threads);
  try {
    const { scheduler, store, cores, autosave, folder } = session;
    const race = scheduler.start(experiment, null, { csv, cores, speed: 'max' });
    words.write(`${printable(race.title)}\n`);
    await watchRace(race, { store, stream: words, size: () => surroundings.terminal.size(), signal });
    if (race.phase !== 'ended') {
      words.write(`Interrupted: what has ended is kept in ${folder}.\n`);
      return null;
    }
    await autosave.saveAll();
    const failed = race.runs.find(({ record }) => record.state.status.kind === 'failed');
    const { status } = failed?.record.state ?? {};
    if (status?.kind === 'failed')
      throw new Error(`A run failed, and nothing can be said of it: ${status.message}`);
    return race;
  } finally {
    await session.end();
  }
}

/** Numbers that JSON has no digits for are words. */
function jsonOf(
  facts: ChangeFacts,
  { unchanged, notCompared }: RuleChange,
  judged: JudgedChange | null,
): string {
  return JSON.stringify(
    { ...facts, verdict: 'nothing to compare', rows: [], ...judged, unchanged, notCompared },
    writeMeasured,
    2,
  );
}
