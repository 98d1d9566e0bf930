import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';

const folder = new URL('../../../core/optimizers/', import.meta.url);

test('the table has every file of the folder', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.optimizer'));
  expect(optimizers.map(({ id }) => `${id}.optimizer`).sort()).toEqual(files.sort());
});

test('colors are the slots in order', () => {
  expect(optimizers.map(({ color }) => color)).toEqual([...optimizers.keys()]);
});

test('finds an optimizer by id, and none by an unknown one', () => {
  expect(findOptimizer('adamw')?.rule.name).toBe('AdamW');
  expect(findOptimizer('toString')).toBeUndefined();
});

test("defaults are the tutorial's", () => {
  const defaults = optimizers.map(({ id, rule }) => [
    id,
    Object.fromEntries(rule.hyperparameters.map((each) => [each.name, each.default])),
  ]);
  expect(Object.fromEntries(defaults)).toEqual({
    sgd: { lr: 0.01 },
    momentum: { lr: 0.01, momentum: 0.9 },
    nesterov: { lr: 0.01, momentum: 0.9 },
    rmsprop: { lr: 0.001, decay: 0.99, eps: 1e-8 },
    adam: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    adamw: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0.01 },
  });
});

describe.each(optimizers)('$id', ({ rule }) => {
  test('says where it was published and when to use it', () => {
    expect(rule.about).toMatch(/\b(19|20)\d\d\b/);
    expect(rule.about).toMatch(/^Use it /m);
  });

  test('describes every hyperparameter, lr first', () => {
    expect(rule.hyperparameters[0]?.name).toBe('lr');
    for (const { description } of rule.hyperparameters) expect(description).not.toBe('');
  });
});
