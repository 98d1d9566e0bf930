/** A run that is computed again: the same run, measured at some of its steps, by the same numbers as the debugger's. */
import { expect, test } from 'vitest';
import { landingOf } from '../../../core/diagnostics/alpha.ts';
import { diagnoseRun } from '../../../core/diagnostics/diagnoseRun.ts';
import { endOver } from '../../../core/diagnostics/noisyEnd.ts';
import { measuredSteps, sampledSteps } from '../../../core/diagnostics/sampledSteps.ts';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { createRunner, taskOf } from '../../../core/engine/createRunner.ts';
import { wholeObjective } from '../../../core/engine/wholeObjective.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { recordingOf } from '../../../core/experiment/recording.ts';
import { onRosenbrock, onSpirals, replayOf } from '../debug/replays.ts';
import { dataOf } from '../engine/runs.ts';
import { diagnosed } from './diagnosed.ts';

const normOf = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));

test.each([
  ['adam', onSpirals('adam')],
  [
    'nesterov',
    onSpirals('nesterov', { optimizers: [{ optimizer: 'nesterov', hyperparameters: { form: 'tutorial' } }] }),
  ],
  ['sam', onSpirals('sam')],
  ['rosenbrock', onRosenbrock('momentum')],
] as const)('%s: gradient norms and updates are those that the debugger has', (name, experiment) => {
  const looksAhead = name === 'nesterov' || name === 'sam';
  const { measured, seriesOf } = diagnosed(experiment, ['gradientNorm', 'updateToWeight']);
  const replay = replayOf(experiment);
  const norms = seriesOf('gradientNorm').values;
  const ratios = seriesOf('updateToWeight').values;
  for (const [i, { step, loss }] of measured.entries()) {
    replay.goTo(step - 1);
    expect(loss).toBe(replay.loss);
    const before = replay.parameters.slice();
    const { gradient } = replay.recorded;
    // Of these rules the debugger has it where they look ahead.
    if (!looksAhead) expect((norms[i] ?? 0) / normOf(gradient)).toBeCloseTo(1, 12);
    else expect(norms[i]).toBeGreaterThan(0);
    replay.forward();
    const update = replay.parameters.map((value, at) => value - (before[at] ?? 0));
    expect((ratios[i] ?? 0) / (normOf(update) / normOf(before))).toBeCloseTo(1, 12);
  }
  expect(measured.length).toBeGreaterThan(30);
});

test('the losses are those that the run has recorded', async () => {
  const experiment = parseExperiment(onSpirals('momentum', { epochs: 8 }));
  const [spec = expect.fail('no run')] = expandExperiment(experiment);
  const data = dataOf(experiment);
  const recording = recordingOf(experiment, [spec.steps]);
  const runner = await createRunner(spec, data, { engines: [float64Engine], recording, now: () => 0 });
  await runner.advance(spec.steps, Number.POSITIVE_INFINITY);
  const losses = runner.takePiece().points.loss ?? expect.fail('no losses');
  for (const { measured } of diagnoseRun({ spec, stepsDone: spec.steps, diagnostics: [] }, data))
    if (measured) expect(measured.loss).toBe(losses[measured.step - 1]);
});

test('α sees the beginning of a step on its own mini-batch, and the end on the next', () => {
  const experiment = onSpirals('sgd', { problem: { data: 'spirals', hidden: [] }, lr: [1e-3], epochs: 2 });
  const parsed = parseExperiment(experiment);
  const [spec = expect.fail('no run')] = expandExperiment(parsed);
  const task = taskOf(spec, dataOf(parsed));
  if (task.kind !== 'model') return expect.fail('no model');
  const { model, training } = task.model;
  const batches = task.model.batchesFrom(0);
  const batch = Array.from({ length: spec.steps + 1 }, () => batches.next().slice());
  const point = task.model.start.slice();
  const { values } = diagnosed(experiment, ['alpha']).seriesOf('alpha');
  expect(values).toHaveLength(spec.steps);
  for (const [step, value] of values.entries()) {
    const [rows = expect.fail('no rows'), next = expect.fail('no rows')] = batch.slice(step);
    const gradient = new Float64Array(point.length);
    model.lossAndGradient(point, training, rows, gradient);
    const update = gradient.map((slope) => -1e-3 * slope);
    const from = endOver(task.model, rows, point.slice(), update);
    for (const [i, change] of update.entries()) point[i] = (point[i] ?? 0) + change;
    expect(value).toBeCloseTo(landingOf(from, endOver(task.model, next, point.slice(), update)), 9);
  }
});

test('sharpness is measured over all rows, at the parameters before the step', () => {
  const experiment = onSpirals('sgd', { epochs: 1 });
  const { values, steps } = diagnosed(experiment, ['sharpness']).seriesOf('sharpness');
  const replay = replayOf(experiment);
  const parsed = parseExperiment(experiment);
  const whole = wholeObjective(taskOf(replay.spec, dataOf(parsed)));
  for (const [i, step] of steps.entries()) {
    replay.goTo(step - 1);
    // No direction is curved more, and some nearly as much.
    const direction = new Float64Array(replay.parameters.length);
    const product = new Float64Array(replay.parameters.length);
    let largest = 0;
    direction.fill(1 / Math.sqrt(direction.length));
    for (let k = 0; k < 400; k++) {
      whole.hessianProduct?.(replay.parameters, direction, product);
      largest = normOf(product);
      for (const [at, part] of product.entries()) direction[at] = part / largest;
    }
    expect(Math.abs(values[i] ?? 0) / largest).toBeGreaterThan(0.99);
    expect(Math.abs(values[i] ?? 0) / largest).toBeLessThan(1 + 1e-6);
  }
  expect(steps).toHaveLength(5);
});

test('at most 200 steps are looked at, from the first to the last, evenly', () => {
  expect(sampledSteps(0)).toEqual([]);
  expect(sampledSteps(1)).toEqual([1]);
  expect(sampledSteps(5)).toEqual([1, 2, 3, 4, 5]);
  expect(sampledSteps(200)).toHaveLength(200);
  const many = sampledSteps(100_000);
  expect([many.length, many[0], many.at(-1)]).toEqual([200, 1, 100_000]);
  const gaps = many.slice(1).map((step, i) => step - (many[i] ?? 0));
  expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  expect(measuredSteps([1, 2, 3, 4, 5, 6], 4)).toEqual([1, 5, 6]);
});

test('only as far as the run has come, and says how far it is between', () => {
  const [spec = expect.fail('no run')] = expandExperiment(
    parseExperiment(onRosenbrock('sgd', { steps: 50_000, lr: [1e-5] })),
  );
  const news = [...diagnoseRun({ spec, stepsDone: 45_000, diagnostics: ['gradientNorm'] }, null)];
  expect(news.at(-1)).toMatchObject({ stepsDone: 45_000, measured: { step: 45_000 } });
  const between = news.filter(({ measured }) => measured === null);
  expect(between[0]).toEqual({ stepsDone: 100, measured: null });
  expect(between.length).toBeGreaterThan(300);
});

test('where a run diverges there are no numbers, and no fault', () => {
  const { seriesOf } = diagnosed(onRosenbrock('sgd', { lr: [1], steps: 12 }));
  for (const id of ['gradientNorm', 'alpha', 'sharpness', 'effectiveRate'] as const) {
    const { values } = seriesOf(id);
    expect(Number.isFinite(values[0]), id).toBe(true);
    expect(Number.isFinite(values.at(-1)), id).toBe(false);
  }
});
