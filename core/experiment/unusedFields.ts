/** Fields of an experiment that change none of its runs: a sentence each. */
import { type Path, pathName, valueName } from '../fault.ts';
import { usualBatchSize } from './batchSize.ts';
import { type DataShape, rowsOf } from './dataShape.ts';
import { isRandom } from './drawnStart.ts';
import { layersOf } from './layerRates.ts';
import { trainsOnData } from './modelProblem.ts';
import { rowsOfBatch, scaledRate } from './rates.ts';
import type { Experiment } from './schema.ts';
import { evaluatedRows } from './splitOf.ts';

/**
 * What was left out has its default by now; a value that is the default is no different from that.
 * @param shape Of the data; without it nothing is told that depends on it.
 */
export function aboutUnusedFields(experiment: Experiment, shape: DataShape | undefined): string[] {
  const { problem, optimizers, lr } = experiment;
  const layers = layersOf(problem);
  // Where every layer has a rate of its own, lr is no run's either.
  const own = optimizers.map(({ lr, layer_lr = {} }) =>
    layers > 0 && Object.keys(layer_lr).length === layers ? [] : lr,
  );
  const byLayer = own.some((rates) => rates?.length === 0)
    ? 'optimizer, or each of its layers,'
    : 'optimizer';
  const usesLr = own.some((rates) => rates === undefined || rates.some((rate) => lr?.includes(rate)));
  return [
    ...(lr === undefined || usesLr
      ? []
      : [about(['lr'], lr, `no run has it, since each ${byLayer} has learning rates of its own`)]),
    ...(trainsOnData(problem) ? unusedOnData(experiment, shape) : unusedOnSurface(experiment)),
  ];
}

const onlyInLessons = 'the lengths of steps are drawn below cells of lessons alone';

function unusedOnSurface({ problem, batch_size, seed, step_along }: Experiment): string[] {
  const once = isRandom(problem)
    ? 'so each optimizer runs once with each learning rate and seed'
    : 'so each optimizer runs once with each learning rate';
  const alike = `nothing is random on a surface without problem.start_range, ${once}`;
  return [
    ...(isOnly(batch_size, usualBatchSize)
      ? []
      : [about(['batch_size'], batch_size, `a surface has no data, ${once}`)]),
    ...(isOnly(seed, 0) || isRandom(problem) ? [] : [about(['seed'], seed, alike)]),
    ...(step_along === undefined ? [] : [about(['step_along'], step_along, onlyInLessons)]),
  ];
}

function unusedOnData(experiment: Experiment, shape: DataShape | undefined): string[] {
  const { problem, scale_lr, batch_size } = experiment;
  if (!trainsOnData(problem)) return [];
  const { activation, hidden, test = 0 } = problem;
  const notes: string[] = [];
  if (activation !== undefined && hidden.length === 0)
    notes.push(about(['problem', 'activation'], activation, 'it has no effect: hidden has no layers'));
  if (test > 0 && evaluatedRows(problem) === 'training') {
    const text = 'no run is evaluated on these rows; "evaluate_on": "test" beside it does that';
    notes.push(about(['problem', 'test'], test, text));
  }
  const rows = rowsOf(problem, shape);
  const isBase = (size: (typeof batch_size)[number]) =>
    scaledRate(1, rowsOfBatch(size, rows), experiment) === 1;
  const isKnown = rows !== undefined || !batch_size.includes('full');
  if (scale_lr && isKnown && batch_size.every(isBase)) {
    const text = 'it changes no rate, since there is no other batch size';
    notes.push(about(['scale_lr', 'base_batch_size'], scale_lr.base_batch_size, text));
  }
  return notes;
}

function isOnly<T>(values: readonly T[], value: T): boolean {
  return values.every((each) => each === value);
}

function about(path: Path, value: unknown, text: string): string {
  return `${pathName(path)} = ${valueName(value)}: ${text}.`;
}
