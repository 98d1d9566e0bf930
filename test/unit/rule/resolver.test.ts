/** What is resolved for many settings is what each would be by itself. */
import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { createResolver, programKey } from '../../../core/rule/plan/resolver.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';
import { declaredRule, resolved } from './ruleText.ts';

const sgd = optimizers.find(({ id }) => id === 'sgd')?.rule;

test('every optimizer with any of its settings, one after the other', () => {
  const resolveOften = createResolver();
  for (const { rule, id } of optimizers) {
    const choices: Settings[] = [
      {},
      ...rule.hyperparameters.flatMap(({ name }) => [{ [name]: 0 }, { [name]: 0.5 }]),
      ...rule.options.flatMap(({ name, choices }) =>
        (choices ?? [true, false]).map((value) => ({ [name]: value })),
      ),
    ];
    for (const settings of [...choices, ...choices])
      for (const scheduled of [[], ['lr', 'momentum']])
        expect(resolveOften(rule, settings, scheduled), id).toEqual(resolve(rule, settings, scheduled));
  }
});

test('settings that decide the same have one object, others have another', () => {
  if (!sgd) throw new RangeError('expected sgd');
  const resolveOften = createResolver();
  const withMomentum = resolveOften(sgd, { lr: 0.1, momentum: 0.9 });
  expect(resolveOften(sgd, { lr: 0.2, momentum: 0.5 })).toBe(withMomentum);
  const without = resolveOften(sgd, { lr: 0.1, momentum: 0 });
  expect(programKey(without)).not.toBe(programKey(withMomentum));
  expect(resolveOften(sgd, { lr: 0.3, momentum: 0 })).toBe(without);
  expect(resolveOften(sgd, { lr: 0.3, momentum: 0 }, ['momentum'])).not.toBe(without);
});

test('conditions within expressions and branches decide, too', () => {
  const rule = resolved(
    declaredRule(
      ['lr = 1 in [0, 10]', 'a = 0 in [0, 1]', 'b = 0 in [0, 1]', 'c = 0 in [0, 1]'],
      ['if a > 0', '  if b > 0', '    p = p - lr * g', '  p = where(c > 0, p, p - g)', 'p = p - g'],
    ),
  );
  const resolveOften = createResolver();
  for (const settings of [
    { a: 1, b: 1, c: 1 },
    { a: 0, b: 1, c: 1 },
    { a: 1, b: 0, c: 1 },
    { a: 1, b: 1, c: 0 },
  ])
    expect(resolveOften(rule, settings)).toEqual(resolve(rule, settings));
});
