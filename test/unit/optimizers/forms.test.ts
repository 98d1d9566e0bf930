import { describe, expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { problemNamed } from './problems.ts';
import { readReference } from './readReference.ts';
import { float64 } from './targets.ts';
import { createWalk } from './walk.ts';

type Point = readonly number[];

/** A difference between two conventions, measured with the tutorial's classes, torch.optim and plain Python. */
interface Row {
  readonly topic: string;
  readonly setting: {
    readonly problem: string;
    readonly lr: number;
    readonly steps: number;
    readonly eps?: number;
    readonly weight_decay?: number;
    readonly momentum?: number;
  };
  readonly 'lr_times_0.1_after_step_50': {
    readonly length_of_step_51_tutorial: number;
    readonly length_of_step_51_torch: number;
    readonly difference_after_100: number;
    readonly tutorial_at_100: Point;
    readonly torch_at_100: Point;
  };
  readonly 'lr_times_0.1_after_step_50_difference_p_and_lookahead': number;
  readonly at_100: {
    readonly tutorial_w: Point;
    readonly tutorial_lookahead: Point;
    readonly torch_p: Point;
  };
  readonly max_difference_p_and_w: number;
  readonly decay_applied_after_the_step_to_the_new_w: {
    readonly max_difference_from_torch: number;
    readonly after_1: number;
  };
  readonly coupled_L2_Adam: { readonly at_100_coupled: Point; readonly at_100_decoupled: Point };
  readonly max_difference_eps_before_correction: number;
  readonly max_difference_eps_inside_root: number;
}

const { rows } = readReference<{ readonly rows: readonly Row[] }>('conventions.json');
const starts: Readonly<Record<string, Point>> = {
  rosenbrock: [-1, 1],
  ill_conditioned: [1, 10],
  himmelblau: [0, 0],
};

interface Path {
  readonly points: readonly Point[];
  /** Where the gradient of the step after each point is taken. */
  readonly ahead: readonly Point[];
}

/** The way of an optimizer in the setting of a row. */
function pathOf(optimizer: string, { setting }: Row, options: Settings, lr?: readonly number[]): Path {
  const { problem, steps, ...rest } = setting;
  const found = findOptimizer(optimizer);
  const known = [...(found?.rule.hyperparameters ?? [])].map(({ name }) => name);
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => known.includes(name)));
  if (!found) throw new Error(`no optimizer '${optimizer}'`);
  const walk = createWalk(float64, {
    rule: found.rule,
    settings: { ...own, ...options },
    ...(lr && { scheduled: { lr } }),
    problem: problemNamed(problem),
    start: starts[problem] ?? [],
  });
  const points = [[...walk.position.parameters]];
  const ahead = [[...walk.ahead()]];
  for (let step = 1; step <= steps; step++) {
    walk.advance();
    points.push([...walk.position.parameters]);
    ahead.push([...walk.ahead()]);
  }
  return { points, ahead };
}

function distances(a: readonly Point[], b: readonly Point[]): readonly number[] {
  return a.map((point, step) =>
    Math.max(...point.map((value, i) => Math.abs(value - (b[step]?.[i] ?? Number.NaN)))),
  );
}

function largestDistance(a: readonly Point[], b: readonly Point[]): number {
  return Math.max(...distances(a, b));
}

/** Rates of 100 steps: lr, and a tenth of it after step 50. */
function cut({ setting: { lr } }: Row): readonly number[] {
  return Array.from({ length: 101 }, (_, step) => (step < 50 ? lr : lr * 0.1));
}

function rowsAbout(topic: string): readonly (readonly [problem: string, row: Row])[] {
  return rows.flatMap((row) => (row.topic === topic ? [[row.setting.problem, row]] : []));
}

describe.each(rowsAbout('momentum'))('momentum on %s', (_, row) => {
  test('goes the same way in both forms as long as the rate stays the same', () => {
    const tutorial = pathOf('momentum', row, { form: 'tutorial' });
    expect(largestDistance(pathOf('momentum', row, {}).points, tutorial.points)).toBeLessThan(1e-14);
  });

  test("keeps the old rate in the tutorial's velocity, not in PyTorch's, when the rate is cut", () => {
    const expected = row['lr_times_0.1_after_step_50'];
    const tutorial = pathOf('momentum', row, { form: 'tutorial' }, cut(row)).points;
    const pytorch = pathOf('momentum', row, {}, cut(row)).points;
    expect(lengthOfStep51(tutorial)).toBeCloseTo(expected.length_of_step_51_tutorial, 13);
    expect(lengthOfStep51(pytorch)).toBeCloseTo(expected.length_of_step_51_torch, 13);
    expect(largestDistance([tutorial[100] ?? []], [expected.tutorial_at_100])).toBeLessThan(1e-12);
    expect(largestDistance([pytorch[100] ?? []], [expected.torch_at_100])).toBeLessThan(1e-12);
  });
});

function lengthOfStep51(points: readonly Point[]): number {
  const [from = [], to = []] = points.slice(50, 52);
  return Math.hypot(...to.map((value, i) => value - (from[i] ?? Number.NaN)));
}

describe.each(rowsAbout('nesterov'))('nesterov on %s', (_, row) => {
  test("stores the point ahead, except in the tutorial's form", () => {
    const { at_100: expected } = row;
    const { points, ahead } = pathOf('nesterov', row, { form: 'tutorial' });
    for (const form of ['pytorch', 'keras']) {
      const kept = pathOf('nesterov', row, { form }).points;
      expect(largestDistance([kept[100] ?? []], [expected.torch_p])).toBeLessThan(1e-12);
      expect(largestDistance(kept, ahead)).toBeLessThan(1e-13);
      expect(largestDistance(kept, points)).toBeCloseTo(row.max_difference_p_and_w, 12);
    }
    expect(largestDistance([points[100] ?? []], [expected.tutorial_w])).toBeLessThan(1e-12);
    expect(largestDistance([ahead[100] ?? []], [expected.tutorial_lookahead])).toBeLessThan(1e-12);
  });

  test('differs between the forms once the rate is cut', () => {
    const { ahead } = pathOf('nesterov', row, { form: 'tutorial' }, cut(row));
    const { points } = pathOf('nesterov', row, {}, cut(row));
    const expected = row['lr_times_0.1_after_step_50_difference_p_and_lookahead'];
    expect(largestDistance(points, ahead)).toBeCloseTo(expected, 12);
  });
});

describe.each(rowsAbout('adamw'))('adamw on %s', (_, row) => {
  test('is another method where the decay comes after the step', () => {
    const before = pathOf('adamw', row, {}).points;
    const after = pathOf('adamw', row, { decay: 'after' }).points;
    const expected = row.decay_applied_after_the_step_to_the_new_w;
    expect(distances(before, after)[1]).toBeCloseTo(expected.after_1, 14);
    expect(largestDistance(before, after)).toBeCloseTo(expected.max_difference_from_torch, 12);
  });

  test('is not adam, which adds the decay to the gradient', () => {
    const { at_100_coupled, at_100_decoupled } = row.coupled_L2_Adam;
    expect(largestDistance([pathOf('adam', row, {}).points[100] ?? []], [at_100_coupled])).toBeLessThan(
      1e-12,
    );
    expect(largestDistance([pathOf('adamw', row, {}).points[100] ?? []], [at_100_decoupled])).toBeLessThan(
      1e-12,
    );
  });
});

test.each(rowsAbout('eps in Adam'))(
  'adam in the form of Keras adds eps before the correction: %s',
  (_, row) => {
    const difference = largestDistance(
      pathOf('adam', row, {}).points,
      pathOf('adam', row, { form: 'keras' }).points,
    );
    expect(difference / row.max_difference_eps_before_correction).toBeCloseTo(1, 6);
  },
);

test.each(rowsAbout('eps in RMSProp'))(
  'rmsprop in the form of Keras has eps inside the root: %s',
  (_, row) => {
    const plain = pathOf('rmsprop', row, {}).points;
    const difference = largestDistance(plain, pathOf('rmsprop', row, { form: 'keras' }).points);
    expect(difference / row.max_difference_eps_inside_root).toBeCloseTo(1, 6);
  },
);
