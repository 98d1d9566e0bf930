/** The exports to Python are run, and go where the float64 kernel goes. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import type { ResolvedRule, Rule } from '../../../core/rule/syntax/rule.ts';
import { className, functionName } from '../../../core/rule/targets/python/names.ts';
import { numpySource } from '../../../core/rule/targets/python/numpy.ts';
import { optaxSource } from '../../../core/rule/targets/python/optax.ts';
import { torchSource } from '../../../core/rule/targets/python/torch.ts';
import { type Answer, answersTo, deviationOf, surroundingsOf } from './pythonAnswers.ts';
import { casesOf, libraries, randomCases } from './pythonCases.ts';
import { pythonRules } from './pythonRules.ts';
import { python, runPython } from './runPython.ts';

const rules: readonly (readonly [id: string, rule: Rule])[] = [
  ...optimizers.map(({ id, rule }) => [id, rule] as const),
  ...Object.entries(pythonRules).map(([id, text]) => [id, parseRule(text)] as const),
];

describe.each(libraries)('%s', (library) => {
  const surroundings = surroundingsOf(library);
  if ('missing' in surroundings) {
    const { missing } = surroundings;
    console.warn(`SKIPPED: exports to ${library} are not run: ${missing}`);
    test.skip(`goes where the float64 kernel goes: ${missing}`, () => {});
    return;
  }
  const expected = [...rules.flatMap(([id, rule]) => casesOf(id, rule, library)), ...randomCases(library)];
  const answers = new Map<string, Answer>();

  test(`runs on ${surroundings.title}`, { timeout: 900_000 }, () => {
    const list = answersTo(expected);
    for (const [index, { case: each }] of expected.entries()) answers.set(each.id, list[index] ?? {});
    expect(list).toHaveLength(expected.length);
  });

  test.each(expected)('$case.id', ({ case: { id }, path }) => {
    const answer = answers.get(id) ?? {};
    expect(answer.error).toBeUndefined();
    expect(deviationOf(answer, path)).toBe('');
  });
});

function exported(write: (rule: ResolvedRule) => string, nameOf: (displayName: string) => string) {
  const all = optimizers.map(({ id, rule }) => resolve(rule, id === 'nesterov' ? { form: 'tutorial' } : {}));
  return Object.fromEntries(all.map((rule) => [nameOf(rule.name), write(rule)]));
}

describe.skipIf(python === null)('in use', () => {
  const exports = {
    numpy: exported(numpySource, className),
    torch: exported(torchSource, className),
    optax: exported(optaxSource, functionName),
  };
  const results: Readonly<Record<string, string>> =
    python === null ? {} : JSON.parse(runPython('uses.py', JSON.stringify(exports)));

  test.each(Object.entries(results))('%s', (use, result) => {
    if (result.startsWith('skipped: ')) console.warn(`SKIPPED: ${use}: ${result.slice('skipped: '.length)}`);
    else expect(result).toBe('passed');
  });
});
