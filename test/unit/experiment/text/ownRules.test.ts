/** What an editor says of rules of people’s own in an experiment’s text. */
import { describe, expect, test } from 'vitest';
import { ruleNamed } from '../../../../core/experiment/ruleFiles.ts';
import { suggest } from '../../../../core/experiment/suggest.ts';
import { checkText } from '../../../../core/experiment/text/checkText.ts';
import { explain } from '../../../../core/experiment/text/explain.ts';
import { filesOf, half } from '../ownRules.ts';

describe('what an editor says', () => {
  const files = filesOf({ './half.optimizer': half });
  const text = `{ "problem": { "surface": "valley" }, "lr": [0.1],
  "optimizers": [{ "optimizer": "./half.optimizer", "hyperparameters": { "share": 0.5, "climp": true } }] }`;

  test('of a path is the rule’s name, its header and its settings', () => {
    const found = explain(text, text.indexOf('./half'), files);
    expect(found).toMatchObject({ title: 'Half', isOwn: true });
    expect(found?.about.split('\n')).toEqual([
      'Half of a step of gradient descent.',
      'lr = 0.1, 0 < lr <= 1: learning rate',
      'share = 0.5, 0 < share <= 1: of the step',
      'climb = false, true or false: whether to climb',
    ]);
    expect(text.slice(found?.offset, (found?.offset ?? 0) + (found?.length ?? 0))).toBe('"./half.optimizer"');
  });

  test('of a setting is what the rule says of it', () => {
    expect(explain(text, text.indexOf('"share"') + 1, files)).toMatchObject({
      ...{ title: 'share = 0.5 in Half', about: 'of the step\n0 < share <= 1', isOwn: true },
    });
  });

  test('of a path without a rule is nothing', () => {
    expect(explain(text, text.indexOf('./half'))).toBeNull();
    expect(explain(text, text.indexOf('"share"') + 1)).toBeNull();
  });

  test('of a misspelt setting is where its name stands, and which was meant', () => {
    const { faults, value } = checkText(text, files);
    expect(faults.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(['"climp"']);
    expect(suggest(value, faults[0]?.path ?? [], files)).toEqual({ kind: 'name', json: '"climb"' });
  });

  test('leaves a path alone that stands beside other faults', () => {
    const { faults } = checkText(text.replace('[0.1]', '[0]'), files);
    expect(faults.map(({ path }) => path)).toEqual([['lr', 0]]);
  });

  test('of a path in place of an optimizer is the object that it belongs in', () => {
    expect(suggest({ optimizers: ['./a.optimizer'] }, ['optimizers', 0])).toEqual({
      kind: 'value',
      json: '{ "optimizer": "./a.optimizer" }',
    });
  });

  test('rules are known by ids and by paths', () => {
    const names = ['adam', './half.optimizer', './none.optimizer', 'none'];
    expect(names.map((name) => ruleNamed(name, files)?.name)).toEqual(['Adam', 'Half', undefined, undefined]);
  });
});
