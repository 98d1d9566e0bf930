import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PointCopies, Thinning } from '../../../core/race/thinning.ts';
import { createRandom } from '../../../core/random.ts';

/** A point as a recorder has it, with more than thinning looks at. */
interface Point {
  step: number;
  loss: number;
  mean: number;
  x: number;
  y: number;
}

const copies: PointCopies<Point> = {
  create: () => ({ step: -1, loss: 0, mean: 0, x: 0, y: 0 }),
  copy: (from, to) => Object.assign(to, from),
};

/** What is kept of a run of `steps` steps that ends with the last of `losses`. */
function keptOf(steps: number, most: number, losses: readonly number[]): Point[] {
  const kept: Point[] = [];
  const thinning = new Thinning(steps, most, (point) => kept.push({ ...point }), copies);
  const point = { step: -1, loss: 0, mean: 0, x: 0, y: 0 };
  for (const loss of losses) {
    point.step++;
    thinning.take(Object.assign(point, { loss, mean: 2 * loss, x: loss + 1, y: loss + 2 }));
  }
  thinning.finish();
  if (point.step > (kept.at(-1)?.step ?? -1)) kept.push(point);
  return kept;
}

const stepsIn = (kept: readonly Point[]) => kept.map(({ step }) => step);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('of a run of 99 steps, with room for 10 points', () => {
  const losses = range(100).map((step) => 100 - step);

  test('the first five are kept, of two stretches after them the highest and the lowest, and the last', () => {
    // Stretches of 48 steps: 5 to 52 and 53 to 99.
    expect(stepsIn(keptOf(99, 10, losses))).toEqual([0, 1, 2, 3, 4, 5, 52, 53, 99]);
  });

  test('peaks and valleys are kept where they are', () => {
    const shaped = losses.with(20, 500).with(31, -3).with(60, -7).with(80, 900);
    expect(stepsIn(keptOf(99, 10, shaped))).toEqual([0, 1, 2, 3, 4, 20, 31, 60, 80, 99]);
  });

  test('of losses that are all the same, a stretch keeps one', () => {
    expect(stepsIn(keptOf(99, 10, losses.fill(1)))).toEqual([0, 1, 2, 3, 4, 5, 53, 99]);
  });
});

test('where there is room for all, all are kept', () => {
  for (const steps of [0, 1, 8, 9])
    expect(stepsIn(keptOf(steps, 10, range(steps + 1)))).toEqual(range(steps + 1));
});

test('however little room there is, no more is taken', () => {
  const random = createRandom(5);
  const losses = range(1000).map(() => random.uniform());
  losses[998] = 5;
  losses[997] = -5;
  for (const most of range(30).slice(4)) {
    const kept = keptOf(999, most, losses);
    expect(kept.length, `${most}`).toBeLessThanOrEqual(most);
    expect(stepsIn(kept)).toEqual(expect.arrayContaining([0, 997, 998, 999]));
  }
});

test('a point that is kept is what was measured there', () => {
  const random = createRandom(3);
  for (const { step, loss, mean, x, y } of keptOf(
    1000,
    30,
    range(1001).map(() => random.uniform()),
  )) {
    expect(step).toBeLessThanOrEqual(1000);
    expect([mean, x, y]).toEqual([2 * loss, loss + 1, loss + 2]);
  }
});

/** Losses of one kind or another. */
function lossesOf(kind: number, count: number, seed: number): number[] {
  const random = createRandom(seed);
  let walk = 0;
  const next = [
    () => random.uniform(),
    (step: number) => 1 / (1 + step),
    (step: number) => step,
    () => {
      walk += random.uniform() - 0.5;
      return walk;
    },
    () => random.below(3),
  ][kind % 5];
  return range(count).map((step) => next?.(step) ?? 0);
}

const run = fc.record({
  steps: fc.nat(50_000),
  most: fc.oneof(fc.integer({ min: 4, max: 12 }), fc.integer({ min: 4, max: 500 })),
  /** The share of its steps after which it ends. */
  share: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  kind: fc.nat(4),
  seed: fc.nat(1000),
  end: fc.constantFrom(undefined, Number.NaN, Number.POSITIVE_INFINITY),
});

test('whatever its length, a run keeps its shape within the bound', () => {
  fc.assert(
    fc.property(run, ({ steps, most, share, kind, seed, end }) => {
      const done = Math.floor(share * steps);
      const losses = lossesOf(kind, done + 1, seed);
      if (end !== undefined) losses[done] = end;
      const kept = keptOf(steps, most, losses);

      expect(kept.length).toBeLessThanOrEqual(most);
      if (steps < most) expect(kept).toHaveLength(done + 1);
      expect(kept[0]?.step).toBe(0);
      expect(kept.at(-1)?.step).toBe(done);
      expect(kept.every(({ step }, index) => step > (kept[index - 1]?.step ?? -1))).toBe(true);
      expect(kept.every(({ step, loss }) => Object.is(loss, losses[step]))).toBe(true);
      expectShape(kept, losses);
    }),
    { numRuns: 150 },
  );
});

/** Whatever is left out lies between what is kept around it: a stretch keeps its lowest and its highest loss. */
function expectShape(kept: readonly Point[], losses: readonly number[]): void {
  const finite = losses.filter((loss) => !Number.isNaN(loss));
  const own = kept.map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss));
  const [low, high] = [least(finite), -least(finite.map((loss) => -loss))];
  expect([least(own), -least(own.map((loss) => -loss))]).toEqual([low, high]);
  let outside = 0;
  for (let index = 1; index < kept.length; index++) {
    const around = kept.slice(Math.max(0, index - 2), index + 2).map(({ loss }) => loss);
    const numbers = around.filter((loss) => !Number.isNaN(loss));
    const [from, to] = [Math.min(...numbers), Math.max(...numbers)];
    const [begin = 0, end = 0] = [kept[index - 1]?.step, kept[index]?.step];
    for (const loss of losses.slice(begin + 1, end)) if (loss < from || loss > to) outside++;
  }
  expect(outside).toBe(0);
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((low, number) => Math.min(low, number), Number.POSITIVE_INFINITY);
}

test('of a run that is computed only in part, the first points are those of the whole', () => {
  fc.assert(
    fc.property(run, ({ steps, most, share, kind, seed }) => {
      const losses = lossesOf(kind, steps + 1, seed);
      const whole: number[] = [];
      const part: number[] = [];
      const thinnings = [whole, part].map(
        (steps_) => new Thinning(steps, most, ({ step }) => steps_.push(step), copies),
      );
      for (const [step, loss] of losses.entries()) {
        const point = { step, loss, mean: loss, x: 0, y: 0 };
        thinnings[0]?.take(point);
        if (step <= share * steps) thinnings[1]?.take(point);
      }
      expect(whole.slice(0, part.length)).toEqual(part);
    }),
    { numRuns: 30 },
  );
});
