/** `compare`: a fair comparison of the optimizers of an experiment, and its report. */
import { raceTimeName } from '../../../core/engine/raceTime.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { timeOfComparison } from '../../../core/fairComparison/comparisonTime.ts';
import { comparisonTitle } from '../../../core/fairComparison/comparisonWords.ts';
import { reportText } from '../../../core/fairComparison/report.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { faultsIn } from '../files/faultsIn.ts';
import { readData, readExperimentFile } from '../files/readExperimentFile.ts';
import { openSession } from '../library/openSession.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { comparisonHtml } from '../report/comparisonHtml.ts';
import { ReportFile } from '../report/reportFile.ts';
import { runComparison } from '../run/runComparison.ts';

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
  for (const line of spec.notes) words.write(`${printable(line)}\n`);
  try {
    const dataOf = (stage: Experiment) => readData(stage, root, shipped.csvWorker);
    const sheet = await runComparison(spec, session, dataOf, words, signal);
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
