/** The table of targets, as the library offers it. */
import { expect, test } from 'vitest';
import { minimize } from '../../../core/minimize.ts';
import { toPyTorch } from '../../../core/optimizers/toPyTorch.ts';
import { SettingError } from '../../../core/rule/check/settings.ts';
import { compile, type Target, targets } from '../../../core/rule/compile.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { declaredRule } from './ruleText.ts';

const rule = parseRule(
  declaredRule(
    [
      'lr = 0.1 in (0, 1]',
      'momentum = 0 in [0, 1)',
      'option maximize = false',
      'option form = x in {x, y}',
      'state v',
    ],
    ['if maximize', '  g = -g', 'if momentum != 0', '  v = momentum * v + g', '  g = v'].concat([
      'if form == y',
      '  g = 2 * g',
      'p -= lr * g',
    ]),
  ),
);

const all = Object.keys(targets) as Target[];

test.each(all)('%s refuses settings that the rule does not take', (target) => {
  const refused = [
    [{ lr: 0 }, 'lr = 0 — expected 0 < lr <= 1'],
    [{ lr: Number.NaN }, 'lr = NaN — expected a finite number, 0 < lr <= 1'],
    [
      { momentun: 0.9 },
      "momentun = 0.9 — expected one of lr, momentum, maximize, form; did you mean 'momentum'?",
    ],
    [{ form: 'z' }, 'form = "z" — expected x or y'],
    [{ maximize: 1 }, 'maximize = 1 — expected true or false'],
    [{ constructor: 1 }, 'constructor = 1 — expected one of lr, momentum, maximize, form'],
    [JSON.parse('{"__proto__": 1}'), '__proto__ = 1 — expected one of lr, momentum, maximize, form'],
  ] as const;
  for (const [settings, message] of refused) {
    expect(() => compile(rule, target, settings)).toThrow(SettingError);
    expect(() => compile(rule, target, settings)).toThrow(message);
  }
});

test('messages are bounded, however long what they are about', () => {
  const long = 'x'.repeat(1_000_000);
  const attempts = [
    () => compile(rule, long as Target),
    () => compile(rule, 'latex', { [long]: 1 }),
    () => compile(rule, 'latex', { form: long }),
    () => minimize({ optimizer: long, gradient: () => [0], start: [0], steps: 1 }),
    () => toPyTorch(long),
    () => toPyTorch('sgd', { lr: long }),
  ];
  for (const attempt of attempts) {
    expect(attempt).toThrow(/^(?!.*x{101}).*x… *.* — expected /);
    expect(attempt).not.toThrow(/^.{1000}/);
  }
});

test.each(all)('%s takes those that it takes', (target) => {
  expect(compile(rule, target, { lr: 1, momentum: 0.5, maximize: true, form: 'y' })).toBeTruthy();
});

test('options and hyperparameters that are given decide lines, others stay open', () => {
  expect(compile(rule, 'numpy')).toContain('if self.momentum != 0:');
  expect(compile(rule, 'numpy', { momentum: 0 })).not.toContain('momentum');
  expect(compile(rule, 'numpy')).not.toContain('g = -g');
  expect(compile(rule, 'numpy', { maximize: true })).toContain('g = -g');
});

test.each(['torhc', 'constructor', '__proto__', ''])('%j is no target', (name) => {
  expect(() => compile(rule, name as Target)).toThrow(RangeError);
  expect(() => compile(rule, name as Target)).toThrow(/^target = .* — expected one of float64, /);
});
