/** `compare`: a fair comparison of the optimizers of an experiment, and its report. */
import { raceTimeName } from '../../../core/engine/raceTime.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { ComparisonDriver } from '../../../core/fairComparison/comparisonDriver.ts';
import type { ComparisonSheet } from '../../../core/fairComparison/comparisonSheet.ts';
import { type ComparisonSpec, comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../core/fairComparison/comparisonState.ts';
import { timeOfComparison } from '../../../core/fairComparison/comparisonTime.ts';
import { comparisonTitle } from '../../../core/fairComparison/comparisonWords.ts';
import { reportText } from '../../../core/fairComparison/report.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { faultsIn } from '../files/faultsIn.ts';
import { readData, readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession, type Session } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { comparisonHtml } from '../report/comparisonHtml.ts';
import { ReportFile } from '../report/reportFile.ts';
import type { Stream } from '../terminal.ts';

export async function compare(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, cwd, shipped } = surroundings;
  const signal = surroundings.stopSignal();
  const threads = threadsOf(asked, 'compare');
  const { operand: name = '' } = asked;
  const { experiment, csv, root } = await readExperimentFile(name, surroundings);
  const spec = faultsIn(name, 'compare', () => comparisonSpecOf(experiment, csv?.shape));
  const report = await ReportFile.of(asked, {
    option: 'report',
    command: 'compare',
    cwd,
    endings: ['.md', '.html'],
  });
  const session = await openSession(asked, surroundings, root, threads);
  // The report itself may be on its way to another program.
  const words = report === null ? terminal.err : terminal.out;
  words.write(
    `${printable(comparisonTitle(spec))}: ${raceTimeName(timeOfComparison(spec, session.cores))}.\n`,
  );
  try {
    const dataOf = (stage: Experiment) => readData(stage, root, shipped.csvWorker);
    const sheet = await runToEnd(spec, session, dataOf, words, signal);
    if (sheet === null) {
      words.write(`Interrupted: the races that have ended are kept in ${session.folder}.\n`);
      return exitCodes.interrupted;
    }
    if (report === null) terminal.out.write(reportText(spec, sheet, []));
    else {
      const text = report.isHtml
        ? await comparisonHtml(spec, sheet, name, shipped)
        : reportText(spec, sheet, []);
      const written = await report.write(text);
      for (const { name: of, headline } of sheet.problems) words.write(printable(`${of}: ${headline}\n`));
      words.write(`${written}\n`);
    }
    return exitCodes.done;
  } finally {
    await session.end();
  }
}

/** null where the person has stopped it. @param dataOf Split anew for each stage, since it holds out other rows. */
function runToEnd(
  spec: ComparisonSpec,
  { store, scheduler, cores }: Session,
  dataOf: (experiment: Experiment) => ReturnType<typeof readData>,
  words: Stream,
  signal: AbortSignal,
): Promise<ComparisonSheet | null> {
  return new Promise((resolve, reject) => {
    const progress = progressLine(words);
    const driver = new ComparisonDriver(firstState(spec), [], {
      store,
      begin: async (experiment) =>
        scheduler.start(experiment, null, { csv: await dataOf(experiment), cores, speed: 'max' }),
      stop: async (race) => scheduler.stop(race),
      onChange: () => {
        const sheet = driver.sheet();
        progress.show(sheet);
        if (sheet.phase === 'done') end(sheet);
      },
      onError: (error) => {
        driver.dispose();
        reject(error);
      },
    });
    const end = (sheet: ComparisonSheet | null) => {
      driver.dispose();
      progress.end();
      resolve(sheet);
    };
    signal.addEventListener('abort', () => end(null));
    if (signal.aborted) end(null);
    else void driver.go();
  });
}

/** In a terminal one line that changes, elsewhere a line a stage. */
function progressLine(words: Stream) {
  let last = '';
  return {
    show({ phase, progress: { done, total } }: ComparisonSheet) {
      const stage = phase === 'tuning' ? 'Tuning' : 'Fresh seeds';
      const line = words.isTerminal ? `${stage}: ${done} of ${total} runs have ended` : `${stage} …`;
      if (line === last || phase === 'done') return;
      last = line;
      words.write(words.isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (words.isTerminal) words.write('\r\u001b[K');
    },
  };
}
