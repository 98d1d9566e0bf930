/** Maps on a device: the scores of their cells are those of the same runs, taken step by step. */
import { describe, expect, test as plain } from 'vitest';
import { createStepper } from '../../core/engine/cpu/stepper.ts';
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

async function onDevice(runs: DeviceRuns, spec: MapSpec, every: number) {
  const { columns, rows } = viewOf(spec, every);
  const score = createDeviceScorer(spec, columns, rows);
  if (typeof score === 'string') return expect.fail(score);
  const cells = Uint32Array.from({ length: columns.length * rows.length }, (_, cell) => cell);
  const chunk = await score(deviceOf(runs), cells, { name: `map ${names++}`, isGivenUp: () => false });
  if (!chunk) return expect.fail('it was given up');
  const scoreAt = (cell: number) => [...chunk.numbers.subarray(numbersOfCell * cell, numbersOfCell * (cell + 1))];
  return { columns, rows, cells, scoreAt };
}

/** The same run in single precision, by the JavaScript of its rule. */
function scoreInSinglePrecision(spec: MapSpec, x: number, y: number): number[] {
  const run = runAt(spec, x, y);
  const rule = ruleOf(run);
  const surface = surfaceOf(run.problem);
  if (!rule || !surface || !('start' in run.problem || 'surface' in run.problem)) return expect.fail('no run');
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

let runs: DeviceRuns | undefined;
const runsOf = (device: GPUDevice) => {
  runs ??= new DeviceRuns(device);
  return runs;
};

describe('each score is that of float32 JavaScript, to the bit:', () => {
  test.for(
    rules.flatMap((rule) => Object.entries(surfaces).map(([name, problem]) => [rule, name, problem] as const)),
  )('%s on %s', async ([rule, , problem], { device }) => {
    const spec = mapOf(rule, problem);
    const { columns, rows, cells, scoreAt } = await onDevice(runsOf(device), spec, 17);
    for (const cell of cells) {
      const [x, y] = [columns[cell % columns.length] ?? 0, rows[Math.floor(cell / columns.length)] ?? 0];
      expect({ x, y, score: scoreAt(cell) }).toEqual({ x, y, score: scoreInSinglePrecision(spec, x, y) });
    }
  });
});
