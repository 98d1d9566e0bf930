/** `map`: a run for each cell of a plane of two settings, as a picture and as numbers. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { aboutTextColumns } from '../../../core/experiment/textColumns.ts';
import { type LessonMap, lessonMapOf } from '../../../core/lesson/lessonMap.ts';
import { axisCells, type MapOutput, textOfMap } from '../../../core/lesson/mapOutput.ts';
import { MapRecord } from '../../../core/lesson/mapRecord.ts';
import { factsOfMap } from '../../../core/map/factsOfMap.ts';
import { measuresOf } from '../../../core/map/mapMeasure.ts';
import { theoryOf } from '../../../core/map/mapTheory.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { MapThreads } from '../../../threads/map/mapThreads.ts';
import { threadsOf as startersOf } from '../../threads/startThread.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { faultsIn } from '../files/faultsIn.ts';
import { readExperimentFile } from '../files/readExperimentFile.ts';
import { mapPicture } from '../map/mapPicture.ts';
import { pngBytes } from '../map/pngBytes.ts';
import { printable } from '../printable.ts';
import { threadsOf } from '../readArguments.ts';
import { experimentFiles } from '../report/experimentFiles.ts';
import { ReportFile } from '../report/reportFile.ts';
import { reportHtml } from '../report/reportHtml.ts';

export async function map(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, cwd, shipped } = surroundings;
  const signal = surroundings.stopSignal();
  const threads = threadsOf(asked, 'map') ?? availableParallelism();
  const { operand: name = '' } = asked;
  const { experiment, csv } = await readExperimentFile(name, surroundings);
  const wanted = faultsIn(name, 'map', () => lessonMapOf(experiment, csv?.shape));
  const { spec, columns, rows } = wanted;
  const report = await ReportFile.of(asked, { option: 'report', command: 'map', cwd, endings: ['.html'] });
  const picture = await ReportFile.of(asked, { option: 'png', command: 'map', cwd, endings: ['.png'] });
  const words = asked.isSet('csv') ? terminal.err : terminal.out;
  for (const line of aboutTextColumns(csv?.shape)) words.write(`${printable(line)}\n`);
  const record = await compute(wanted, csv?.data ?? null, { ...surroundings, signal, threads });
  const facts = factsOfMap(spec, csv?.shape);
  const theory = theoryOf(spec, columns, rows);
  const phase = record.grid.knownCount === record.grid.count ? 'done' : 'stopped';
  const output: MapOutput = {
    ...{ type: 'map', map: 'report', facts, theory, phase },
    ...{ columns: axisCells(columns), rows: axisCells(rows), piece: record.pieceFrom(0) },
  };
  words.write(`${printable(textOfMap(output))}\n`);
  if (asked.isSet('csv')) for (const line of csvLines(wanted, record)) terminal.out.write(line);
  if (picture) {
    const grey = spec.target === null ? '' : 'grey is short of the target, ';
    const [measure = 'final'] = measuresOf(spec.target);
    const { width, height, rgb } = mapPicture(record.grid, measure, spec.run.steps);
    await picture.writeBytes(pngBytes(width, height, rgb));
    words.write(`Drawn into ${picture.name}: bright is good, ${grey}stripes are where runs diverged.\n`);
  }
  if (report) {
    const about = {
      ...{ title: facts.title, version: shipped.version, madeAt: new Date(), source: name },
      files: experimentFiles(experiment, path.basename(name), csv?.shape),
    };
    words.write(`${await report.write(await reportHtml('map', about, output, shipped.reports))}\n`);
  }
  return signal.aborted ? exitCodes.interrupted : exitCodes.done;
}

async function compute(
  { spec, columns, rows }: LessonMap,
  data: PreparedDataset | null,
  {
    shipped,
    signal,
    threads,
  }: Pick<Surroundings, 'shipped'> & { readonly signal: AbortSignal; readonly threads: number },
): Promise<MapRecord> {
  const record = new MapRecord(columns.values.length, rows.values.length);
  let end: () => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    [end, fail] = [resolve, reject];
  });
  const computation = new MapThreads(
    { start: startersOf(shipped.worker, { places: shipped }), data, count: threads, gpu: null },
    {
      onCells: (chunk) => record.take(chunk),
      onDone: () => end(),
      onEngine: () => {},
      onFailed: (message) => fail(new Error(message)),
    },
  );
  signal.addEventListener('abort', () => end());
  if (signal.aborted) end();
  try {
    const middle = { column: record.grid.columns / 2, row: record.grid.rows / 2 };
    computation.show({ spec, columns: columns.values, rows: rows.values }, middle);
    await ended;
  } finally {
    computation.dispose();
  }
  return record;
}

/** Every digit; a cell that wasn't computed has no line. */
function* csvLines({ spec, columns, rows }: LessonMap, { grid }: MapRecord): Generator<string> {
  yield `${spec.x.setting},${spec.y.setting},final_loss,best_loss,first_step,settled_step,diverged_step\n`;
  for (let cell = 0; cell < grid.count; cell++) {
    const score = grid.scoreOf(cell);
    if (!score) continue;
    const x = columns.values[cell % grid.columns];
    const y = rows.values[Math.floor(cell / grid.columns)];
    const { final, best, first, forGood, divergedAt } = score;
    const steps = [first, forGood, divergedAt].map((step) => (step > 0 ? step : ''));
    yield `${[x, y, Number.isFinite(final) ? final : '', Number.isFinite(best) ? best : '', ...steps].join(',')}\n`;
  }
}
