import { describe, expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import { laterMutants } from './mutants/laterMutants.ts';
import { pytorchMutants } from './mutants/pytorchMutants.ts';
import { referenced, references } from './references.ts';
import { type ReferenceCase, strayOf } from './stray.ts';

const mutants = [...pytorchMutants, ...laterMutants];
/** Those with few parameters first, which are quick to tell. */
const cases: readonly ReferenceCase[] = Object.values<readonly ReferenceCase[]>(references)
  .flat()
  .sort((a, b) => a.start.length - b.start.length);

function textOf(optimizer: string): string {
  return findOptimizer(optimizer)?.rule.lines.join('\n') ?? '';
}

/** Whether any reference case of the optimizer tells the rule from the right one. */
function isCaught(rule: Rule, optimizer: string): boolean {
  return cases.some((each) => each.optimizer === optimizer && strayOf(rule, each, 1) > 1);
}

test('every optimizer that has reference cases has mutants', () => {
  expect(new Set(mutants.map(({ optimizer }) => optimizer))).toEqual(referenced);
});

test.each(mutants.map((mutant) => [mutant.optimizer, mutant.defect, mutant] as const))(
  'is caught: %s that %s',
  (optimizer, _, { from, to }) => {
    const text = textOf(optimizer);
    const mutated = text.replace(from, () => to);
    expect(mutated).not.toBe(text);
    expect(isCaught(parseRule(mutated), optimizer)).toBe(true);
  },
);

/** Small slips of the pen, tried at every place where they are possible. */
const slips: readonly (readonly [slip: RegExp, to: string])[] = [
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' / '],
  [/ \/ /g, ' * '],
  [/\+=/g, '-='],
  [/-=/g, '+='],
  [/\*=/g, '/='],
  [/\*\*2/g, ''],
  [/sqrt\(/g, '('],
  [/abs\(/g, '('],
  [/sign\(/g, '('],
  [/max\(/g, 'min('],
  [/min\(/g, 'max('],
  [/beta1/g, 'beta2'],
  [/beta2/g, 'beta1'],
  [/\bt\b/g, '(t - 1)'],
  [/> 0/g, '< 0'],
  [/m_hat/g, 'm'],
  [/v_hat/g, 'v'],
  [/.+/g, ''],
];

/**
 * Slips that make no difference: what is squared or only has a sign loses the sign or size that they change, momentum 0
 * keeps nothing, and 1e-12 is no part of a norm.
 */
const harmless: readonly string[] = [
  'rmsprop: m = alpha * m - (1 - alpha) * g',
  'clipped-sgd: without if momentum != 0',
  'sam: g = gradient at p + rho * g / (global_norm(g) - 1e-12)',
  'signum: m = momentum * m + (1 + momentum) * g',
  'yogi: v -= (1 - beta2) / sign(v - g**2) * g**2',
  'cautious-adamw: agrees = where(m / g > 0, 1, 0)',
];

/** Every slip at every place, with the rule that it makes. */
function slipsIn(rule: Rule): readonly (readonly [slipped: string, rule: Rule])[] {
  const first = rule.lines.indexOf('update') + 1;
  return rule.lines.flatMap((line, index) =>
    index < first || line.trim().startsWith('#')
      ? []
      : slips.flatMap(([slip, to]) =>
          Array.from(line.matchAll(slip)).flatMap((match) => {
            const slipped = line.slice(0, match.index) + to + line.slice(match.index + match[0].length);
            const parsed = tryParse(rule.lines.with(index, slipped).join('\n'));
            return parsed ? [[slipped.trim() || `without ${line.trim()}`, parsed] as const] : [];
          }),
        ),
  );
}

/** The rule; null where the text is none, since a slip that the compiler reports needs no test. */
function tryParse(text: string): Rule | null {
  try {
    return parseRule(text);
  } catch {
    return null;
  }
}

describe.each(optimizers.filter(({ id }) => referenced.has(id)))('slips in $id', ({ id, rule }) => {
  test('are caught, wherever they are', () => {
    const found = slipsIn(rule);
    const missed = found
      .filter(([, slipped]) => !isCaught(slipped, id))
      .map(([slipped]) => `${id}: ${slipped}`);
    expect(found.length).toBeGreaterThan(4);
    expect(missed).toEqual(harmless.filter((each) => each.startsWith(`${id}:`)));
  });
});
