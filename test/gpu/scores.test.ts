/** Maps on a device: the scores of their cells are those of the same runs, taken step by step. */
import { describe, expect } from 'vitest';
import { createStepper } from '../../core/engine/cpu/stepper.ts';
import type { Device } from '../../core/engine/gpu/deviceAccess.ts';
import type { GpuRequest } from '../../core/engine/gpu/messages.ts';
import { createHyperparametersAt } from '../../core/engine/hyperparameters.ts';
import { createRunSchedule } from '../../core/engine/runSchedule.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { surfaceOf } from '../../core/experiment/surfaceOf.ts';
import { createDeviceScorer } from '../../core/map/deviceScorer.ts';
import { createLaneScorer } from '../../core/map/laneScorer.ts';
import { cellsOf } from '../../core/map/mapCells.ts';
import { numbersOfCell } from '../../core/map/mapGrid.ts';
import { type MapSpec, mapOfExperiment } from '../../core/map/mapSpec.ts';
import { runAt } from '../../core/map/runAt.ts';
import { ScoreKeeper } from '../../core/map/scoreKeeper.ts';
import { createScorer } from '../../core/map/scorer.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { ruleOf } from '../../core/optimizers/ruleOf.ts';
import { resolve } from '../../core/rule/plan/resolve.ts';
import { compileFloat32 } from '../../core/rule/run/javascriptKernel.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { test } from './device.ts';
import { deviceOf, steppable } from './surfaceRuns.ts';

const surfaces = {
  valley: { surface: 'valley' },
  rosenbrock: { surface: 'rosenbrock' },
  himmelblau: { surface: 'himmelblau' },
  typed: { formula: '(x**2 - y)**2/4 + x*y/3 + y**2', start: [1.5, -1] },
} as const;
const rules = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const;

interface MapOptions {
  readonly steps?: number;
  readonly axes?: { readonly x: string; readonly y: string };
  readonly more?: object;
}

function mapOf(optimizer: string, problem: object, { steps = 150, axes, more }: MapOptions = {}): MapSpec {
  const experiment = { problem, optimizers: [{ optimizer }], lr: [0.01], steps, target: 0.5, ...more };
  const spec = mapOfExperiment(parseExperiment(experiment), undefined, axes);
  return spec;
}

/** Every so many values along each axis. */
function viewOf(spec: MapSpec, every: number) {
  const some = (values: Float64Array) => values.filter((_, index) => index % every === 0);
  return { columns: some(cellsOf(spec.x).values), rows: some(cellsOf(spec.y).values) };
}

let names = 0;

/** @param milliseconds That the device says it took for each request. Default: as long as it takes. */
async function onDevice(
  runs: DeviceRuns,
  spec: MapSpec,
  every: number,
  see: (request: GpuRequest) => void = () => {},
  milliseconds?: number,
) {
  const { columns, rows } = viewOf(spec, every);
  const score = createDeviceScorer(spec, columns, rows);
  if (typeof score === 'string') return expect.fail(score);
  const cells = Uint32Array.from({ length: columns.length * rows.length }, (_, cell) => cell);
  const link = deviceOf(runs);
  const device: Device = {
    ...link,
    async request(request) {
      see(request);
      const answer = await link.request(request);
      if (milliseconds !== undefined && answer && 'milliseconds' in answer)
        Object.assign(answer, { milliseconds });
      return answer;
    },
  };
  const chunk = await score(device, cells, { name: `map ${names++}`, isGivenUp: () => false });
  if (!chunk) return expect.fail('it was given up');
  const scoreAt = (cell: number) => [
    ...chunk.numbers.subarray(numbersOfCell * cell, numbersOfCell * (cell + 1)),
  ];
  return { columns, rows, cells, scoreAt };
}

/** The same run in single precision, by the JavaScript of its rule. */
function scoreInSinglePrecision(spec: MapSpec, x: number, y: number): number[] {
  const run = runAt(spec, x, y);
  const rule = ruleOf(run);
  const surface = surfaceOf(run.problem);
  if (!rule || !surface || !('start' in run.problem || 'surface' in run.problem))
    return expect.fail('no run');
  const schedule = createRunSchedule({ ...run, id: '' })?.schedule ?? null;
  // Lines that a setting along an axis decides are there for all of a map.
  const open = [spec.x.setting, spec.y.setting, ...(schedule ? ['lr'] : [])];
  const kernel = compileFloat32(resolve(rule, run.hyperparameters, open));
  const start = run.problem.start ?? surface.start;
  const at = createHyperparametersAt(run.hyperparameters, schedule);
  const stepper = createStepper(steppable(surface.text, start), kernel, at);
  const keeper = new ScoreKeeper(run, spec.target === null ? null : Math.fround(spec.target));
  keeper.take(stepper.loss);
  const losses = new Float64Array(run.steps);
  const limit = Math.max(1e6, 1e4 * stepper.loss);
  const done = stepper.run(run.steps, limit, losses, new Float64Array(2 * run.steps));
  for (const loss of losses.subarray(0, done)) keeper.take(loss);
  const { final, best, first, forGood, divergedAt } = keeper.score;
  return [final, best, first, forGood, divergedAt];
}

/** @param tolerance Of losses, where a rule sums up: a device adds floats. */
async function expectSame(runs: DeviceRuns, spec: MapSpec, every: number, tolerance = 0): Promise<void> {
  const { columns, rows, cells, scoreAt } = await onDevice(runs, spec, every);
  for (const cell of cells) {
    const [x, y] = [columns[cell % columns.length] ?? 0, rows[Math.floor(cell / columns.length)] ?? 0];
    const expected = scoreInSinglePrecision(spec, x, y);
    const found = scoreAt(cell);
    if (tolerance === 0) expect({ x, y, score: found }).toEqual({ x, y, score: expected });
    else
      for (const [place, value] of expected.entries())
        if (!(Math.abs((found[place] ?? Number.NaN) - value) <= tolerance * Math.abs(value)))
          expect({ x, y, score: found }).toEqual({ x, y, score: expected });
  }
}

/** Rules with norms or means of a tensor. */
const sumsUp = (id: string) => ['lars', 'lamb', 'sam', 'clipped-sgd', 'adabelief'].includes(id);

let runs: DeviceRuns | undefined;
const runsOf = (device: GPUDevice) => {
  runs ??= new DeviceRuns(device);
  return runs;
};

describe('each score is that of float32 JavaScript, to the bit:', () => {
  test.for(
    rules.flatMap((rule) =>
      Object.entries(surfaces).map(([name, problem]) => [rule, name, problem] as const),
    ),
  )('%s on %s', async ([rule, , problem], { device }) => {
    const spec = mapOf(rule, problem);
    await expectSame(runsOf(device), spec, 17);
  });
});

test('every optimizer has the scores of float32 JavaScript, on the axes that its map begins with', async ({
  device,
}) => {
  const left: string[] = [];
  for (const { id } of optimizers) {
    const spec = mapOf(id, surfaces.himmelblau, { steps: 40 });
    const { columns, rows } = viewOf(spec, 64);
    const made = createDeviceScorer(spec, columns, rows);
    if (typeof made === 'string') left.push(`${id}: ${made}`);
    else await expectSame(runsOf(device), spec, 64, sumsUp(id) ? 1e-4 : 0);
  }
  expect(left).toEqual([
    'radam: its rule needs other numbers in each step of each run',
    'asgd: its rule needs other numbers in each step of each run',
  ]);
});

describe('each kind of axis:', () => {
  test.for([
    ['starts', 'momentum', { x: 'start_x', y: 'start_y' }, { problem: surfaces.rosenbrock }],
    ['a start and a rate, with a gradient ahead', 'sam', { x: 'lr', y: 'start_y' }, {}],
    ['both moments', 'adam', { x: 'beta1', y: 'beta2' }, {}],
    ['a rate and a decay that it is multiplied with', 'adamw', { x: 'weight_decay', y: 'lr' }, {}],
    ['a state that begins with a setting', 'rprop', { x: 'lr', y: 'etaplus' }, {}],
    ['a product over steps', 'nadam', { x: 'beta1', y: 'lr' }, {}],
    [
      'a rate with a schedule',
      'momentum',
      { x: 'lr', y: 'momentum' },
      { schedule: { name: 'StepLR', step_size: 20, gamma: 0.5 } },
    ],
    [
      'a schedule that cycles the momentum, too',
      'adam',
      { x: 'weight_decay', y: 'start_x' },
      { schedule: { name: 'OneCycleLR', max_lr: 0.1 } },
    ],
    ['a map without a target', 'sgd', { x: 'start_x', y: 'lr' }, { target: undefined }],
  ] as const)('%s', async ([, rule, axes, more], { device }) => {
    const spec = mapOf(rule, surfaces.himmelblau, { steps: 60, axes, more });
    await expectSame(runsOf(device), spec, 40, sumsUp(rule) ? 1e-4 : 0);
  });
});

test('starts all over a surface of several minima are left to the processor', () => {
  const spec = mapOf('momentum', surfaces.himmelblau, { axes: { x: 'start_x', y: 'start_y' } });
  const { columns, rows } = viewOf(spec, 64);
  expect(createDeviceScorer(spec, columns, rows)).toBe(
    'the minimum at which each run ends is found by the processor alone',
  );
});

test('in few dispatches and in many the scores are the same bits', async ({ device }) => {
  const spec = mapOf('adam', surfaces.rosenbrock, { steps: 300 });
  const shared = runsOf(device);
  const whole = await onDevice(shared, spec, 32);
  const asked: number[] = [];
  const see = (request: GpuRequest) => {
    if (request.type === 'score') asked.push(request.end - request.first);
  };
  const slow = await onDevice(shared, spec, 32, see, 1e6);
  expect(asked.reduce((sum, each) => sum + each, 0)).toBe(301);
  expect(asked.length).toBeGreaterThan(100);
  for (const cell of whole.cells) expect(slow.scoreAt(cell)).toEqual(whole.scoreAt(cell));
});

test('65,536 runs of 200 steps take few dispatches', { timeout: 60_000 }, async ({ device }) => {
  const spec = mapOf('momentum', surfaces.valley, { steps: 200 });
  let dispatches = 0;
  const { columns, rows, cells, scoreAt } = await onDevice(
    runsOf(device),
    spec,
    1,
    (request) => {
      if (request.type === 'score') dispatches++;
    },
    0,
  );
  expect(cells.length).toBe(65_536);
  // 16 first, then at most four times as many as before, two at a time.
  expect(dispatches).toBeLessThanOrEqual(6);
  const lanes = createLaneScorer(spec) ?? expect.fail('no lanes');
  let same = 0;
  for (let row = 0; row < rows.length; row++) {
    const numbers = new Float64Array(numbersOfCell * columns.length);
    lanes.score(columns, new Float64Array(columns.length).fill(rows[row] ?? Number.NaN), numbers);
    for (let column = 0; column < columns.length; column++) {
      const others = [...numbers.subarray(numbersOfCell * column, numbersOfCell * (column + 1))];
      if (isToldAlike(scoreAt(row * columns.length + column), others.slice(2))) same++;
    }
  }
  expect(same / cells.length).toBeGreaterThan(0.999);
});

test('cells that are given up are not computed further', async ({ device }) => {
  const spec = mapOf('adam', surfaces.rosenbrock, { steps: 100_000 });
  const { columns, rows } = viewOf(spec, 32);
  const score = createDeviceScorer(spec, columns, rows);
  if (typeof score === 'string') return expect.fail(score);
  const link = deviceOf(runsOf(device));
  const asked: string[] = [];
  const watched: Device = {
    ...link,
    request: (request) => {
      asked.push(request.type);
      return link.request(request);
    },
    dispose: (run) => {
      asked.push('dispose');
      link.dispose(run);
    },
  };
  let looks = 0;
  const isGivenUp = () => ++looks > 2;
  const cells = Uint32Array.of(0, 1, 2);
  expect(await score(watched, cells, { name: `map ${names++}`, isGivenUp })).toBeNull();
  expect(asked).toEqual(['createScores', 'score', 'score', 'dispose']);
});

/**
 * How near a map in single precision is to that in double precision: of how many cells a person is told the same, but for
 * a step more or less. Runs that swing far differ from the first rounding on.
 */
describe('told the same as in double precision:', () => {
  test.for(
    rules.flatMap((rule) =>
      Object.entries(surfaces).map(([name, problem]) => [rule, name, problem] as const),
    ),
  )('%s on %s', async ([rule, name, problem], { device }) => {
    const spec = mapOf(rule, problem, { steps: 200 });
    const { columns, rows, cells, scoreAt } = await onDevice(runsOf(device), spec, 5);
    const score = createScorer(spec, { engines: [], data: null, isGivenUp: () => false });
    let same = 0;
    for (const cell of cells) {
      const found = await score(
        columns[cell % columns.length] ?? 0,
        rows[Math.floor(cell / columns.length)] ?? 0,
      );
      if (!found) return expect.fail('it was given up');
      if (isToldAlike(scoreAt(cell), [found.first, found.forGood, found.divergedAt])) same++;
    }
    const isTame = name === 'valley' || name === 'typed';
    expect(same / cells.length).toBeGreaterThanOrEqual(isTame ? 0.995 : 0.9);
  });
});

function isToldAlike([, , ...steps]: readonly number[], others: readonly number[]): boolean {
  return steps.every((step, index) => {
    const other = others[index] ?? Number.NaN;
    return step > 0 === other > 0 && Math.abs(step - other) <= 1;
  });
}
