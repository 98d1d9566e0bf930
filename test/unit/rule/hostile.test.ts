import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { plan } from '../../../core/rule/plan/plan.ts';
import { resolve } from '../../../core/rule/plan/resolve.ts';
import { compileFloat32, compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { float32Source } from '../../../core/rule/targets/javascript/float32.ts';
import { float64Source } from '../../../core/rule/targets/javascript/float64.ts';

const folder = new URL('../../../core/optimizers/', import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.optimizer'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** Everything that a source may consist of. */
const token =
  /\s+|'use strict';|Math\.(?:abs|exp|fround|log|max|min|pow|sign|sqrt|tanh)\b|hyperparameters\.[A-Za-z]\w*|\b(?:function|const|let|for|of|return|update|lookAhead|parameters|gradient|state\d*|scratch\d*|tensors|scalars|hyperparameters|step|ahead|squares|start|end|i|length|square|clip|oneMinusPower|x|low|high)\b|sum\$[A-Za-z]\w*|f\$[A-Za-z]\w*|\$[A-Za-z]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity\b|===|!==|<=|>=|&&|\|\||=>|\+\+|\+=|[-+*/=<>!?:(){}[\],;.]/y;

function expectKnownTokens(source: string): void {
  let index = 0;
  while (index < source.length) {
    token.lastIndex = index;
    const found = token.exec(source)?.[0];
    if (!found) expect.fail(`unknown token at '${source.slice(index, index + 40)}'`);
    index += found.length;
  }
}

/** Every option as it is by default, and each one changed. */
function settingsOf({ options }: Rule): readonly Settings[] {
  const changed = options.flatMap(({ name, choices }) =>
    (choices ?? [true, false]).map((choice) => ({ [name]: choice })),
  );
  return [{}, ...changed.slice(0, 8)];
}

/** Reads a text, which may be wrong but must not be able to do harm; whether it is a rule. */
function survives(text: string): boolean {
  let rule: Rule;
  try {
    rule = parseRule(text);
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
  const hyperparameters = Object.fromEntries(rule.hyperparameters.map((each) => [each.name, each.default]));
  for (const settings of settingsOf(rule)) {
    const resolved = resolve(rule, settings);
    expectKnownTokens(float64Source(plan(resolved)));
    expectKnownTokens(float32Source(plan(resolved, { reciprocals: true })));
    const kernel = compileFloat64(resolved);
    const [parameters, gradient, at] = [new Float64Array(2), new Float64Array(2), new Float64Array(2)];
    const state = kernel.createState(parameters, hyperparameters);
    kernel.lookAhead?.(parameters, gradient, state, hyperparameters, 1, at);
    kernel.update(parameters, gradient, state, hyperparameters, 1);
    compileFloat32(resolved);
  }
  return true;
}

test.each(texts.map((text) => [text.match(/name "(.*)"/)?.[1], text]))(
  '%s consists of known tokens',
  (_, text) => {
    expect(survives(text ?? '')).toBe(true);
  },
);

test('random text is a rule or a RuleError', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      survives(text);
    }),
  );
});

const words = fc.constantFrom(
  ...'p g t m lr u1 __proto__ constructor eval alert 1 2 1e-8 0x1F sqrt( clip( pow( where( norm( global_norm( mean( ( ) + - * / ** = += , [ ] { } < <= == != : in inf at and or not if elif else option scalar true false'.split(
    ' ',
  ),
  ...[
    'state ',
    'scalar ',
    'option ',
    '\n  if ',
    '\n    ',
    '\n  else',
    'update',
    'name "x"',
    'gradient at ',
    '\n',
    '\n  ',
    ' ',
    '#',
    '"',
    '`',
    '${',
    '\\',
    "'",
    ';',
    '//',
    '\u2028',
    '\0',
  ],
);

test('random words of the language are a rule or a RuleError', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      survives(`name "x"\nlr = 1 in (0, 10]\nstate m\nupdate\n  ${parts.join('')}\n  p = p - lr * g`);
    }),
    { numRuns: 2000 },
  );
});

test('built-in rules with pieces replaced are a rule or a RuleError', () => {
  let rules = 0;
  const edit = fc.record({
    at: fc.nat(1500),
    removed: fc.nat(12),
    inserted: fc.array(words, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
      const mutated = edits.reduce((current, { at, removed, inserted }) => {
        const place = at % current.length;
        return current.slice(0, place) + inserted.join('') + current.slice(place + removed);
      }, text);
      if (survives(mutated)) rules += 1;
    }),
    { numRuns: 2000 },
  );
  expect(rules).toBeGreaterThan(50);
});
