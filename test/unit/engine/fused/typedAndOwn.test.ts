/** Formulas that people type, and rules of their own, fused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formulaCode } from '../../../../core/engine/cpu/fused/formulaCode.ts';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { parseSurface } from '../../../../core/problems/surfaces/typed/parseSurface.ts';
import { analyze } from '../../../../core/rule/analyze.ts';
import { formulaText } from '../../problems/surfacesTools.ts';
import { drawRule } from '../../rule/wellFormedRules.ts';
import { expectSame, ownRunOf, runOf } from './scores.ts';

const x: Varied = { kind: 'start', axis: 'x' };
const y: Varied = { kind: 'start', axis: 'y' };
const lr: Varied = { kind: 'hyperparameter', name: 'lr' };
const starts: [number, number][] = [
  [0.7, -1.2],
  [0, 0],
  [-2, 3],
];

test.each([
  ...surfaces.map(({ text }) => text),
  'max(x, y)**2 + abs(x - y)',
  'min(x, y) * max(x, max(y, x*y))',
  'x**4 + y**3 + (x*y)**0.5 + 2**x',
  'x**-1 + (x + y)**-2 + x**y',
  '-x**2 - -y',
  'atan(x) + cosh(y) + tan(x*y)**3 + log(x) + sign(y)',
  'exp(x*y) + exp(x*y)**2 + 1e-300*x + 1e300*y',
  'x + x - x/3 + pi*e',
  '7',
])('%s', async (formula) => {
  const run = runOf('adam', { formula, start: [1, 1] }, { lr: 0.05 });
  await expectSame(run, [x, y], starts, 1);
  await expectSame(
    runOf('sam', run.problem, { lr: 0.01 }),
    [lr, x],
    [
      [0.1, 0.3],
      [3, -1],
    ],
    1,
  );
});

test('a formula has the start that is chosen for it', async () => {
  await expectSame(runOf('sgd', { formula: '(x - 1)**2 + 3*y**2' }), [lr], [[0.05]], 1);
});

test('value and slope of any formula are those of its functions', () => {
  fc.assert(
    fc.property(formulaText, (formula) => {
      const typed = parseSurface(formula);
      const { value, gradient } = formulaCode(typed);
      const [byX, byY] = gradient.result;
      const body = [
        `const value = () => { ${value.lines.join(' ')} return ${value.result}; };`,
        `const gradient = () => { ${gradient.lines.join(' ')} return [${byX}, ${byY}]; };`,
        'return [value(), ...gradient()];',
      ];
      const compute = new Function('x', 'y', body.join('\n'));
      for (const [a, b] of [...starts, [1.5, 1.5], [-0, 1e200]] as const) {
        const slope = new Float64Array(2);
        typed.gradient(a, b, slope);
        expect(compute(a, b)).toEqual([typed.value(a, b), ...slope]);
      }
    }),
    { numRuns: 500 },
  );
});

describe('a rule of one’s own', () => {
  test('with everything that a rule can have', async () => {
    const text = [
      'name "Own"',
      'lr = 0.01 in [0, 9]',
      'x = 0.5 in [-9, 9]',
      'first = 0.9 in [0, 1)',
      'condition = 2 in [-9, 9]',
      'option loss = false',
      'state m, v = p * lr',
      'scalar best = 1 - first, t2 = x',
      'update',
      '  g = gradient at p + first * m',
      '  if not loss and condition > 1',
      '    g = g / (1 + global_norm(g))',
      '  best *= 1 - first**t',
      '  t2 += x * (1 - best**(t + 1))',
      '  m = first * m + mean(g * p) + sum(v) * norm(p)',
      '  v = where(g > 0 or t > 5, v / 2, -v) + clip(g, -1, x) ** 3',
      '  p -= lr * (m + v + t2 * tanh(g)) / (1 - first**t)',
    ].join('\n');
    const run = ownRunOf(text, { surface: 'himmelblau' });
    const axes = ['x', 'first', 'condition', 'lr'].map((name): Varied => ({ kind: 'hyperparameter', name }));
    for (const axis of axes)
      await expectSame(
        run,
        [axis, y],
        [
          [0.9, 1],
          [0.2, 2],
          [0, -3],
          [0.5, 0.1],
        ],
        10,
      );
    await expectSame(ownRunOf(text, { surface: 'valley' }, { loss: true }), [x, y], starts, 10);
  });

  test('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.gen(),
        fc.constantFrom('valley', 'himmelblau', 'sharpAndFlat'),
        async (draw, surface) => {
          const { text, settings } = drawRule(draw, { isTame: false });
          const { rule, diagnostics } = analyze(text);
          fc.pre(rule !== null && diagnostics.length === 0);
          const run = ownRunOf(text, { surface }, settings, { steps: 8 });
          const a: Varied = { kind: 'hyperparameter', name: 'a' };
          await expectSame(
            run,
            [a, x],
            [
              [0.5, 1],
              [2, -0.3],
              [0, 0],
            ],
            1,
          );
          await expectSame(run, [x, y], starts, 1);
        },
      ),
      { numRuns: 40 },
    );
  });
});
