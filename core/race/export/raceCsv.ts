import { trainsOnData } from '../../experiment/modelProblem.ts';
import type { Race, Run } from '../race.ts';
import { type PointQuantity, pointQuantities, quantities } from '../runRecord.ts';
import { csvCell } from './csvText.ts';
import { inPieces, type Piece } from './piece.ts';
import { exportedRuns, hyperparametersOf, scheduleText, secondsOf } from './runFacts.ts';

/** Names of the columns of a quantity, where they aren't its own. */
const columnNames: Partial<Record<PointQuantity, readonly string[]>> = { position: ['x', 'y'] };

/**
 * The race's numbers as CSV: one line for each run and step of which something is kept, every digit kept. What is known of
 * the run comes first and is the same in all of its lines; then what was measured at the step. docs/exports.md lists the
 * columns.
 * @param only Number of the run that is wanted. Default: all are.
 */
export function raceCsv(race: Race, only?: number): Generator<Piece> {
  return inPieces(linesOf(race, only));
}

function* linesOf(race: Race, only: number | undefined): Generator<Piece> {
  const { experiment } = race;
  const exported = exportedRuns(race, only);
  const runs = exported.map(([, run]) => run);
  // The mean is made of the losses.
  const measured = pointQuantities.filter(
    (name) => name !== 'mean' && (name === 'loss' || runs.some(({ record }) => record.get(name))),
  );
  const settings = hyperparametersOf(runs);
  const { problem } = experiment;
  const isModel = trainsOnData(problem);
  const evaluated = !isModel
    ? []
    : (problem.validation ?? 0) > 0
      ? evaluatedOn('validation')
      : evaluatedOn('train');
  const head = [
    ...['race', 'run', 'optimizer', 'lr', 'batch_size', 'seed', ...settings],
    ...['schedule', 'status', 'steps_done', 'seconds', 'step', ...(isModel ? ['epoch'] : [])],
    ...measured.flatMap((name) => columnNames[name] ?? [name]),
    ...evaluated,
  ];
  yield { text: `${head.map(csvCell).join(',')}\n`, share: 0 };
  const all = runs.reduce((sum, { record }) => sum + record.length + record.evaluations.length, 0);
  let done = 0;
  for (const [number, run] of exported) {
    const facts = factsOf(race, run, number, settings);
    const { length, evaluations } = run.record;
    for (const text of rowsOf(run, facts, measured, isModel))
      yield { text, share: Math.min(1, ++done / all) };
    done = Math.max(done, length + evaluations.length);
  }
}

function evaluatedOn(rows: string): string[] {
  return [`${rows}_loss`, `${rows}_accuracy`];
}

/** The cells that are the same in all lines of a run. */
function factsOf({ title }: Race, run: Run, number: number, settings: readonly string[]): string {
  const { optimizer, hyperparameters, batchSize, seed, schedule } = run.spec;
  const { status, stepsDone } = run.record.state;
  return [
    ...[title, number, optimizer, hyperparameters['lr'], batchSize, seed],
    ...settings.map((name) => (Object.hasOwn(hyperparameters, name) ? hyperparameters[name] : null)),
    ...[scheduleText(schedule), status.kind, stepsDone, secondsOf(run)],
  ]
    .map(csvCell)
    .join(',');
}

/** A line for each step with a point or an evaluation, in the order of the steps. */
function* rowsOf(
  { spec, record }: Run,
  facts: string,
  measured: readonly PointQuantity[],
  isModel: boolean,
): Generator<string> {
  const { length, evaluations } = record;
  const empty = measured.map((name) => ','.repeat(quantities[name] - 1)).join(',');
  let [point, evaluation] = [0, 0];
  while (point < length || evaluation < evaluations.length) {
    const [pointStep, evaluatedStep] = [
      point < length ? record.stepOf(point) : Number.POSITIVE_INFINITY,
      evaluations[evaluation]?.step ?? Number.POSITIVE_INFINITY,
    ];
    const step = Math.min(pointStep, evaluatedStep);
    const epoch = isModel ? `,${step / spec.stepsPerEpoch}` : '';
    const values = pointStep === step ? valuesOf(record, measured, point++) : empty;
    const found = evaluatedStep === step ? evaluations[evaluation++] : undefined;
    const score = isModel ? `,${csvCell(found?.loss)},${csvCell(found?.accuracy)}` : '';
    yield `${facts},${step}${epoch},${values}${score}\n`;
  }
}

function valuesOf(record: Run['record'], measured: readonly PointQuantity[], point: number): string {
  let text = '';
  for (const name of measured) {
    const [series, width] = [record.get(name), quantities[name]];
    for (let k = 0; k < width; k++)
      text += `${text === '' && k === 0 ? '' : ','}${series ? series.at(width * point + k) : ''}`;
  }
  return text;
}
