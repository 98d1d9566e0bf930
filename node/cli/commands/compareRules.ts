/** `compare-rules`: the rules of an experiment as they are against what they were, on the same seeds. */
import path from 'node:path';
import { problemName } from '../../../core/experiment/describe.ts';
import { mostOfEach } from '../../../core/experiment/limits.ts';
import { writeMeasured } from '../../../core/race/numbers.ts';
import { type ChangeFacts, changeReport } from '../../../core/ruleChange/changeReport.ts';
import { leftOutWords } from '../../../core/ruleChange/changeWords.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { openBase } from '../files/baseRules.ts';
import { readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { ReportFile } from '../report/reportFile.ts';
import { compareAsTheyAre, compareTuned } from '../run/compareVersions.ts';
import { ruleChangeOfFile } from '../run/ruleChangeOfFile.ts';
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
  const markdown = await ReportFile.of(asked, { option: 'markdown', command, cwd, endings: ['.md'] });
  const html = await ReportFile.of(asked, { option: 'report', command, cwd, endings: ['.html'] });
  const file = await readExperimentFile(name, surroundings);
  const readBase = await openBase(base, file.root, cwd);
  const change = await ruleChangeOfFile(file, { file: path.resolve(cwd, name), name, readBase, seeds });
  const { experiment, unchanged, notCompared } = change;
  const words = asked.isSet('json') ? terminal.err : terminal.out;
  const tell = (line: string) => words.write(`${printable(line)}\n`);
  const facts: ChangeFacts = {
    ...{ file: name, base, version: shipped.version },
    problem: problemName(file.experiment.problem, file.csv?.shape),
  };
  const writeNumbers = (numbers: object) => {
    const all = { ...facts, ...numbers, unchanged, notCompared };
    // Numbers that JSON has no digits for are words.
    if (asked.isSet('json')) terminal.out.write(`${JSON.stringify(all, writeMeasured, 2)}\n`);
  };
  for (const line of leftOutWords(change, base)) tell(line);
  if (!experiment) {
    tell('Nothing to compare: no rule of the experiment computes anything else.');
    if (markdown) tell(await markdown.write(changeReport(facts, change, null)));
    writeNumbers({ verdict: 'nothing to compare', rows: [] });
    return exitCodes.done;
  }
  const session = await openSession(asked, surroundings, file.root, threads);
  try {
    const versions = { facts, file, change, session, surroundings, words, signal };
    const outcome = asked.isSet('tune')
      ? await compareTuned(versions, seeds)
      : await compareAsTheyAre(experiment, versions);
    if (outcome === null) {
      tell(`Interrupted: what has ended is kept in ${session.folder}.`);
      return exitCodes.interrupted;
    }
    for (const line of outcome.lines) tell(line);
    if (html) tell(await html.write(await outcome.html()));
    if (markdown) tell(await markdown.write(outcome.markdown));
    writeNumbers(outcome.numbers);
    return asked.text('fail-on') === 'worse' && outcome.verdict === 'worse'
      ? exitCodes.failed
      : exitCodes.done;
  } finally {
    await session.end();
  }
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
