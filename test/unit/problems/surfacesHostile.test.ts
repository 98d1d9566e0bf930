import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SurfaceError } from '../../../core/problems/surfaces/expression/surfaceError.ts';
import { unaryFunctions } from '../../../core/problems/surfaces/expression/tree.ts';
import type { Window } from '../../../core/problems/surfaces/surface.ts';
import { describeSurface, type TypedSurface } from '../../../core/problems/surfaces/typed/describeSurface.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';
import { formulaText, gradientAt } from './surfacesTools.ts';

/** Reads a text, which may be wrong but must do no harm; whether it is a formula. */
function survives(text: string): boolean {
  try {
    const typed = parseSurface(text);
    expect(typeof typed.value(0.5, -0.5)).toBe('number');
    expect(gradientAt(typed, [0.5, -0.5]).length).toBe(2);
    return true;
  } catch (error) {
    if (!(error instanceof SurfaceError)) throw error;
    const { column, text: piece } = error;
    if (column === null || piece === null) throw new Error('What is read has a place for each fault.');
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(text.length + 1);
    expect(text.slice(column - 1, column - 1 + piece.length)).toBe(piece);
    return false;
  }
}

const formulas = [
  '(1 - x)**2 + 100*(y - x**2)**2',
  '-20*exp(-0.2*sqrt(0.5*(x**2 + y**2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y))) + e + 20',
  'max(abs(x), min(y, 1e-3)) / tanh(pow(x, y))',
];

const token = fc.constantFrom(
  ...['x', 'y', 'pi', 'e', '0', '1', '2.5', '1e9', '+', '-', '*', '/', '**', '(', ')', ',', ' '],
  ...[...Object.keys(unaryFunctions), 'min', 'max', 'pow'].map((name) => `${name}(`),
);

test('the formulas to mutate are formulas', () => {
  expect(formulas.map(survives)).toEqual(formulas.map(() => true));
});

test('random text is a formula or a SurfaceError in its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      survives(text);
    }),
  );
});

test('random tokens are a formula or a SurfaceError in its place', () => {
  fc.assert(
    fc.property(fc.array(token, { maxLength: 300 }), (tokens) => {
      survives(tokens.join(''));
    }),
    { numRuns: 2000 },
  );
});

test('a formula with something cut out, put in or repeated is a formula or a SurfaceError in its place', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...formulas),
      fc.array(fc.tuple(fc.nat(90), fc.nat(20), fc.oneof(token, fc.string({ maxLength: 3 })), fc.nat(40))),
      (formula, changes) => {
        survives(
          changes.reduce(
            (text, [at, cut, put, times]) => text.slice(0, at) + put.repeat(times) + text.slice(at + cut),
            formula,
          ),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('every formula is described, whatever its values', () => {
  fc.assert(
    fc.property(formulaText, (text) => {
      const surface = describedOrNowhere(text);
      if (surface) expectSound(surface);
    }),
    { numRuns: 100 },
  );
});

test('a formula is described in every window', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const bounds = fc
    .tuple(finite, finite)
    .filter(([a, b]) => a !== b)
    .map(([a, b]): readonly [number, number] => (a < b ? [a, b] : [b, a]));
  fc.assert(
    fc.property(fc.constantFrom(...formulas), bounds, bounds, (text, x, y) => {
      const surface = describedOrNowhere(text, { x, y });
      if (surface) expectRising(surface.levels);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['a long product', Array.from({ length: 100 }, () => 'x*y').join('*')],
  ['a tower of powers', `x${'**x'.repeat(99)}`],
  ['functions within functions', `${'sin('.repeat(99)}x*y${')'.repeat(99)}`],
  ['many kinks', Array.from({ length: 40 }, (_, i) => `abs(x-${i / 10})`).join('+')],
  ['many minima', 'sin(40*x)*sin(40*y)'],
  ['a steep pole', '1/(x*y)**40'],
  ['an infinite wall', 'exp(exp(exp(x)))'],
  ['steps', 'sign(x) + sign(y)'],
  ['nothing', '0*x'],
  ['a denormal', '5e-324*x*y'],
  ['a huge one', '1e308*(x - y)'],
])('%s is described', (_, text) => {
  const surface = describedOrNowhere(text);
  expect(surface).toBeDefined();
  if (surface) expectSound(surface);
});

/** undefined where the formula has no finite value in the window. */
function describedOrNowhere(text: string, window?: Window): TypedSurface | undefined {
  const typed = parseSurface(text);
  try {
    return describeSurface(typed, window);
  } catch (error) {
    if (error instanceof SurfaceError) return undefined;
    throw error;
  }
}

function expectSound({ levels, starts, start, minima, localMinima = [], learningRate }: TypedSurface): void {
  expectRising(levels);
  expect(starts[0]?.at).toBe(start);
  for (const point of [...starts.map(({ at }) => at), ...minima, ...localMinima])
    for (const coordinate of point) expect(Math.abs(coordinate)).toBeLessThan(5);
  expect(learningRate).toBeGreaterThan(0);
  expect(learningRate).toBeLessThanOrEqual(1);
}

function expectRising(levels: readonly number[]): void {
  for (const [i, level] of levels.entries())
    expect(level).toBeGreaterThan(levels[i - 1] ?? Number.NEGATIVE_INFINITY);
  expect(levels.every(Number.isFinite)).toBe(true);
}
