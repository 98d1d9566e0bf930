import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Statement } from '../../../core/rule/syntax/tree.ts';
import { assignmentsIn, withoutLocations } from '../../../core/rule/syntax/walk.ts';
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
    expect(rule.state.map(({ name }) => name)).toEqual(['m', 'v', 'w']);
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
    expect(assignmentsIn(rule.program.statements).map(({ target, at }) => [target, at.line])).toEqual([
      ['step', 14],
      ['p', 16],
    ]);
  });

  test('keeps its lines as they are written', () => {
    expect(rule.lines).toEqual(text.split('\n'));
  });

  test('is the same with Windows line ends, tabs and a byte order mark', () => {
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n').replaceAll('  ', '\t')}`;
    const { about, name, hyperparameters, state, program } = parseRule(windows);
    expect({ about, name, hyperparameters }).toEqual({
      about: rule.about,
      name: rule.name,
      hyperparameters: rule.hyperparameters,
    });
    expect(state.map((memory) => memory.name)).toEqual(['m', 'v', 'w']);
    expect(assignmentsIn(program.statements).map(({ at }) => at.line)).toEqual([14, 16]);
  });
});

test('looks ahead only where the text says so', () => {
  expect(parseRule(ruleText('p = p - g')).program.lookAhead).toBeNull();
  const { lookAhead } = parseRule(ruleText('g = gradient at p + m', 'p = p - g')).program;
  expect(lookAhead?.at.line).toBe(5);
});

test('may change the gradient and its own names', () => {
  const rule = parseRule(ruleText('g = clip(g, -1, 1)', 'x = g', 'x = x + 1', 'p = p - x'));
  expect(assignmentsIn(rule.program.statements).length).toBe(4);
});

/** The lines of an update: a target with its line, or the line of an `if` with what is below it and below its `else`. */
type Outline = readonly (string | readonly [number, Outline, Outline])[];

function outlineOf(statements: readonly Statement[]): Outline {
  return statements.map((statement) =>
    statement.kind === 'assignment'
      ? `${statement.target} ${statement.at.line}`
      : [statement.at.line, outlineOf(statement.then), outlineOf(statement.otherwise)],
  );
}

const branches = ruleText(
  'if a > 0:',
  '  x = 1',
  '  if t == 1:',
  '     x = 2',
  '  m = x',
  'elif a < 0:',
  '  m = 3',
  '',
  '# a comment, indented like nothing else',
  'else:',
  '    m = 4',
  'p -= m',
);

describe('an if', () => {
  test('has the lines that are indented below it, and an elif and else of its own depth', () => {
    expect(outlineOf(parseRule(branches).program.statements)).toEqual([
      [5, ['x 6', [7, ['x 8'], []], 'm 9'], [[10, ['m 11'], ['m 15']]]],
      'p 16',
    ]);
  });

  test('needs no colon', () => {
    const withoutColons = branches.replaceAll(':', '');
    expect(outlineOf(parseRule(withoutColons).program.statements)).toEqual(
      outlineOf(parseRule(branches).program.statements),
    );
  });

  test('may be indented by tabs', () => {
    const withTabs = branches.replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length));
    expect(outlineOf(parseRule(withTabs).program.statements)).toEqual(
      outlineOf(parseRule(branches).program.statements),
    );
  });

  test('shares an else with the if of the same depth', () => {
    const text = ruleText('if a > 0', '  if t == 1', '    p = 1', 'else', '  p = 2');
    expect(outlineOf(parseRule(text).program.statements)).toEqual([[5, [[6, ['p 7'], []]], ['p 9']]]);
  });
});

test.each(['+', '-', '*', '/'])('p %s= a - g is p %s (a - g)', (operator) => {
  const short = parseRule(ruleText(`p ${operator}= a - g`)).program.statements;
  const long = parseRule(ruleText(`p = p ${operator} (a - g)`)).program.statements;
  const writtenIn = ([first]: readonly Statement[]) =>
    first?.kind === 'assignment' && withoutLocations(first.value);
  expect(writtenIn(short)).toBe(writtenIn(long));
});
