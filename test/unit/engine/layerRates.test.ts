/** Learning rates by layer: each layer moves as by an optimizer of its own, as PyTorch's parameter groups do. */
import { describe, expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { taskOf } from '../../../core/engine/createRunner.ts';
import type { Trainer } from '../../../core/engine/engine.ts';
import { chooseEngine, enginesOf } from '../../../core/engine/engines.ts';
import { workOfRace } from '../../../core/engine/gpu/auto/raceWork.ts';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { everyRun } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { modelObjective } from '../../../core/problems/models/modelObjective.ts';
import { keptByRate } from '../../../core/rule/plan/keptByRate.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { threadsOf, whenJoined } from './helpers.ts';
import { createMethod, createProblem, createTrainer, kernelsOf, lossesOf } from './networkTools.ts';
import { dataOf } from './runs.ts';

const rates = [0.02, 0.003, 0.07];

function specOf(optimizer: string, others: object = {}): { spec: RunSpec; data: ReturnType<typeof dataOf> } {
  const experiment = parseExperiment({
    problem: { data: 'spirals', hidden: [7, 5] },
    optimizers: [{ optimizer, ...('layer_lr' in others ? { layer_lr: others.layer_lr } : {}) }],
    ...{ lr: [0.01], batch_size: [64], epochs: 4, ...without(others) },
  });
  const [spec] = everyRun(experiment);
  if (!spec) throw new RangeError('expected a run');
  return { spec, data: dataOf(experiment) };
}

function without({ layer_lr: _, ...others }: { layer_lr?: unknown }): object {
  return others;
}

async function parametersAfter(trainer: Trainer, steps: number): Promise<number[]> {
  while (trainer.stepsDone < steps) await trainer.run(steps - trainer.stepsDone, Number.MAX_VALUE);
  return [...(trainer.checkpoint?.()?.parameters ?? [])];
}

const able = optimizers.filter(({ rule }) => keptByRate(resolve(rule, {}, ['lr'])) === null);

test('which rules keep a number that follows from their rate', () => {
  const others = optimizers.filter((each) => !able.includes(each)).map(({ id }) => id);
  expect(others.sort()).toEqual(['asgd', 'rprop', 'schedulefree']);
});

/** Every layer with a kernel and a state of its own, on slices of the vectors: three optimizers, by hand. */
function threeOptimizers({ spec, data }: ReturnType<typeof specOf>, steps: number): number[] {
  const task = taskOf(spec, data);
  if (task.kind !== 'model') throw new RangeError('expected a model');
  const objective = modelObjective(task.model);
  const tensors = objective.tensors ?? [];
  const { rule } = task.method;
  const parameters = objective.start.slice();
  const parts = rates.map((lr, layer) => {
    const own = tensors.slice(2 * layer, 2 * layer + 2);
    const begin = tensors.slice(0, 2 * layer).reduce((sum, length) => sum + length, 0);
    const end = begin + own.reduce((sum, length) => sum + length, 0);
    const kernel = compileFloat64(rule, own);
    const values = { ...task.method.hyperparametersAt(0), lr };
    const view = parameters.subarray(begin, end);
    return { begin, end, kernel, values, view, state: kernel.createState(view, values) };
  });
  const gradient = new Float64Array(parameters.length);
  const ahead = new Float64Array(parameters.length);
  for (let step = 1; step <= steps; step++) {
    objective.lossAndGradient(parameters, gradient);
    const looks = parts.some(({ kernel }) => kernel.lookAhead);
    for (const { begin, end, kernel, values, view, state } of parts)
      kernel.lookAhead?.(view, gradient.slice(begin, end), state, values, step, ahead.subarray(begin, end));
    if (looks) objective.lossAndGradient(ahead, gradient);
    for (const { begin, end, kernel, values, view, state } of parts)
      kernel.update(view, gradient.slice(begin, end), state, values, step);
    objective.next();
  }
  return [...parameters];
}

/** These take one norm of the gradients of all layers. */
const ofAllLayers = ['clipped-sgd', 'sam'];

describe('in double precision', () => {
  test.each(able.map(({ id }) => id).filter((id) => !ofAllLayers.includes(id)))(
    '%s moves each layer as an optimizer of its own would',
    async (optimizer) => {
      const run = specOf(optimizer, { layer_lr: { first: 0.02, layer2: 0.003, last: 0.07 } });
      expect(run.spec.layerRates).toEqual(rates);
      const trainer = await float64Engine.createTrainer(taskOf(run.spec, run.data), null);
      expect(await parametersAfter(trainer, 12)).toEqual(threeOptimizers(run, 12));
    },
  );
});

/** A step from anywhere moves each layer as it does where all have its rate, since all begin with the same gradient. */
async function expectStepsOfPlainRuns(optimizer: string, engine: RunSpec['engine'], others: object = {}) {
  const { spec: one, data } = specOf(optimizer, {
    layer_lr: { first: 0.02, layer2: 0.003, last: 0.07 },
    ...others,
  });
  const spec = { ...one, engine };
  const [chosen] = enginesOf({ kernels: kernelsOf('simd') }).filter((each) => each.supports(spec).supported);
  if (!chosen) throw new RangeError('expected an engine');
  const trainer = await chosen.createTrainer(taskOf(spec, data), null);
  const { layerRates: _, ...plain } = spec;
  for (let step = 0; step < 6; step++) {
    const from = trainer.checkpoint?.();
    await trainer.run(1, Number.MAX_VALUE);
    const moved = [...(trainer.checkpoint?.()?.parameters ?? [])];
    let begin = 0;
    for (const [layer, lr] of rates.entries()) {
      const alike = { ...plain, hyperparameters: { ...plain.hyperparameters, lr } };
      const task = taskOf(alike, data);
      const other = await chosen.createTrainer({ ...task, ...(step > 0 && from && { from }) }, null);
      await other.run(1, Number.MAX_VALUE);
      const all = [...(other.checkpoint?.()?.parameters ?? [])];
      const size = [2 * 7 + 7, 7 * 5 + 5, 5 * 2 + 2][layer] ?? 0;
      expect({ step, layer, moved: moved.slice(begin, begin + size) }).toEqual({
        ...{ step, layer },
        moved: all.slice(begin, begin + size),
      });
      begin += size;
      other.dispose();
    }
    expect(begin).toBe(moved.length);
  }
  trainer.dispose();
}

describe('a step moves each layer as it does where all have its rate', () => {
  const ahead = able.filter(({ rule }) => resolve(rule, {}, ['lr']).program.lookAhead !== null);
  const ids = able.filter((each) => !ahead.includes(each)).map(({ id }) => id);
  test.each(ids)('%s in single precision', async (optimizer) => {
    await expectStepsOfPlainRuns(optimizer, 'cpu');
  });
  test.each(ids)('%s in double precision', async (optimizer) => {
    await expectStepsOfPlainRuns(optimizer, 'float64');
  });
  test('with a schedule that changes each rate', async () => {
    const schedule = { name: 'ExponentialLR', gamma: 0.5, per: 'step' };
    for (const engine of ['cpu', 'float64'] as const)
      await expectStepsOfPlainRuns('adam', engine, { schedule });
  });
});

describe('layers with the same rate', () => {
  test('are a run without rates by layer', () => {
    const { spec } = specOf('adam', { layer_lr: { first: 0.01, last: 0.01 } });
    expect(spec).toEqual(specOf('adam').spec);
    expect(spec).not.toHaveProperty('layerRates');
  });

  test.each(able.map(({ id }) => id))(
    '%s gives the bits of that run, on either engine',
    async (optimizer) => {
      for (const engine of ['cpu', 'float64'] as const) {
        const { spec, data } = specOf(optimizer);
        const all = await Promise.all(
          [
            { ...spec, engine },
            { ...spec, engine, layerRates: [0.01, 0.01, 0.01] },
          ].map(async (each) => {
            const [chosen] = enginesOf({ kernels: kernelsOf('simd') }).filter(
              ({ supports }) => supports(each).supported,
            );
            const trainer = await chosen?.createTrainer(taskOf(each, data), null);
            return trainer && parametersAfter(trainer, 12);
          }),
        );
        expect(all[1]).toEqual(all[0]);
        expect(all[0]).not.toContain(Number.NaN);
      }
    },
  );
});

test.each(['adam', 'lars', 'clipped-sgd'])(
  '%s with any number of threads gives the same bits',
  async (optimizer) => {
    const problem = createProblem([40, 300, 10], 'tanh', 'cross_entropy', 500);
    const layerRatesAt = () => [0.02, 0.003];
    const outcomes = [];
    for (const count of [1, 3]) {
      const threads = count > 1 ? { threads: threadsOf(count) } : {};
      const method = createMethod(optimizer, { lr: 0.01 });
      const trainer = createTrainer('simd', problem, 97, method, { layerRatesAt, ...threads });
      if (count > 1) await whenJoined(trainer, count);
      outcomes.push({ losses: [...lossesOf(trainer, 5)], parameters: trainer.parameters() });
      trainer.dispose();
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  },
);

test('trainings with rules of the same text share what is compiled of them, and nothing else', () => {
  const problem = createProblem([4, 5, 3], 'tanh', 'cross_entropy', 50);
  const made = [0.01, 0.02].map((lr) => {
    const rules: unknown[] = [];
    const threads = { count: 2, start: ({ rule }: { rule: unknown }) => rules.push(rule) };
    const trainer = createTrainer('simd', problem, 10, createMethod('adam', { lr }), { threads });
    return { trainer, rules };
  });
  expect(made[0]?.rules[0]).toBeInstanceOf(WebAssembly.Module);
  expect(made[1]?.rules[0]).toBe(made[0]?.rules[0]);
  for (const { trainer } of made) trainer.dispose();
  const [alone, other] = [0.01, 0.02].map((lr) => {
    const trainer = createTrainer('simd', problem, 10, createMethod('adam', { lr }));
    const losses = [...lossesOf(trainer, 5)];
    trainer.dispose();
    return losses;
  });
  expect(other).not.toEqual(alone);
});

test('where a GPU is asked for, the processor computes them and says why', () => {
  const { spec } = specOf('adam', { layer_lr: { first: 0.02 } });
  const { engine, reason } = chooseEngine(enginesOf({ kernels: kernelsOf('simd') }), {
    ...spec,
    engine: 'gpu',
  });
  expect(engine.supports({ ...spec, engine: 'cpu' })).toEqual({ supported: true });
  expect(reason).toBe('its layers have learning rates of their own, and a GPU has one for all');
  const shape = knownShape(spec.problem);
  expect(workOfRace([spec], shape)).toBeNull();
  expect(workOfRace([specOf('adam').spec], shape)).not.toBeNull();
});
