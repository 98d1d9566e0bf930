import { describe, expect, test } from 'vitest';
import { makeBlobs } from '../../../core/problems/data/blobs.ts';
import { makeCircles } from '../../../core/problems/data/circles.ts';
import { makeLinear } from '../../../core/problems/data/linear.ts';
import { makeMoons } from '../../../core/problems/data/moons.ts';
import { makeNoise } from '../../../core/problems/data/noise.ts';
import { makePolynomial } from '../../../core/problems/data/polynomial.ts';
import { makeSparse, sparseFrequencies } from '../../../core/problems/data/sparse.ts';
import { makeSpirals } from '../../../core/problems/data/spirals.ts';
import { makeTeacher } from '../../../core/problems/data/teacher.ts';
import { makeXor } from '../../../core/problems/data/xor.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { classCounts, column, deviationOf, examplesOf, leastSquares, meanOf } from './dataStatistics.ts';

/** Share of the examples that the best of many straight lines tells apart, in two classes. */
function bestLine(data: ReturnType<typeof makeXor>): number {
  const points = examplesOf(data);
  let best = 0;
  for (let angle = 0; angle < 180; angle += 5) {
    const [a, b] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    for (let offset = -2; offset <= 2; offset += 0.05) {
      const right = points.filter(
        ([x = 0, y = 0], row) => a * x + b * y > offset === (data.labels[row] === 1),
      ).length;
      best = Math.max(best, right, data.rows - right);
    }
  }
  return best / data.rows;
}

describe('spirals', () => {
  const data = makeSpirals();
  const radii = examplesOf(data).map(([x = 0, y = 0]) => Math.hypot(x, y));

  test('have 200 examples of each class', () => expect(classCounts(data)).toEqual([200, 200]));

  test('wind outwards, the second class opposite the first', () => {
    for (let row = 2; row < data.rows; row++)
      expect(radii[row]).toBeGreaterThan((radii[row - 2] ?? 0) - 1e-12);
    expect(radii[0]).toBeCloseTo(0.2, 12);
    const opposite = Array.from({ length: 200 }, (_, pair) => {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = data.inputs.subarray(4 * pair, 4 * pair + 4);
      return x1 * x2 + y1 * y2 < 0;
    });
    expect(opposite.every(Boolean)).toBe(true);
  });

  test('begin and end where they always have', () => {
    const ends = [...data.inputs.subarray(0, 4), ...data.inputs.subarray(-4)];
    const expected = [
      0.19427045248199162, 0.04752884695048093, -0.19999910633045936, -0.0005978854552646752,
      0.10185390949034874, -1.988393014753756, 0.037844650342863946, 1.99064029458876,
    ];
    for (const [index, value] of expected.entries()) expect(ends[index]).toBeCloseTo(value, 14);
  });
});

describe('blobs', () => {
  test('lie around centres on a circle of radius 2', () => {
    const data = makeBlobs({ rows: 3000, classes: 5 });
    expect(classCounts(data)).toEqual([600, 600, 600, 600, 600]);
    for (let label = 0; label < 5; label++) {
      const points = examplesOf(data).filter((_, row) => data.labels[row] === label);
      const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis] ?? 0));
      const angle = (2 * Math.PI * label) / 5;
      // Five standard errors of a mean: 5 · 0.5 / √600.
      expect(Math.abs(meanOf(xs ?? []) - 2 * Math.cos(angle))).toBeLessThan(0.1);
      expect(Math.abs(meanOf(ys ?? []) - 2 * Math.sin(angle))).toBeLessThan(0.1);
      expect(deviationOf(xs ?? [])).toBeCloseTo(0.5, 1);
    }
  });

  test('two of them are told apart by a line', () => {
    expect(bestLine(makeBlobs({ classes: 2 }))).toBe(1);
  });
});

test('moons are two half circles, each ending in the middle of the other', () => {
  const points = examplesOf(makeMoons({ noise: 0 }));
  for (const [row, [x = 0, y = 0]] of points.entries()) {
    const side = row % 2 === 0 ? 1 : -1;
    expect(Math.hypot(side * x + 0.5, side * y + 0.25)).toBeCloseTo(1, 12);
    expect(side * y).toBeGreaterThan(-0.25);
  }
  const [first = [0, 0]] = points;
  const last = points.at(-2) ?? [0, 0];
  expect(first[0]).toBeCloseTo(0.5, 3);
  expect(last[0]).toBeCloseTo(-1.5, 3);
  const far = bestLine(makeMoons());
  expect(far).toBeGreaterThan(0.8);
  expect(far).toBeLessThan(0.95);
});

test('circles have the radii 1 and ½, and no line tells them apart', () => {
  const data = makeCircles({ noise: 0 });
  for (const [row, [x = 0, y = 0]] of examplesOf(data).entries())
    expect(Math.hypot(x, y)).toBeCloseTo(row % 2 === 0 ? 1 : 0.5, 12);
  expect(meanOf(column(data, 0))).toBeCloseTo(0, 12);
  expect(bestLine(data)).toBeLessThan(0.75);
});

test('noise moves points by its standard deviation', () => {
  const [clean, noisy] = [makeCircles({ rows: 4000, noise: 0 }), makeCircles({ rows: 4000, noise: 0.2 })];
  const moves = noisy.inputs.map((value, index) => value - (clean.inputs[index] ?? 0));
  expect(deviationOf(moves)).toBeCloseTo(0.2, 2);
  expect(Math.abs(meanOf(moves))).toBeLessThan(0.02);
});

describe('xor', () => {
  const data = makeXor({ noise: 0 });

  test('has the second class where exactly one coordinate is positive, and as many in each quadrant', () => {
    for (const [row, [x = 0, y = 0]] of examplesOf(data).entries()) {
      expect(data.labels[row]).toBe(x > 0 === y > 0 ? 0 : 1);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(1);
    }
    for (const x of [1, -1])
      for (const y of [1, -1])
        expect(examplesOf(data).filter(([a = 0, b = 0]) => a * x > 0 && b * y > 0).length).toBe(100);
  });

  test('is told apart by no line, but by the product of its coordinates', () => {
    expect(bestLine(data)).toBeLessThan(0.8);
    const right = examplesOf(data).filter(([x = 0, y = 0], row) => x * y < 0 === (data.labels[row] === 1));
    expect(right.length).toBe(data.rows);
  });
});

describe('linear', () => {
  const withOne = (data: ReturnType<typeof makeLinear>) => examplesOf(data).map((x) => [...x, 1]);

  test('its weights are found by least squares, exactly without noise', () => {
    const data = makeLinear({ noise: 0, features: 4, condition: 16 });
    const found = leastSquares(withOne(data), data.targets ?? []);
    const expected = [1, -(16 ** (1 / 6)), 16 ** (2 / 6), -4].map((weight) => weight / 2);
    for (const [j, weight] of [...expected, 0.5].entries()) expect(found[j]).toBeCloseTo(weight, 10);
  });

  test('what is left over is the noise', () => {
    const data = makeLinear({ rows: 2000, noise: 0.3 });
    const weights = leastSquares(withOne(data), data.targets ?? []);
    const left = withOne(data).map(
      (x, row) =>
        (data.targets?.[row] ?? 0) - x.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0),
    );
    expect(deviationOf(left)).toBeCloseTo(0.3, 1);
  });

  test('the variance of the first input is `condition` times that of the last', () => {
    const data = makeLinear({ rows: 5000, condition: 400 });
    expect(deviationOf(column(data, 0))).toBeCloseTo(1, 1);
    expect(deviationOf(column(data, 9))).toBeCloseTo(1 / 20, 2);
    expect(deviationOf(data.targets ?? [])).toBeCloseTo(1, 1);
  });
});

test.each([1, 2, 3, 6])(
  'polynomial of degree %i lies on the polynomial that Chebyshev’s recurrence gives',
  (degree) => {
    const chebyshev = (n: number, x: number): number =>
      n === 0 ? 1 : n === 1 ? x : 2 * x * chebyshev(n - 1, x) - chebyshev(n - 2, x);
    const { inputs, targets } = makePolynomial({ noise: 0, degree });
    for (const [row, x] of inputs.entries()) expect(targets?.[row]).toBeCloseTo(chebyshev(degree, x), 12);
    expect(Math.min(...inputs)).toBeLessThan(-0.95);
    expect(Math.max(...inputs)).toBeGreaterThan(0.95);
  },
);

describe('teacher', () => {
  test('is learned by a network of the same layers, and not by a linear model', () => {
    const data = makeTeacher({ rows: 60, features: 2, hidden: 2, noise: 0 });
    const lossOf = (hidden: number[]) => {
      const model = createMlp([2, ...hidden, 1], { loss: 'mse' });
      const parameters = new Float64Array(model.size).map((_, index) => Math.sin(7 * index + 1));
      const examples = { rows: data.rows, inputs: data.inputs, targets: data.targets ?? [] };
      const all = Int32Array.from({ length: data.rows }, (_, row) => row);
      const gradient = new Float64Array(model.size);
      const velocity = new Float64Array(model.size);
      for (let step = 0; step < 6000; step++) {
        model.lossAndGradient(parameters, examples, all, gradient);
        for (const [i, slope] of gradient.entries()) {
          velocity[i] = 0.9 * (velocity[i] ?? 0) + slope;
          parameters[i] = (parameters[i] ?? 0) - 0.1 * (velocity[i] ?? 0);
        }
      }
      return model.loss(parameters, examples, all);
    };
    expect(lossOf([2])).toBeLessThan(0.1 * lossOf([]));
  });

  test('gives each of several classes, and no numbers', () => {
    const data = makeTeacher({ classes: 4 });
    expect(data.targets).toBeUndefined();
    for (const count of classCounts(data)) expect(count).toBeGreaterThan(25);
  });

  test('has normal inputs and noise of the standard deviation that is asked for', () => {
    const [clean, noisy] = [0, 0.2].map((noise) => makeTeacher({ rows: 4000, noise }));
    expect(deviationOf(column(makeTeacher({ rows: 4000 }), 3))).toBeCloseTo(1, 1);
    const moves = Array.from(noisy?.targets ?? [], (value, row) => value - (clean?.targets?.[row] ?? 0));
    expect(deviationOf(moves)).toBeCloseTo(0.2, 2);
  });
});

test('noise is normal numbers, the inputs of which say nothing about the targets', () => {
  const data = makeNoise({ rows: 4000, features: 3 });
  const targets = data.targets ?? [];
  for (const values of [column(data, 0), column(data, 2), targets]) {
    expect(meanOf(values)).toBeCloseTo(0, 1);
    expect(deviationOf(values)).toBeCloseTo(1, 1);
  }
  const products = Array.from(targets, (target, row) => target * (column(data, 1)[row] ?? 0));
  expect(Math.abs(meanOf(products))).toBeLessThan(5 / Math.sqrt(4000));
  expect(makeNoise()).toMatchObject({ rows: 72, features: 8, classes: 0 });
});

describe('sparse', () => {
  test('inputs are 0 or 1, as often as said', () => {
    const data = makeSparse({ rows: 20_000 });
    const frequencies = sparseFrequencies();
    expect(frequencies[0]).toBe(0.5);
    expect(frequencies[19]).toBeCloseTo(0.01, 12);
    expect(data.inputs.every((value) => value === 0 || value === 1)).toBe(true);
    for (const [j, frequency] of frequencies.entries()) {
      const error = Math.sqrt((frequency * (1 - frequency)) / data.rows);
      expect(Math.abs(meanOf(column(data, j)) - frequency)).toBeLessThan(5 * error);
    }
  });

  test('rare inputs decide more often where they are present than frequent ones', () => {
    const data = makeSparse({ rows: 20_000 });
    const shareOfClass1 = (j: number) => {
      const labels = [...data.labels].filter((_, row) => data.inputs[row * data.features + j] === 1);
      return meanOf(labels);
    };
    // Even inputs speak for class 1, odd ones against it.
    expect(shareOfClass1(18)).toBeGreaterThan(0.9);
    expect(shareOfClass1(19)).toBeLessThan(0.1);
    expect(shareOfClass1(0)).toBeGreaterThan(0.5);
    expect(shareOfClass1(0)).toBeLessThan(0.75);
  });

  test('by default each input is present and both classes are frequent', () => {
    const data = makeSparse();
    for (let j = 0; j < data.features; j++) expect(column(data, j)).toContain(1);
    expect(Math.min(...classCounts(data))).toBeGreaterThan(300);
  });
});

describe.each([
  ['spirals', makeSpirals],
  ['blobs', makeBlobs],
  ['moons', makeMoons],
  ['circles', makeCircles],
  ['xor', makeXor],
  ['linear', makeLinear],
  ['polynomial', makePolynomial],
  ['teacher', makeTeacher],
  ['noise', makeNoise],
  ['sparse', makeSparse],
] as const)('%s', (_, make) => {
  test('has the rows that are asked for, odd numbers of them, too', () => {
    for (const rows of [2, 7, 50]) {
      const data = make({ rows });
      expect(data.rows).toBe(rows);
      expect(data.inputs.length).toBe(rows * data.features);
      expect(data.inputs.every(Number.isFinite)).toBe(true);
    }
  });

  test('the same seed gives the same data, another seed other data', () => {
    expect(make({ seed: 3 })).toEqual(make({ seed: 3 }));
    expect(make({ seed: 3 }).inputs).not.toEqual(make({ seed: 4 }).inputs);
    expect(make({ seed: 41 })).toEqual(make());
  });

  test.each([
    [{ rows: 1 }, 'rows = 1 — expected a whole number >= 2'],
    [{ rows: 2.5 }, 'rows = 2.5 — expected a whole number >= 2'],
    [{ noise: -1 }, 'noise = -1 — expected a number >= 0'],
    [{ noise: Number.NaN }, 'noise = NaN — expected a number >= 0'],
    [{ seed: -1 }, 'seed = -1 — expected a whole number from 0 to 4294967295'],
  ])('%j is refused', (options, message) => {
    expect(() => make(options)).toThrow(RangeError);
    expect(() => make(options)).toThrow(message);
  });
});

test.each([
  [() => makeBlobs({ classes: 1 }), 'classes = 1 — expected a whole number >= 2'],
  [() => makeTeacher({ classes: 1 }), 'classes = 1 — expected a whole number >= 2'],
  [() => makeTeacher({ hidden: 0 }), 'hidden = 0 — expected a whole number >= 1'],
  [() => makeTeacher({ features: 0 }), 'features = 0 — expected a whole number >= 1'],
  [() => makeLinear({ features: 0 }), 'features = 0 — expected a whole number >= 1'],
  [() => makeLinear({ condition: 0.5 }), 'condition = 0.5 — expected a number >= 1'],
  [() => makePolynomial({ degree: 0 }), 'degree = 0 — expected a whole number >= 1'],
  [() => makeSparse({ features: 1 }), 'features = 1 — expected a whole number >= 2'],
])('%s is refused', (make, message) => {
  expect(make).toThrow(message);
});
