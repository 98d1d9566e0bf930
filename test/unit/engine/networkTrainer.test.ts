import { describe, expect, test } from 'vitest';
import { chooseKernels } from '../../../core/engine/cpu/network/kernelBytes.ts';
import { layOutNetwork, pack } from '../../../core/engine/cpu/network/layout.ts';
import { memoryBegin } from '../../../core/engine/cpu/network/memory.ts';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import { createBatches } from '../../../core/problems/data/batches.ts';
import { createRandom } from '../../../core/random.ts';
import {
  builds,
  bytesOf,
  createMethod,
  createOracle,
  createProblem,
  createTrainer,
  kernelsOf,
  lossesOf,
  needsJavascript,
  oracleLosses,
} from './networkTools.ts';

const adam = createMethod('adam', { lr: 0.01 });

const restarted = [
  [[5, 17, 9, 3], 'tanh', 'cross_entropy'],
  [[2, 5, 1], 'relu', 'mse'],
  [[3, 8, 1], 'gelu', 'mse'],
  [[4, 2], 'tanh', 'cross_entropy'],
] as const;

describe.each(builds)('%s kernels', (build) => {
  test('the same seed gives the same bits', () => {
    const problem = createProblem([5, 17, 9, 3]);
    const [first, second] = [0, 0].map(() => {
      const trainer = createTrainer(build, problem, 7, adam);
      return { losses: lossesOf(trainer, 40), parameters: trainer.parameters() };
    });
    expect(first).toEqual(second);
  });

  test('steps taken in pieces are those taken in one go', () => {
    const problem = createProblem([5, 17, 9, 3]);
    for (const optimizer of ['adam', 'nesterov', 'sam', 'lamb']) {
      const whole = createTrainer(build, problem, 7, createMethod(optimizer, { lr: 0.01 }));
      const pieces = createTrainer(build, problem, 7, createMethod(optimizer, { lr: 0.01 }), {
        stepsAhead: 1,
      });
      expect(whole.run(30)).toBe(30);
      const losses = Array.from({ length: 30 }, () => {
        expect(pieces.run(5)).toBe(1);
        return pieces.losses[0];
      });
      expect(losses, optimizer).toEqual([...whole.losses]);
      expect(pieces.parameters(), optimizer).toEqual(whole.parameters());
    }
  });

  test('one that begins again in the place of a run that diverged has the bits of a new one', () => {
    for (const [widths, activation, loss] of restarted) {
      const problem = createProblem(widths, activation, loss, 50);
      const start = problem.start.map((value) => Math.fround(0.7 * value));
      for (const optimizer of ['sgd', 'adam', 'nesterov', 'sam', 'lamb', needsJavascript]) {
        const far = createMethod(optimizer, { lr: 1 });
        const near = createMethod(optimizer, { lr: 0.01 });
        let { hyperparametersAt } = far;
        const asked: typeof hyperparametersAt = (step) => hyperparametersAt(step);
        const trainer = createTrainer(build, problem, 50, { ...far, hyperparametersAt: asked });
        trainer.packedParameters.fill(Number.NaN);
        trainer.run(5);
        hyperparametersAt = near.hyperparametersAt;
        const batchesOf = () => createBatches(50, 3, createRandom(5, 1));
        trainer.restart({ start, batches: batchesOf() });
        const fresh = createTrainer(build, { ...problem, start }, 3, near, { batches: batchesOf() });
        const which = `${widths} ${activation} ${loss} ${optimizer}`;
        expect(lossesOf(trainer, 40), which).toEqual(lossesOf(fresh, 40));
        expect(trainer.parameters(), which).toEqual(fresh.parameters());
        expect(trainer.checkpoint(), which).toEqual(fresh.checkpoint());
      }
    }
  });

  test('the shorter batch at the end of an epoch is trained on, too', () => {
    // 80 rows are 2 batches of 33 and one of 14.
    const problem = createProblem([4, 6, 3]);
    const expected = oracleLosses(createOracle(problem, 33), 9);
    expect(distance(lossesOf(createTrainer(build, problem, 33), 9), expected)).toBeLessThan(1e-5);
  });

  test('batches of more rows than are computed together give one gradient', () => {
    const problem = createProblem([40, 300, 10], 'relu', 'cross_entropy', 1500);
    const expected = oracleLosses(createOracle(problem, 1500), 2);
    expect(distance(lossesOf(createTrainer(build, problem, 1500), 2), expected)).toBeLessThan(1e-5);
  });

  test.each(['adam', 'adamw', 'rmsprop', 'sgd', 'lion'])('padding stays zero with %s', (optimizer) => {
    for (const activation of ['tanh', 'sigmoid', 'gelu'] as const) {
      for (const widths of [
        [5, 7, 9, 3],
        [3, 2, 1],
        [2, 1, 6],
        [6, 1],
      ]) {
        const problem = createProblem(widths, activation, 'mse');
        const trainer = createTrainer(build, problem, 9, createMethod(optimizer, { lr: 0.01 }));
        trainer.run(20);
        const { packedParameters } = trainer;
        const layout = layOutNetwork(widths, 'mse');
        const expected = new Float32Array(packedParameters.length);
        pack(layout, trainer.parameters(), expected);
        expect(packedParameters, `${activation} ${widths}`).toEqual(expected);
      }
    }
  });

  test.each(['tanh', 'relu', 'sigmoid', 'gelu', 'gelu_tanh', 'identity'] as const)(
    'not a number shows in the loss, through %s',
    (activation) => {
      for (const loss of ['mse', 'cross_entropy', 'bce_with_logits'] as const) {
        const problem = createProblem([3, 5, 4], activation, loss);
        const start = problem.start.slice();
        start[0] = Number.NaN;
        const trainer = createTrainer(build, { ...problem, start }, 8);
        expect(trainer.loss, loss).toBeNaN();
      }
    },
  );

  test.each(['cross_entropy', 'bce_with_logits'] as const)(
    'answers without doubt leave nothing subnormal in the gradient, with %s',
    (loss) => {
      const problem = createProblem([3, 5, 16], 'relu', loss);
      const start = problem.start.map((value) => 20 * value);
      const gradient = createTrainer(build, { ...problem, start }, 1).gradient();
      const sizes = [...gradient].map(Math.abs).filter((size) => size > 0);
      expect(sizes.length).toBeGreaterThan(0);
      expect(Math.min(...sizes)).toBeGreaterThan(1e-30);
    },
  );

  test('a run that diverges ends with the step that did', () => {
    const problem = createProblem([3, 5, 4], 'relu', 'mse');
    const method = createMethod('sgd', { lr: 10 });
    const trainer = createTrainer(build, problem, 80, method);
    const taken = trainer.run(1000);
    expect(taken).toBeLessThan(1000);
    expect(trainer.losses).toHaveLength(taken);
    expect(trainer.loss).toBeNaN();
    expect(trainer.losses[taken - 2]).not.toBeNaN();
    expect(trainer.stepsDone).toBe(taken);
    expect(trainer.run(1)).toBe(0);
  });

  test('a run ends with the first loss above the limit', () => {
    const problem = createProblem([3, 5, 4], 'relu', 'mse');
    const trainer = createTrainer(build, problem, 80, createMethod('sgd', { lr: 10 }));
    const taken = trainer.run(1000, 1e6);
    expect(trainer.loss).toBeGreaterThan(1e6);
    expect(Math.max(...trainer.losses.slice(0, taken - 1))).toBeLessThanOrEqual(1e6);
  });

  test('logits of any size have a finite loss', () => {
    for (const loss of ['cross_entropy', 'bce_with_logits'] as const) {
      const problem = createProblem([2, 3], 'tanh', loss);
      const start = problem.start.map((value) => 1e4 * value);
      const oracle = createOracle({ ...problem, start }, 80);
      const trainer = createTrainer(build, { ...problem, start }, 80);
      expect(distance([trainer.loss], [oracle.loss])).toBeLessThan(1e-6);
    }
  });
});

test('the validation split is scored apart from the training split', () => {
  const problem = createProblem([4, 6, 3]);
  const { examples } = createProblem([4, 6, 3], 'tanh', 'cross_entropy', 301);
  const trainer = createTrainer('simd', problem, 16, adam, { validation: examples });
  const { accuracy } = trainer.evaluate('validation');
  expect(Number(accuracy) * 301).toBeCloseTo(Math.round(Number(accuracy) * 301), 9);
  expect(trainer.evaluate('validation').loss).not.toBe(trainer.evaluate('training').loss);
});

test('scoring does not change the run', () => {
  const problem = createProblem([4, 6, 3]);
  const [scored, other] = [
    createTrainer('simd', problem, 16, adam),
    createTrainer('simd', problem, 16, adam),
  ];
  for (let step = 0; step < 10; step++) {
    scored.run(1);
    scored.evaluate('training');
  }
  other.run(10);
  expect(scored.parameters()).toEqual(other.parameters());
});

test('regression has no accuracy', () => {
  expect(
    createTrainer('simd', createProblem([3, 2], 'tanh', 'mse'), 8).evaluate('training'),
  ).not.toHaveProperty('accuracy');
});

test('the hyperparameters of a step can depend on the loss before it', () => {
  const problem = createProblem([4, 6, 3]);
  const seen: number[] = [];
  const asked: number[] = [];
  const hyperparametersAt = (stepsDone: number) => {
    asked.push(seen.length - stepsDone);
    return { lr: 0.1 };
  };
  const { rule } = createMethod('nesterov', { momentum: 0.9 });
  const method = {
    rule,
    hyperparametersAt: (step: number) => ({ ...hyperparametersAt(step), momentum: 0.9 }),
  };
  const trainer = createTrainer('simd', problem, 16, method, { stepsAhead: 1 });
  asked.length = 0;
  for (let step = 0; step < 5; step++) {
    seen.push(trainer.loss);
    trainer.run(1);
  }
  expect(asked).toEqual([1, 1, 1, 1, 1]);
});

test('the constants of the kernels end before the memory that the host lays out', () => {
  for (const build of builds) {
    const { exports } = new WebAssembly.Instance(kernelsOf(build).module, {
      env: { memory: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) },
      rule: { update() {}, lookAhead() {} },
    });
    const begin = exports['memoryBegin'] as () => number;
    expect(begin()).toBeLessThanOrEqual(memoryBegin);
  }
});

describe('refused with the reason', () => {
  const problem = createProblem([4, 6, 3]);
  const { examples } = problem;

  test('a network that memory can not hold', () => {
    const widths = [60_000, 60_000, 3];
    expect(() =>
      createTrainer('simd', { ...problem, widths, examples: { rows: 0, inputs: [], labels: [] } }, 4),
    ).toThrow(
      /^a network of 60000-60000-3 with 0 numbers kept for each parameter and 0 examples needs 26\.8 GiB of memory — expected at most 4\.00 GiB/,
    );
  });

  test('labels that are no classes', () => {
    const labels = Int32Array.from(examples.labels ?? []);
    labels[7] = 3;
    expect(() => createTrainer('simd', { ...problem, examples: { ...examples, labels } }, 4)).toThrow(
      'training.labels[7] = 3 — expected a class, 0 to 2',
    );
  });

  test('examples with numbers missing', () => {
    const inputs = Float64Array.from(examples.inputs).subarray(1);
    expect(() => createTrainer('simd', { ...problem, examples: { ...examples, inputs } }, 4)).toThrow(
      'training.inputs has 319 numbers — expected 320',
    );
  });

  test('the score of examples that there are not', () => {
    expect(() => createTrainer('simd', problem, 4).evaluate('validation')).toThrow(
      "examples = validation — expected 'training'",
    );
  });
});

test('an engine without relaxed SIMD gets the kernels that do without', () => {
  const bytes = { simd: bytesOf('simd'), relaxed: bytesOf('relaxed') };
  expect(chooseKernels(bytes).name).toBe(builds.at(-1));
  expect(chooseKernels({ ...bytes, relaxed: new Uint8Array(8) }).name).toBe('simd');
});
