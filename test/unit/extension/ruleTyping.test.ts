/** What VS Code does by itself while an optimizer is typed, as `language-configuration.json` says. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import configuration from '../../../extension/rules/language-configuration.json' with { type: 'json' };

const { onEnterRules, indentationRules, wordPattern } = configuration;
const [block, comment] = onEnterRules;
const increases = new RegExp(indentationRules.increaseIndentPattern);
const decreases = new RegExp(indentationRules.decreaseIndentPattern);

describe('Enter', () => {
  test.each([
    'update',
    'update:',
    'update # x',
    '  if t > 1',
    '  if t > 1:  # x',
    '  elif a',
    '  else',
    '    else :',
  ])('indents behind %j', (line) => {
    expect(line).toMatch(new RegExp(block?.beforeText ?? ''));
    expect(line).toMatch(increases);
  });

  test.each([
    'updates = 1',
    '  p = 1',
    '  iffy = 2',
    '  elsewhere = 3',
    '# if x',
    'name "if"',
    '',
    '  x = where(t > 1, 1, 2)',
  ])('doesn’t behind %j', (line) => {
    expect(line).not.toMatch(new RegExp(block?.beforeText ?? ''));
    expect(line).not.toMatch(increases);
  });

  test('goes on with a comment in the middle of one alone', () => {
    expect('# About').toMatch(new RegExp(comment?.beforeText ?? ''));
    expect('p = 1  # x').not.toMatch(new RegExp(comment?.beforeText ?? ''));
    expect(comment).toMatchObject({ afterText: '^\\s*\\S', action: { appendText: '# ' } });
  });
});

test('else and elif go back, and nothing else does', () => {
  for (const line of ['  else', '  else:', '  elif t > 1', 'else  # x']) expect(line).toMatch(decreases);
  for (const line of ['  elsewhere = 1', '  if t', '  p = g']) expect(line).not.toMatch(decreases);
});

test('the lines of shipped optimizers are indented as Enter does it', () => {
  for (const { rule } of optimizers) {
    const lines = rule.lines.filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
    for (const [index, line] of lines.slice(1).entries()) {
      const before = lines[index] ?? '';
      const indentation = (text: string) => text.search(/\S/);
      expect(indentation(line) > indentation(before)).toBe(increases.test(before));
    }
  }
});

test('a word is a name of the language', () => {
  const word = new RegExp(`^(?:${wordPattern})$`);
  for (const name of ['p', 'v_max', 'beta1', 'M']) expect(name).toMatch(word);
  for (const other of ['1', '_x', 'a b', '-x', '0.9']) expect(other).not.toMatch(word);
});
