import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFloat64 } from '../../../core/rule/compileFloat64.ts';
import { RuleError } from '../../../core/rule/errors.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Rule } from '../../../core/rule/rule.ts';
import { javascriptSource } from '../../../core/rule/targets/javascript.ts';

const folder = new URL('../../../core/optimizers/', import.meta.url);
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.optimizer'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** Everything that a source may consist of. */
const token =
  /\s+|'use strict';|Math\.(?:abs|exp|log|max|min|pow|sign|sqrt|tanh)\b|hyperparameters\.[A-Za-z]\w*|\b(?:function|const|let|for|return|update|lookAhead|parameters|gradient|state\d*|hyperparameters|step|at|i|length|square|clip|x|low|high)\b|\$[A-Za-z]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|=>|\+\+|[-+*/=<(){}[\],;.]/y;

function expectKnownTokens(source: string): void {
  let index = 0;
  while (index < source.length) {
    token.lastIndex = index;
    const found = token.exec(source)?.[0];
    if (!found) expect.fail(`unknown token at '${source.slice(index, index + 40)}'`);
    index += found.length;
  }
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
  expectKnownTokens(javascriptSource(rule));
  const kernel = compileFloat64(rule);
  const hyperparameters = Object.fromEntries(rule.hyperparameters.map((each) => [each.name, each.default]));
  const [parameters, gradient, at] = [new Float64Array(2), new Float64Array(2), new Float64Array(2)];
  const state = kernel.createState(2);
  kernel.lookAhead?.(parameters, state, hyperparameters, 1, at);
  kernel.update(parameters, gradient, state, hyperparameters, 1);
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
  ...'p g t m lr u1 __proto__ constructor eval alert 1 2 1e-8 0x1F sqrt( clip( ( ) + - * / ** = , [ ] in at'.split(
    ' ',
  ),
  ...[
    'state ',
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
