/** A tree with a missing part is no rule, wherever that part is. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../core/rule/analyze.ts';
import { isCompleteMemory, isCompleteProgram } from '../../../core/rule/syntax/complete.ts';
import { declaredRule, ruleText } from './ruleText.ts';

describe('an update', () => {
  const isComplete = (update: readonly string[]) =>
    isCompleteProgram(analyze(ruleText(...update)).tree.program);

  test.each([
    [['m = (', 'p = g']],
    [['p = 2 * (1 +']],
    [['2 = m', 'p = g']],
    [['if a >', '  p = g']],
    [['if a > 0', 'p = g']],
    [['if a > 0', '  m = (', 'else', '  p = g']],
    [['if a > 0', '  p = g', 'else', '  m = (']],
    [['if a > 0', '  p = g', '  if a > 1', '    m = (', '  m = 1']],
    [['g = gradient at p +', 'p = g']],
  ])('%j lacks something', (update) => {
    expect(isComplete(update)).toBe(false);
  });

  test.each([
    [['p = g']],
    [['g = gradient at p + m', 'if a > 0', '  m = g', 'else', '  p = g']],
    // What is wrong with it is nothing that is missing.
    [['m = x']],
  ])('%j is whole', (update) => {
    expect(isComplete(update)).toBe(true);
  });
});

test('a first value is whole or not', () => {
  const [line] = analyze(
    declaredRule(['state m, v = p + where(1, 2, 3)'], ['p = g']),
  ).tree.declarations.slice(1);
  const memories = line?.kind === 'state' ? line.memories : expect.fail();
  expect(memories.map(isCompleteMemory)).toEqual([true, false]);
});
