import { describe, expect, test } from 'vitest';
import { minimize, type Progress } from '../../../core/minimize.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';

const parabola = {
  value: (p: Float64Array) => 0.5 * p.reduce((sum, each) => sum + each * each, 0),
  gradient: (p: Float64Array) => p,
  start: [1, -2],
  optimizer: 'sgd',
  hyperparameters: { lr: 0.5 },
};

describe('minimize', () => {
  test('gives the start and a point for each step', () => {
    const { path, values, learningRates } = minimize({ ...parabola, steps: 2 });
    expect(path.map((point) => [...point])).toEqual([
      [1, -2],
      [0.5, -1],
      [0.25, -0.5],
    ]);
    expect(values).toEqual([2.5, 0.625, 0.15625]);
    expect(learningRates).toEqual([0.5, 0.5]);
  });

  test('takes no step where none is asked for, and needs no value', () => {
    const { gradient, start, optimizer } = parabola;
    const { path, values } = minimize({ gradient, start, optimizer, steps: 0 });
    expect([path.length, values.length]).toEqual([1, 0]);
  });

  test('asks for one gradient a step, where the rule wants it', () => {
    const asked: number[] = [];
    const gradient = ([p = 0]: Float64Array) => {
      asked.push(p);
      return [p];
    };
    const hyperparameters = { lr: 0.5, momentum: 0.5, form: 'tutorial' };
    minimize({ gradient, start: [1], optimizer: 'nesterov', hyperparameters, steps: 2 });
    // v = -0.5, p = 0.5: the second gradient is taken at p + 0.5 v.
    expect(asked).toEqual([1, 0.25]);
  });

  test('asks for two gradients a step where the rule needs both', () => {
    let count = 0;
    const gradient = (p: Float64Array) => {
      count++;
      return p;
    };
    minimize({ ...parabola, gradient, optimizer: 'sam', steps: 3 });
    expect(count).toBe(6);
  });

  test.each(optimizers.map(({ id }) => id))('asks for the gradient of a step once, with %s', (optimizer) => {
    const steps: number[] = [];
    let stepsDone = 0;
    const gradient = (p: Float64Array) => {
      steps.push(stepsDone);
      return p;
    };
    const onStep = (progress: Progress) => {
      stepsDone = progress.stepsDone;
    };
    const { path } = minimize({ ...parabola, gradient, optimizer, hyperparameters: {}, steps: 4, onStep });
    expect(path.length).toBe(5);
    // SAM takes one at the parameters and one at the point ahead.
    expect(steps).toEqual(optimizer === 'sam' ? [0, 0, 1, 1, 2, 2, 3, 3] : [0, 1, 2, 3]);
  });

  test('asks for no gradient where no step is taken', () => {
    const gradient = () => expect.fail('no step, no gradient');
    expect(minimize({ ...parabola, gradient, steps: 0 }).path.length).toBe(1);
  });

  test('can’t be disturbed by a function that changes what it is given', () => {
    const gradient = (p: Float64Array) => {
      const copy = p.slice();
      p.fill(99);
      return copy;
    };
    const { path } = minimize({ ...parabola, gradient, steps: 1 });
    expect(path.map((point) => [...point])).toEqual([
      [1, -2],
      [0.5, -1],
    ]);
  });

  test('takes the text of a rule', () => {
    const optimizer = 'name "Half"\nlr = 1 in [0, 2]\nupdate\n  p -= lr * g / 2';
    const { path } = minimize({ ...parabola, optimizer, hyperparameters: {}, steps: 1 });
    expect([...(path[1] ?? [])]).toEqual([0.5, -1]);
  });

  test('follows a schedule, and its momentum', () => {
    const schedule = createSchedule('StepLR', { base_lr: 0.5, step_size: 1, gamma: 0.5 });
    const { learningRates } = minimize({ ...parabola, schedule, steps: 3 });
    expect(learningRates).toEqual([0.5, 0.25, 0.125]);
    const cycle = { max_lr: 0.1, total_steps: 4, base_lr: 0.1 };
    const run = (cycle_momentum: boolean) =>
      minimize({
        ...parabola,
        optimizer: 'adam',
        schedule: createSchedule('OneCycleLR', { ...cycle, cycle_momentum }),
        steps: 3,
      });
    expect(run(true).learningRates).toEqual(run(false).learningRates);
    expect(run(true).path[3]).not.toEqual(run(false).path[3]);
  });

  test('a momentum that starts at 0 and is scheduled later has its state', () => {
    const schedule = Object.assign(() => 0.1, {
      momentum: (stepsDone: number) => (stepsDone === 0 ? 0 : 0.9),
    });
    const { path } = minimize({ ...parabola, schedule, start: [1], steps: 3 });
    expect(path[3]?.[0]).not.toBeCloseTo(0.9 ** 3, 6);
  });

  test('needs values for a schedule that decides by them', () => {
    const { gradient, start, optimizer } = parabola;
    const warm = { base_lr: 1, warmup: { steps: 2 } };
    for (const given of [{ base_lr: 1 }, warm]) {
      const schedule = createSchedule('ReduceLROnPlateau', given);
      expect(() => minimize({ gradient, start, optimizer, schedule, steps: 3 })).toThrow(
        'value = missing — expected a function: the schedule decides by the values of the run',
      );
    }
    // One that brings its own decides by these.
    const schedule = createSchedule('ReduceLROnPlateau', {
      base_lr: 1,
      patience: 0,
      factor: 0.5,
      metrics: [1, 2, 3],
    });
    expect(minimize({ gradient, start, optimizer, schedule, steps: 3 }).learningRates).toEqual([1, 1, 0.5]);
    expect(minimize({ ...parabola, value: () => 1, schedule, steps: 3 }).learningRates).toEqual([1, 1, 0.5]);
  });

  test.each<[string, Parameters<typeof createSchedule>[1], number]>([
    ['OneCycleLR', { max_lr: 0.1, total_steps: 8 }, 8],
    ['OneCycleLR', { max_lr: 0.1, total_steps: 8, warmup: { steps: 3 } }, 11],
    [
      'SequentialLR',
      {
        base_lr: 0.1,
        milestones: [5],
        schedulers: [
          ['constant', {}],
          ['OneCycleLR', { max_lr: 0.1, total_steps: 8 }],
        ],
      },
      13,
    ],
    [
      'SequentialLR',
      {
        base_lr: 0.1,
        milestones: [10],
        schedulers: [
          ['OneCycleLR', { max_lr: 0.1, total_steps: 8 }],
          ['constant', {}],
        ],
      },
      8,
    ],
  ])('takes no more steps than %s of %j has rates for', (name, given, most) => {
    const schedule = createSchedule(name, given);
    expect(minimize({ ...parabola, schedule, steps: most }).learningRates).toHaveLength(most);
    let asked = 0;
    const gradient = (p: Float64Array) => {
      asked++;
      return p;
    };
    expect(() => minimize({ ...parabola, gradient, schedule, steps: most + 1 })).toThrow(
      `steps = ${most + 1} — expected at most ${most}: the schedule ends there`,
    );
    expect(asked).toBe(0);
  });

  test('takes learning rates of any size', () => {
    const { path } = minimize({ ...parabola, hyperparameters: { lr: 1e300 }, start: [1], steps: 1 });
    expect(path[1]?.[0]).toBe(1 - 1e300);
  });

  test('lowers the rate of a plateau by the values that it measures', () => {
    const schedule = createSchedule('ReduceLROnPlateau', { base_lr: 1, patience: 0, factor: 0.5 });
    const { learningRates } = minimize({ ...parabola, value: () => 1, schedule, steps: 3 });
    expect(learningRates).toEqual([1, 1, 0.5]);
  });

  test('tells each step, and stops when told to', () => {
    const steps: number[] = [];
    const { path } = minimize({
      ...parabola,
      steps: 10,
      onStep: ({ stepsDone, value }) => {
        steps.push(stepsDone);
        return value > 0.1;
      },
    });
    expect(steps).toEqual([1, 2, 3]);
    expect(path.length).toBe(4);
  });

  test('takes norms of each tensor by itself', () => {
    const { gradient } = parabola;
    const run = (start: number[], tensors: number[]) =>
      minimize({ gradient, start, optimizer: 'lamb', tensors, steps: 5 }).path[5] ?? [];
    expect([...run([1, 2, 3], [2, 1])]).toEqual([...run([1, 2], [2]), ...run([3], [1])]);
    expect([...run([1, 2, 3], [3])]).not.toEqual([...run([1, 2, 3], [2, 1])]);
  });

  test.each([
    [{ steps: -1 }, 'steps = -1 — expected a whole number >= 0'],
    [{ steps: 1.5 }, 'steps = 1.5 — expected a whole number >= 0'],
    [{ start: [] }, 'start = [] — expected at least one parameter'],
    [{ start: [1, Number.NaN] }, 'start[1] = NaN — expected a finite number'],
    [{ gradient: () => [1] }, 'gradient = 1 numbers — expected 2, one for each parameter'],
    [{ tensors: [1] }, 'tensors = [1] — expected lengths that sum to 2'],
    [{ hyperparameters: { lr: -1 } }, 'lr = -1 — expected lr >= 0'],
    [
      { hyperparameters: { momentun: 0.9 } },
      /^momentun = 0.9 — expected one of .*; did you mean 'momentum'\?$/,
    ],
    [
      { optimizer: 'adma' },
      /^optimizer = adma — expected one of .*; did you mean 'adam'\?, or the text of a rule$/,
    ],
    [{ optimizer: 'name "X"\nupdate\n  p = q' }, /^optimizer:3:7 — unknown name 'q'/],
  ])('refuses %j', (change, message) => {
    expect(() => minimize({ ...parabola, steps: 1, ...change })).toThrow(message);
  });
});
