import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gradientsPerStep } from '../../../core/optimizers/gradientsPerStep.ts';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { palette } from '../../../core/optimizers/palette.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { readsGradientFirst, resolve } from '../../../core/rule/plan/resolve.ts';
import { paletteSize } from '../../../webview/shared/theme.ts';

const folder = new URL('../../../core/optimizers/', import.meta.url);

test('the table has every file of the folder, and no other', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.optimizer'));
  expect(optimizers.map(({ id }) => `${id}.optimizer`).sort()).toEqual(files.sort());
});

test.each(optimizers)('$id has the text of its file', ({ id, rule }) => {
  const file = `${id}.optimizer`;
  expect(parseRule(readFileSync(new URL(file, folder), 'utf8'), file)).toEqual(rule);
});

test('finds an optimizer by id, and none by an unknown one', () => {
  expect(findOptimizer('adamw')?.rule.name).toBe('AdamW');
  expect(findOptimizer('toString')).toBeUndefined();
});

test('each has a name of its own', () => {
  expect(new Set(optimizers.map(({ rule }) => rule.name)).size).toBe(optimizers.length);
});

test.each(optimizers)('a step of $id takes as many gradients as its rule asks for', ({ id, rule }) => {
  expect(gradientsPerStep({ optimizer: id })).toBe(readsGradientFirst(resolve(rule)) ? 2 : 1);
});

describe('colors', () => {
  const colorOf = (id: string) => findOptimizer(id)?.color;

  test('are slots of the palette, which the panel knows the size of', () => {
    for (const { color } of optimizers) expect([...palette.keys()]).toContain(color);
    expect(paletteSize).toBe(palette.length);
  });

  test.each(['dark', 'light', 'highContrast', 'highContrastLight'] as const)('differ in %s', (theme) => {
    expect(new Set(palette.map((colors) => colors[theme])).size).toBe(palette.length);
  });

  test.each([
    ['the tutorial’s six', 'sgd momentum nesterov rmsprop adam adamw'],
    ['ways along the gradient', 'sgd momentum nesterov asgd clipped-sgd sam signum lars lion adam'],
    ['PyTorch’s adaptive methods', 'sgd rmsprop adam adamw nadam radam adagrad adadelta adamax rprop'],
    ['methods for large batches', 'sgd momentum adam adamw lion lars lamb'],
    [
      'Adam and what came after it',
      'sgd adam adamw lion adabelief yogi qhadam adan ademamix adopt schedulefree cautious-adamw',
    ],
  ])('differ among %s', (_, ids) => {
    const colors = ids.split(' ').map(colorOf);
    expect(colors).not.toContain(undefined);
    expect(new Set(colors).size).toBe(colors.length);
  });
});

describe.each(optimizers)('$id', ({ rule }) => {
  test('says what it is, where it was published, when to use it and whose defaults it has', () => {
    const lines = rule.about.split('\n');
    expect(lines[0], 'the first line').toMatch(/^[A-Z].*: .*\.$|^.* gradient.*: .*\.$/);
    expect(rule.about, 'author, year and title').toMatch(/\b(19|20)\d\d, "[^"]+"/);
    expect(lines.at(-2), 'the last line but one').toMatch(/^Use it .*\.$/);
    expect(lines.at(-1), 'the last line').toMatch(/^Defaults: .*\.$/);
  });

  test('describes every hyperparameter and option, lr first', () => {
    expect(rule.hyperparameters[0]?.name).toBe('lr');
    for (const { description } of [...rule.hyperparameters, ...rule.options]) {
      expect(description).toMatch(/^[^.]+[^.\s]$/);
    }
  });
});
