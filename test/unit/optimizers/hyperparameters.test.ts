import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { formatRange } from '../../../core/rule/range.ts';

test('the hyperparameters of every optimizer have the tutorial’s defaults and their own ranges', () => {
  const described = optimizers.map(({ rule }) => [
    rule.name,
    ...rule.hyperparameters.map((each) => `${each.default} in ${formatRange(each.name, each.range)}`),
  ]);
  const lr = '0 < lr <= 10';
  expect(described).toEqual([
    ['SGD', `0.01 in ${lr}`],
    ['Momentum', `0.01 in ${lr}`, '0.9 in 0 <= momentum < 1'],
    ['Nesterov', `0.01 in ${lr}`, '0.9 in 0 <= momentum < 1'],
    ['RMSProp', `0.001 in ${lr}`, '0.99 in 0 <= decay < 1', '1e-8 in 0 <= eps <= 1'],
    ['Adam', `0.001 in ${lr}`, '0.9 in 0 <= beta1 < 1', '0.999 in 0 <= beta2 < 1', '1e-8 in 0 <= eps <= 1'],
    [
      'AdamW',
      `0.001 in ${lr}`,
      '0.9 in 0 <= beta1 < 1',
      '0.999 in 0 <= beta2 < 1',
      '1e-8 in 0 <= eps <= 1',
      '0.01 in 0 <= weight_decay <= 1',
    ],
  ]);
});
