/** `sweep`: the runs of an experiment by way of a store, computed once ever, in this process or by workers anywhere. */
import { raceCsv } from '../../../core/race/export/raceCsv.ts';
import { raceJson } from '../../../core/race/export/raceJson.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { runPlace } from '../../../core/sweep/storeKeys.ts';
import { sweepLine } from '../../../core/sweep/sweepFigures.ts';
import { Delivery } from '../../../threads/race/delivery.ts';
import { putAssets } from '../../sweep/assets/putAssets.ts';
import { lastPriority } from '../../sweep/queue/runQueue.ts';
import { SweepRun } from '../../sweep/sweepRun.ts';
import { WorkersSeen } from '../../sweep/workersSeen.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { type ExperimentFile, readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession } from '../library/openSession.ts';
import { oneLine } from '../printable.ts';
import { wholeNumberOf } from '../readArguments.ts';
import { endWords } from '../run/endWords.ts';
import { watchRace } from '../run/watchRace.ts';
import { silentLog } from '../silentLog.ts';
import { attachRace } from '../sweep/attachRace.ts';
import { type OpenedSweep, openSweep } from '../sweep/openSweep.ts';
import type { Stream } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const usualPriority = 100;

export async function sweep(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  const format = asked.isSet('json') ? raceJson : asked.isSet('csv') ? raceCsv : null;
  if (asked.isSet('json') && asked.isSet('csv'))
    throw new UsageError('--json --csv — expected one of them: both write to standard output', 'sweep');
  const priority =
    wholeNumberOf(asked, 'priority', 'sweep', { least: 1, most: lastPriority }) ?? usualPriority;
  // Numbers are for another program: what is said stands beside them.
  const words = format ? terminal.err : terminal.out;
  const file = await readExperimentFile(asked.operand ?? '', surroundings);
  const notice = { text: '' };
  const opened = await openSweep(asked, surroundings, file, (line) => {
    // A table that is drawn anew has no place for lines between.
    if (words.isTerminal) notice.text = line;
    else words.write(`${line}\n`);
  });
  try {
    if (asked.isSet('cancel')) return await cancel(opened, words);
    return await follow(asked, surroundings, { file, opened, words, format, priority, notice });
  } finally {
    await opened.close();
  }
}

async function cancel({ queue, plan, workplace }: OpenedSweep, words: Stream): Promise<ExitCode> {
  const keys = plan.jobs.map(({ key }) => key);
  const removed = await queue.cancel(plan.id, keys);
  const known = await Promise.all(keys.map((key) => workplace.store.has(runPlace(key))));
  const kept = known.filter(Boolean).length;
  words.write(
    `Cancelled: ${removed} of ${keys.length} runs waited and were taken off ${queue.address}; those that were computed are left. ${kept} are in the store, and stay there.\n`,
  );
  return exitCodes.done;
}

interface Following {
  readonly file: ExperimentFile;
  readonly opened: OpenedSweep;
  readonly words: Stream;
  readonly format: typeof raceJson | typeof raceCsv | null;
  readonly priority: number;
  /** What is to be known of the queue; empty where nothing is. */
  readonly notice: { readonly text: string };
}

async function follow(
  asked: Asked,
  surroundings: Surroundings,
  { file, opened, words, format, priority, notice }: Following,
): Promise<ExitCode> {
  const { terminal } = surroundings;
  const { queue, plan, workplace, csv } = opened;
  const signal = surroundings.stopSignal();
  await putAssets(workplace.store, plan.rules, csv);
  const session = await openSession(asked, surroundings, file.root);
  try {
    const began = performance.now();
    const race = await attachRace(file, session, words);
    const delivery = new Delivery(
      race,
      session.store,
      (...news) => session.autosave.keep(...news),
      silentLog,
    );
    const ended = new Set(
      race.runs.flatMap(({ record }, run) => (record.state.status.kind === 'queued' ? [] : run)),
    );
    const run = new SweepRun({
      ...{ plan, queue, priority, ended, signal, store: workplace.store },
      deliver: (chunks) => delivery.add(chunks),
    });
    const workers = new WorkersSeen(queue, plan.id);
    const watched = new AbortController();
    const watching = watchRace(race, {
      ...{ store: session.store, stream: words, size: () => terminal.size(), signal: watched.signal },
      summary: () =>
        [sweepLine(run.progress.figures, workers.count), notice.text || oneLine(workers.notice)]
          .filter(Boolean)
          .join('. '),
    });
    const processing = opened.compute();
    const end = await run.run().finally(() => workers.end());
    await processing?.close(0);
    await delivery.settle();
    watched.abort();
    await watching;
    if (end !== 'done') {
      words.write(`${leftWords(end === 'cancelled', asked, run.progress.figures)}\n`);
      return end === 'cancelled' ? exitCodes.failed : exitCodes.interrupted;
    }
    await session.autosave.saveAll();
    const { found } = run.progress.figures;
    const which = found === race.runs.length ? 'All' : found;
    const before = found === 0 ? '' : ` ${which} of them had been computed before.`;
    words.write(`${endWords(race, (performance.now() - began) / 1000)}${before}\n`);
    words.write(`Kept in ${session.folder} as ${race.id}.\n`);
    if (format) for (const { text } of format(wholeRace(race))) terminal.out.write(text);
    const hasFailed = race.runs.some(({ record }) => record.state.status.kind === 'failed');
    return hasFailed ? exitCodes.failed : exitCodes.done;
  } finally {
    await session.end();
  }
}

function leftWords(
  isCancelled: boolean,
  asked: Asked,
  { done, runs }: { readonly done: number; readonly runs: number },
): string {
  const standing = `${done} of ${runs} runs have ended and are kept`;
  const again = ['sweep', asked.operand ?? ''];
  for (const option of ['queue', 'store']) {
    const value = asked.text(option);
    if (value !== undefined) again.push(`--${option} ${value}`);
  }
  const command = again.join(' ');
  if (isCancelled) return `Cancelled: ${standing}. Submit the others again with: ${command}`;
  if (!asked.isSet('queue')) return `Interrupted: ${standing}. Go on with: ${command}`;
  return `Left: ${standing}; the others stay on the queue. Attach again with: ${command}\nTake them off with: ${command} --cancel`;
}
