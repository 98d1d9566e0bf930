import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { ruleText } from './ruleText.ts';

const text = `# About the rule,
#   in two lines.

name "Named"  # not part of it
# nor this
lr = 1e-3 in (0, 10]  # learning rate
shift = -0.5 in [-1, .5)

state m, v
state w

update
  # a comment
  step = lr * g

  p = p - step
`;

describe('a rule', () => {
  const rule = parseRule(text);

  test('has the comments above its first line', () => {
    expect(rule.about).toBe('About the rule,\nin two lines.');
  });

  test('has its name, state and hyperparameters in order', () => {
    expect(rule.name).toBe('Named');
    expect(rule.state).toEqual(['m', 'v', 'w']);
    expect(rule.hyperparameters).toEqual([
      {
        name: 'lr',
        default: 0.001,
        range: { min: 0, max: 10, minIncluded: false, maxIncluded: true },
        description: 'learning rate',
      },
      {
        name: 'shift',
        default: -0.5,
        range: { min: -1, max: 0.5, minIncluded: true, maxIncluded: false },
        description: '',
      },
    ]);
  });

  test('knows the line of each assignment', () => {
    expect(rule.program.assignments.map(({ target, at }) => [target, at.line])).toEqual([
      ['step', 14],
      ['p', 16],
    ]);
  });

  test('is the same with Windows line ends, tabs and a byte order mark', () => {
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n').replaceAll('  ', '\t')}`;
    const { about, name, hyperparameters, state, program } = parseRule(windows);
    expect({ about, name, hyperparameters, state }).toEqual({
      about: rule.about,
      name: rule.name,
      hyperparameters: rule.hyperparameters,
      state: rule.state,
    });
    expect(program.assignments.map(({ at }) => at.line)).toEqual([14, 16]);
  });
});

test('looks ahead only where the text says so', () => {
  expect(parseRule(ruleText('p = p - g')).program.lookAhead).toBeNull();
  const { lookAhead } = parseRule(ruleText('g = gradient at p + m', 'p = p - g')).program;
  expect(lookAhead?.at.line).toBe(5);
});

test('may change the gradient and its own names', () => {
  const rule = parseRule(ruleText('g = clip(g, -1, 1)', 'x = g', 'x = x + 1', 'p = p - x'));
  expect(rule.program.assignments.length).toBe(4);
});
