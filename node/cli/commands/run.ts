/** `run`: the runs of an experiment, to their ends, or as far as the person lets them. */
import { raceCsv } from '../../../core/race/export/raceCsv.ts';
import { raceJson } from '../../../core/race/export/raceJson.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { type ExperimentFile, readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession, type Session } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { raceHtml } from '../report/raceHtml.ts';
import { ReportFile } from '../report/reportFile.ts';
import { endWords } from '../run/endWords.ts';
import { findInterrupted } from '../run/findInterrupted.ts';
import { judge, type Until } from '../run/until.ts';
import { watchRace } from '../run/watchRace.ts';
import type { Stream } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export async function run(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  const signal = surroundings.stopSignal();
  const threads = threadsOf(asked, 'run');
  const format = formatOf(asked);
  if (asked.isSet('every') && !asked.isSet('until'))
    throw new UsageError('--every — expected --until with it, such as --until "loss < 0.1" --every', 'run');
  const file = await readExperimentFile(asked.operand ?? '', surroundings);
  const until = untilOf(asked, file);
  const report = await ReportFile.of(asked, {
    option: 'report',
    command: 'run',
    cwd: surroundings.cwd,
    endings: ['.html'],
  });
  const session = await openSession(asked, surroundings, file.root, threads);
  // Numbers are for another program: what is said stands beside them.
  const words = format ? terminal.err : terminal.out;
  try {
    const began = performance.now();
    const race = await begin(asked, file, session, words);
    await watchRace(race, { store: session.store, stream: words, size: () => terminal.size(), signal });
    if (race.phase !== 'ended') {
      words.write(leftWords(race, asked.operand ?? ''));
      return exitCodes.interrupted;
    }
    await session.autosave.saveAll();
    words.write(
      `${endWords(race, (performance.now() - began) / 1000)}\nKept in ${session.folder} as ${race.id}.\n`,
    );
    if (format) await writePieces(format(wholeRace(race)), terminal.out);
    const judgement = until && judge(until, race);
    if (report) {
      const facts = { source: asked.operand ?? '', findings: judgement ? [judgement.words] : [] };
      words.write(`${await report.write(await raceHtml(race, facts, surroundings.shipped))}\n`);
    }
    if (judgement) words.write(`${judgement.words}\n`);
    const hasFailed = race.runs.some(({ record }) => record.state.status.kind === 'failed');
    return hasFailed || judgement?.holds === false ? exitCodes.failed : exitCodes.done;
  } finally {
    await session.end();
  }
}

function formatOf(asked: Asked): typeof raceJson | typeof raceCsv | null {
  if (asked.isSet('json') && asked.isSet('csv'))
    throw new UsageError('--json --csv — expected one of them: both write to standard output', 'run');
  if (asked.isSet('json')) return raceJson;
  return asked.isSet('csv') ? raceCsv : null;
}

/** What is wrong with the condition is told before anything runs. */
function untilOf(asked: Asked, { experiment, csv }: ExperimentFile): Until | null {
  const text = asked.text('until');
  if (text === undefined) return null;
  const until = { text, isForAll: asked.isSet('every') };
  judge(until, createRace(experiment, { id: 'none', startedAt: 0, csv }));
  return until;
}

async function begin(
  asked: Asked,
  { experiment, csv }: ExperimentFile,
  { scheduler, autosave, library, cores }: Session,
  words: Stream,
): Promise<Race> {
  const id = asked.isSet('resume') ? await findInterrupted(library, experiment, csv) : null;
  if (asked.isSet('resume') && id === null)
    words.write('No interrupted race of this experiment is in the library: it begins anew.\n');
  if (id === null) {
    const race = scheduler.start(experiment, null, { csv, cores, speed: 'max' });
    for (const line of [race.title, ...race.notes]) words.write(`${printable(line)}\n`);
    return race;
  }
  const race = await autosave.open(id);
  if (race.log) throw new UsageError(`${id} — expected a race, and it is a log`, 'run');
  const again = await scheduler.continueRace(race, { csv, cores });
  const anew = again === 0 ? '' : ` ${again} of its runs begin again: no checkpoint of them was kept.`;
  words.write(`${printable(race.title)}: going on with ${id}.${anew}\n`);
  return race;
}

function leftWords(race: Race, file: string): string {
  const ended = race.runs.filter(({ record }) => {
    const { kind } = record.state.status;
    return kind !== 'running' && kind !== 'queued';
  }).length;
  return `Interrupted: ${ended} of ${race.runs.length} runs have ended and are kept. Go on with: run ${file} --resume\n`;
}

async function writePieces(pieces: Iterable<{ readonly text: string }>, out: Stream): Promise<void> {
  for (const { text } of pieces) out.write(text);
}
