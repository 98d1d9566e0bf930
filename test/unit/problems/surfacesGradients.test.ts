import { expect, test } from 'vitest';
import { surfaces } from '../../../core/problems/surfaces/index.ts';
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { parseSurface } from '../../../core/problems/surfaces/typed/parseSurface.ts';
import { valleySurface } from '../../../core/problems/surfaces/valley.ts';
import { readReference } from '../optimizers/readReference.ts';
import { largestDeviation } from './differences.ts';
import { gradientAt, pointsOf, surfaceNamed } from './surfacesTools.ts';

const typedForms = surfaces.map((surface) => [surface.id, surface] as const);

test.each([...typedForms, ['a valley of another condition', valleySurface(7.5)] as const])(
  '%s has the value and the exact derivative of what is typed',
  (_, surface) => {
    const typed = parseSurface(surface.text);
    for (const point of pointsOf(surface, 1000)) {
      expect(largestDeviation([surface.value(...point)], [typed.value(...point)])).toBeLessThan(1e-12);
      expect(largestDeviation(gradientAt(surface, point), gradientAt(typed, point))).toBeLessThan(1e-12);
    }
  },
);

test.each(typedForms)('%s has a finite slope at its minima where it is typed, too', (_, surface) => {
  const typed = parseSurface(surface.text);
  for (const point of [...surface.minima, ...(surface.localMinima ?? [])]) {
    expect(largestDeviation([typed.value(...point)], [surface.value(...point)])).toBeLessThan(1e-12);
    expect(largestDeviation(gradientAt(typed, point), [0, 0])).toBeLessThan(1e-12);
  }
});

interface Formula {
  readonly f: string;
  readonly grad: readonly string[];
}
const reference = readReference<{ problems: Record<string, Formula> }>('problems.json').problems;

/** `a^2 + b with a=…, b=…` in x and y, with Python's power. */
function inXAndY(text: string, definitions: readonly string[]): string {
  const replaced = definitions.reduce((sum, definition) => {
    const [name = '', value = ''] = definition.split('=');
    return sum.replaceAll(new RegExp(`\\b${name.trim()}\\b`, 'g'), `(${value})`);
  }, text);
  return replaced.replaceAll('^', '**').replaceAll('w0', 'x').replaceAll('w1', 'y');
}

test.each([
  ['valley', 'ill_conditioned'],
  ['rosenbrock', 'rosenbrock'],
  ['beale', 'beale'],
  ['himmelblau', 'himmelblau'],
  ['booth', 'booth'],
])('%s has the value and the gradient that the reference writes', (id, name) => {
  const surface = surfaceNamed(id);
  const [formula = '', definitions = ''] = reference[name]?.f.split(' with ') ?? [];
  const typed = [formula, ...(reference[name]?.grad ?? [])].map(
    (text) => parseSurface(inXAndY(text, definitions ? definitions.split(', ') : [])).value,
  );
  for (const point of pointsOf(surface, 200)) {
    const [value = Number.NaN, ...gradient] = typed.map((each) => each(...point));
    expect(largestDeviation([surface.value(...point)], [value])).toBeLessThan(1e-15);
    // Not rounded differently, either: Adam turns a rounding error in place of 0 into a full step.
    expect(Array.from(gradientAt(surface, point))).toEqual(gradient);
  }
});

test('rastrigin has the gradient that the reference writes for both parameters', () => {
  const [text = ''] = reference['rastrigin']?.grad ?? [];
  const typed = ['x', 'y'].map((name) => parseSurface(text.replaceAll('x_i', name)).value);
  for (const point of pointsOf(surfaceNamed('rastrigin'), 200)) {
    const wanted = typed.map((each) => each(...point));
    expect(largestDeviation(gradientAt(surfaceNamed('rastrigin'), point), wanted)).toBeLessThan(1e-15);
  }
});

test('where a gradient vanishes in the reference, it is exactly 0, typed or built in', () => {
  // Adam and RMSProp turn a rounding error in place of 0 into a full step.
  const vanishing: readonly (readonly [string, Point, number])[] = [
    ['rosenbrock', [-1, 1], 1],
    ['beale', [1, 1], 0],
  ];
  for (const [id, point, component] of vanishing)
    for (const each of [surfaceNamed(id), parseSurface(surfaceNamed(id).text)])
      expect(Math.abs(gradientAt(each, point)[component] ?? Number.NaN)).toBe(0);
});
