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
import { casesOf, type ExpectedCase, libraries, randomCases } from './pythonCases.ts';
import { pythonRules } from './pythonRules.ts';
import { noPython, python, runPython } from './runPython.ts';

interface Answer {
  /** A number that isn't finite is a word. */
  readonly path?: readonly (readonly (number | string)[])[];
  readonly error?: string;
}

/** By library; `stand-in` where a stand-in over NumPy takes the place of JAX or PyTorch. */
const versions: Readonly<Record<string, string>> =
  python === null ? {} : JSON.parse(runPython('trajectories.py', '', 'libraries'));

const rules: readonly (readonly [id: string, rule: Rule])[] = [
  ...optimizers.map(({ id, rule }) => [id, rule] as const),
  ...Object.entries(pythonRules).map(([id, text]) => [id, parseRule(text)] as const),
];

describe.each(libraries)('%s', (library) => {
  const version = versions[library === 'optax' ? 'jax' : library];
  if (python === null || version === undefined) {
    const reason = python === null ? noPython : `${python} has no ${library}`;
    console.warn(`SKIPPED: exports to ${library} are not run: ${reason}`);
    test.skip(`goes where the float64 kernel goes: ${reason}`, () => {});
    return;
  }
  const title = version === 'stand-in' ? 'a stand-in over NumPy' : version;
  const expected = [...rules.flatMap(([id, rule]) => casesOf(id, rule, library)), ...randomCases(library)];
  const answers = new Map<string, Answer>();

  test(`runs on ${title}`, { timeout: 900_000 }, () => {
    const cases = expected.map((each) => each.case);
    const list: readonly Answer[] = JSON.parse(runPython('trajectories.py', JSON.stringify(cases)));
    for (const [index, { id }] of cases.entries()) answers.set(id, list[index] ?? {});
    expect(list).toHaveLength(cases.length);
  });

  test.each(expected)('$case.id', ({ case: { id }, path }) => {
    const { path: theirs, error } = answers.get(id) ?? {};
    expect(error).toBeUndefined();
    expect(deviationOf(theirs ?? [], path)).toBe('');
  });
});

/** The first number that isn't the expected one to 1e-12 of itself, or of 1. */
function deviationOf(path: NonNullable<Answer['path']>, expected: ExpectedCase['path']): string {
  for (const [step, point] of expected.entries()) {
    for (const [index, value] of point.entries()) {
      const found = path[step]?.[index];
      const isSame = Number.isFinite(value)
        ? typeof found === 'number' && Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value))
        : found === String(value);
      if (!isSame) return `step ${step + 1}, parameter ${index}: ${found} — expected ${value}`;
    }
  }
  return '';
}

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
