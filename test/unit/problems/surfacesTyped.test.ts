import { describe, expect, test } from 'vitest';
import { SurfaceError } from '../../../core/problems/surfaces/expression/surfaceError.ts';
import { notFiniteAt } from '../../../core/problems/surfaces/finiteAt.ts';
import type { Window } from '../../../core/problems/surfaces/surface.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { contourLevels } from '../../../core/problems/surfaces/typed/contourLevels.ts';
import { describeSurface } from '../../../core/problems/surfaces/typed/describeSurface.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';
import { largestDeviation } from './differences.ts';
import { descend, gradientAt } from './surfacesTools.ts';

function typed(text: string, window?: Window) {
  return describeSurface(parseSurface(text), window);
}

const bowl = 'x**2 + y**2';
const himmelblau = '(x**2 + y - 11)**2 + (x + y**2 - 7)**2';

test('a typed formula has value, gradient, derivatives and its own text', () => {
  const surface = parseSurface('  (x - 1)**2 + x*y ');
  expect(surface.text).toBe('(x - 1)**2 + x*y');
  expect(surface.value(3, 2)).toBe(10);
  expect([...gradientAt(surface, [3, 2])]).toEqual([6, 3]);
});

test('a typed surface is an objective like any other', () => {
  const objective = surfaceObjective(typed(bowl), [3, 4]);
  const gradient = new Float64Array(2);
  expect(objective.lossAndGradient(objective.start, gradient)).toBe(25);
  expect([...gradient]).toEqual([6, 8]);
});

test('a typed surface is described by its text, cut where it is long', () => {
  expect(typed(bowl)).toMatchObject({ id: 'typed', name: bowl, formula: bowl, axes: ['x', 'y'], steps: 200 });
  const { name, formula } = typed(himmelblau.replace('11', '11.000000'));
  expect(name).toBe('(x**2 + y - 11.000000)**2 + (x + y**2 -…');
  expect(formula).toBe('(x**2 + y - 11.000000)**2 + (x + y**2 - 7)**2');
});

test('the same formula is described the same way', () => {
  const { value, gradient, partials, ...first } = typed(himmelblau);
  const { value: _, gradient: __, partials: ___, ...second } = typed(himmelblau);
  expect(second).toEqual(first);
});

test('the window is -5 to 5, or what is asked for', () => {
  expect(typed(bowl).window).toEqual({ x: [-5, 5], y: [-5, 5] });
  const window = { x: [0, 100], y: [-1, 1] } as const;
  const { window: shown, starts } = typed(bowl, window);
  expect(shown).toEqual(window);
  for (const { at } of starts) expect(at[0]).toBeGreaterThan(0);
});

test('a formula without a finite value in the window is refused', () => {
  const refused = () => typed('log(-1 - x**2)');
  expect(refused).toThrow(SurfaceError);
  expect(refused).toThrow(
    /^the formula has no finite value for x from -5 to 5 and y from -5 to 5; the "window"/,
  );
});

test('so is one whose slope is finite nowhere, and one that is finite at no place that is tried', () => {
  expect(() => typed('sqrt(x) + sqrt(-x)')).toThrow(/^the formula has no finite slope for x from -5 to 5/);
  expect(() => typed('log(1e-9 - (x - 0.1)**2)')).toThrow(/^the formula has no finite value/);
});

test.each(['sqrt(x-4.9)+y', 'log(x)', 'x*y/(x + y - 0.6)', '1/(x*y)', '3 + 0*log(x)'])(
  'all starts of %s are where it is finite, the default too',
  (formula) => {
    const surface = typed(formula);
    for (const at of [surface.start, ...surface.starts.map((start) => start.at)])
      expect(notFiniteAt(surface, at)).toBeNull();
  },
);

describe('contour levels', () => {
  const ramp = (from: number, to: number) =>
    Float64Array.from({ length: 1001 }, (_, i) => from + ((to - from) * i) / 1000);

  test.each([
    ['rise with the land, closer together at its foot', ramp(0, 100), [1, 4, 10, 20, 40, 50, 70, 90]],
    ['have few digits', ramp(0, Math.PI), [0.03, 0.1, 0.3, 0.6, 1, 1.6, 2, 2.8]],
    ['of small heights', ramp(0, 1.2e-7), [1e-9, 5e-9, 1e-8, 2e-8, 4e-8, 6e-8, 8e-8, 1e-7]],
    ['of great heights', ramp(0, 1.2e23), [1e21, 5e21, 1e22, 2e22, 4e22, 6e22, 8e22, 1e23]],
    [
      'have the digits that tell them apart',
      ramp(1000, 1000.1),
      [1000.001, 1000.004, 1000.01, 1000.02, 1000.04, 1000.05, 1000.07, 1000.09],
    ],
    ['below and above 0', ramp(-1, 1), [-0.98, -0.9, -0.8, -0.6, -0.3, 0, 0.4, 0.8]],
    ['of flat land', new Float64Array(100).fill(7), []],
    ['of a single hole in flat land', Float64Array.from({ length: 100 }, (_, i) => (i === 0 ? 0 : 7)), [5]],
    ['of nothing', new Float64Array(0), []],
  ])('%s', (_, sorted, levels) => {
    expect(contourLevels(sorted)).toEqual(levels);
  });

  test('leave out where the land is infinite or not a number', () => {
    const { levels } = typed('log(x) + 1/y');
    expect(levels.length).toBeGreaterThanOrEqual(6);
    expect(levels.every(Number.isFinite)).toBe(true);
  });
});

describe('minima', () => {
  test.each([
    ['between the points of the grid', '(x - 1/3)**2 + (y + 1/7)**2', [1 / 3, -1 / 7]],
    ['in a narrow valley', '(1 - x)**2 + 100*(y - x**2)**2', [1, 1]],
    ['of a quartic', '(x - 1.3)**4 + (x - 1.3)**2 + y**2', [1.3, 0]],
  ])('one %s, to the last digits', (_, text, wanted) => {
    const { minima, localMinima } = typed(text);
    expect(minima.length).toBe(1);
    expect(localMinima).toBeUndefined();
    expect(largestDeviation(minima[0] ?? [], wanted)).toBeLessThan(1e-14);
  });

  test.each([
    [
      'two, equally low',
      '(x**2 - 2)**2 + y**2',
      [
        [-Math.SQRT2, 0],
        [Math.SQRT2, 0],
      ],
    ],
    ['one at a kink', 'abs(x - 0.3) + 2*abs(y + 0.7)', [[0.3, -0.7]]],
    ['one at a cusp', 'sqrt(x**2 + (y - 1)**2)', [[0, 1]]],
    ['one of a maximum of two', 'max(x + 2*y, -x) + y**2', [[0.5, -0.5]]],
    ['none on a plane', 'x + y', []],
    ['none on a saddle', 'x**2 - y**2', []],
    ['none on a saddle that the grid takes for one', '(x - 2*y)**2 - 0.08*(2*x + y)**2', []],
    ['none on flat ground', '3', []],
    ['none at the bottom of a trough, which has no lowest point', 'x**2', []],
    ['none where it is a stretch, not a point', 'abs(x) + max(abs(y) - 0.1, 0)', []],
    ['none on the border', '-x**2 - y**2', []],
    ['none of too many to tell apart', 'sin(4*x) * sin(4*y)', []],
  ])('%s', (_, text, wanted) => {
    const { minima, localMinima } = typed(text);
    const found = [...minima].sort((a, b) => a[0] - b[0]);
    expect(found.length).toBe(wanted.length);
    expect(localMinima).toBeUndefined();
    for (const [i, point] of wanted.entries())
      expect(largestDeviation(found[i] ?? [], point)).toBeLessThan(1e-7);
  });

  test('those that are not the lowest are kept apart', () => {
    const { minima, localMinima } = typed('(x**2 - 4)**2 + x + y**2');
    expect(minima.map(([x]) => Math.sign(x))).toEqual([-1]);
    expect(localMinima?.map(([x]) => Math.sign(x))).toEqual([1]);
  });
});

describe('starts and learning rate', () => {
  test.each([
    bowl,
    himmelblau,
    '50*x**2 + y**2',
    '(1 - x)**2 + 100*(y - x**2)**2',
    '20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)',
    'x**4 + y**4 - 10*x*y',
    'abs(x) + abs(y)',
    '-exp(-(x**2 + y**2)/8)',
    '1e6*(x**2 + 3*y**2)',
    '1e-2*(x**2 + 3*y**2)',
  ])('gradient descent goes down on %s', (text) => {
    const surface = typed(text);
    expect(surface.starts.length).toBeGreaterThanOrEqual(2);
    for (const { at } of surface.starts) {
      const losses = descend(surface, at);
      const [first = Number.NaN] = losses;
      expect(Math.max(...losses)).toBe(first);
      expect(losses.at(-1)).toBeLessThan(first);
      // No rise to speak of on the way.
      const height = first - Math.min(...losses);
      for (const [i, loss] of losses.entries())
        expect(loss - (losses[i - 1] ?? loss)).toBeLessThanOrEqual(0.01 * height);
    }
  });

  test('the learning rate is below the limit of a quadratic, and not far below', () => {
    const { learningRate } = typed('50*x**2 + y**2');
    expect(learningRate).toBeLessThan(2 / 100);
    expect(learningRate).toBeGreaterThanOrEqual(1 / 1000);
  });

  test('starts lie beside axes and whole numbers, where no slope vanishes', () => {
    const surface = typed('sin(pi*x)**2 + sin(pi*y)**2');
    for (const { at } of surface.starts)
      for (const slope of gradientAt(surface, at)) expect(Math.abs(slope)).toBeGreaterThan(1);
  });

  test('flat ground has a start and a learning rate all the same', () => {
    expect(typed('3')).toMatchObject({ start: [0, 0], learningRate: 0.01, levels: [] });
  });
});
