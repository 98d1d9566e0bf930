/** Surfaces on a device: their values and slopes, whatever is typed. */
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { limits } from '../../core/problems/surfaces/expression/tokens.ts';
import { surfaces } from '../../core/problems/surfaces/index.ts';
import type { Point, Window } from '../../core/problems/surfaces/surface.ts';
import { parseSurface } from '../../core/problems/surfaces/typed/parseSurface.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { formulaText, pointsOf, randomPoints } from '../unit/problems/surfacesTools.ts';
import { test } from './device.ts';
import { estimate, inSinglePrecision } from './singlePrecision.ts';
import { evaluateOnDevice } from './surfaceRuns.ts';

/** Points whose numbers single precision has, too. */
const single = (points: readonly Point[]) => points.map(([x, y]): Point => [Math.fround(x), Math.fround(y)]);
const around = (size: number): Window => ({ x: [-size, size], y: [-size, size] });

const names = ['value', 'slope by x', 'slope by y'];

/**
 * Compares with double precision, as far as rounding leaves anything to compare.
 * @returns The share of numbers that rounding leaves some digits of.
 */
async function expectClose(device: GPUDevice, text: string, points: readonly Point[]): Promise<number> {
  const { tree, partials } = parseSurface(text);
  const found = await evaluateOnDevice(new DeviceRuns(device), text, points);
  let compared = 0;
  for (const [index, [x, y]] of points.entries()) {
    for (const [which, expression] of [tree, ...partials].entries()) {
      const { value, error } = estimate(expression, x, y);
      if (!(error < Number.POSITIVE_INFINITY)) continue;
      if (error < 1e-3 * Math.max(1, Math.abs(value))) compared++;
      const actual = found[index]?.[which];
      if (actual === null || actual === undefined) continue;
      const where = `the ${names[which]} of ${text} at (${x}, ${y})`;
      if (!(Math.abs(actual - value) <= 2 * error))
        expect.fail(`${where} is ${actual} — expected ${value}, give or take ${2 * error}`);
    }
  }
  return compared / (3 * points.length);
}

test.for(surfaces.map((surface) => [surface.id, surface] as const))(
  '%s has the value and the slope of double precision, but for rounding',
  async ([, surface], { device }) => {
    const compared = await expectClose(device, surface.text, single(pointsOf(surface, 300)));
    expect(compared).toBeGreaterThan(0.99);
  },
);

describe('typed formulas', () => {
  test.for([
    ...['sin(x)*cos(y) + tan(x/4)', 'exp(x) - log(y**2 + 1)', 'expm1(x*y/10)', 'sqrt(x**2 + y**2 + 1)'],
    ...['atan(x) + atan(y/10)', 'sinh(x) + cosh(y)', 'tanh(x)*tanh(y)', '(x**2 + 1)**y', 'x**7/1000 - y**-2'],
    ...['abs(x - 1) + max(x, y) - min(x*y, 1)', 'sign(x)*x**3', 'x**0.5 + (y + 6)**-0.5', '2**x + e**y'],
    ...['pow(x**2, 1.5)', 'exp(sin(x)*cos(y))**2', '1/(1 + exp(-x)) + 1/(1 + exp(-x))**2'],
  ])('%s', async (text, { device }) => {
    expect(await expectClose(device, text, single(randomPoints(around(5), 200)))).toBeGreaterThan(0.4);
  });

  test.for(['sin(x)', 'cos(x) + tan(y)', 'atan(x)', 'tanh(x) + exp(-abs(y))'])(
    '%s far from 0',
    async (text, { device }) => {
      for (const size of [100, 3000, 1e5])
        await expectClose(device, text, single(randomPoints(around(size), 200)));
    },
  );

  test.for(['sin(x)', 'tan(x)', 'sinh(x)', 'tanh(x)', 'atan(x)', 'expm1(x)'])(
    '%s close to 0 keeps its digits',
    async (text, { device }) => {
      for (const size of [1e-3, 1e-10, 1e-20]) {
        const points = single(randomPoints(around(size), 50));
        const found = await evaluateOnDevice(new DeviceRuns(device), text, points);
        const { value } = parseSurface(text);
        for (const [index, point] of points.entries()) {
          const expected = value(...point);
          expect(Math.abs((found[index]?.[0] ?? Number.NaN) - expected)).toBeLessThan(
            1e-6 * Math.abs(expected),
          );
        }
      }
    },
  );

  /** `FORMULAS=500 npm run test:gpu surfaces` tries more. */
  const count = Number(process.env['FORMULAS'] ?? 40);

  test('by chance', { timeout: 20_000 + 500 * count }, async ({ device }) => {
    const points = single([...randomPoints(around(3), 20), [0, 0], [1, 1], [-1, 2]]);
    for (const text of fc.sample(formulaText, { numRuns: count, seed: 5 }))
      await expectClose(device, text, points);
  });

  test.for([
    ['as long as can be', `x${'*y + x'.repeat(limits.tokens / 4 - 1)}`],
    ['as deep as can be', `${'abs(x - '.repeat(79)}y${')'.repeat(79)}`],
    ['of sines', `${'sin('.repeat(20)}x*y${')'.repeat(20)}`],
    ['of choices', `${'max(min(x, '.repeat(38)}y${'), 1)'.repeat(38)}`],
    ['of powers', `${'(x + '.repeat(40)}y${')**2/4'.repeat(40)}`],
  ])('%s', { timeout: 60_000 }, async ([, text = ''], { device }) => {
    await expectClose(device, text, single(randomPoints(around(1), 20)));
  });
});

/** Of these a device that rounds as IEEE 754 says gives the very bits. */
const exact = [
  'valley',
  'rosenbrock',
  'beale',
  'himmelblau',
  'booth',
  'saddle',
  'sharpAndFlat',
  'styblinskiTang',
];

describe('the bits of float32 JavaScript', () => {
  test.for([
    ...surfaces.filter(({ id }) => exact.includes(id)).map(({ text }) => text),
    ...[
      'x/0.1 + y/3',
      '0.1*x*0.3 + x*y - x*y',
      'sqrt(abs(x))*sqrt(abs(x))',
      'max(x, y) + 2*min(x, y)',
      'x**11 - y**-3',
    ],
  ])('%s', async (text, { device }) => {
    const { tree, partials } = parseSurface(text);
    const points = single([...randomPoints(around(5), 200), ...special]);
    const expected = [tree, ...partials].map(inSinglePrecision);
    const found = await evaluateOnDevice(new DeviceRuns(device), text, points);
    for (const [index, point] of points.entries())
      for (const [which, evaluate] of expected.entries())
        expectSame(found[index]?.[which], evaluate(...point), `${names[which]} at (${point})`);
  });
});

/** Where formulas have no value, or an infinite one. */
const special = [0, 1, -1, 2, -0.5, 1e30, -1e30].flatMap((x) => [0, 1, -1, -1e30].map((y): Point => [x, y]));

describe('as in JavaScript, no number and infinity where there is no value:', () => {
  test.for([
    ...['1/x', 'x/y', '0/0 + x', 'x/0', 'y*1e39', '1e39 - 1e39*x', '(x*1e20)**2 - (y*1e20)**2'],
    ...[
      'log(x)',
      'sqrt(x)',
      'sqrt(x**2)',
      'abs(x)',
      'max(x, y)',
      'min(x, 1/y)',
      'sign(x)*y',
      'max(log(x), y)',
      'exp(-max(1/x + y, 1/x + 2*y))',
    ],
    ...[
      'exp(1000*x)',
      'expm1(1000*x)',
      'sinh(1000*x)',
      'cosh(1000*y)',
      'tanh(1000*x)',
      'atan(1/x)',
      'sin(1/x)',
    ],
    ...[
      'cos(1e30*y*1e30)',
      'tan(x/y)',
      'x**y',
      'x**-2',
      'x**0',
      '(x*0)**0',
      'x**0.5',
      'x**1.5',
      '(-2)**x',
      '1**(1/y)',
    ],
  ])('%s', async (text, { device }) => {
    const { tree, partials } = parseSurface(text);
    const points = single(special);
    const expected = [tree, ...partials].map(inSinglePrecision);
    const found = await evaluateOnDevice(new DeviceRuns(device), text, points);
    for (const [index, point] of points.entries())
      for (const [which, evaluate] of expected.entries()) {
        const [wanted, actual] = [evaluate(...point), found[index]?.[which] ?? null];
        if (actual === null) continue;
        if (Number.isFinite(wanted))
          expect(Number.isFinite(actual), `${names[which]} at (${point}): ${actual}`).toBe(true);
        else expectSame(actual, wanted, `${names[which]} at (${point})`);
      }
  });
});

/** But for the sign of 0. */
function expectSame(found: number | null | undefined, expected: number, where: string): void {
  if (found === null) return;
  if (found !== expected && !(Number.isNaN(found) && Number.isNaN(expected)))
    expect.fail(`${where} is ${found} — expected ${expected}`);
}
