import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../core/rule/analyze.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Diagnostic } from '../../../core/rule/syntax/diagnostics.ts';
import { RuleError } from '../../../core/rule/syntax/errors.ts';
import { limits } from '../../../core/rule/syntax/limits.ts';
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import type { Span } from '../../../core/rule/syntax/span.ts';
import { placeOf } from './marked.ts';
import { mutilate, mutilation, shippedTexts } from './mutilated.ts';
import { type Piece, piecesOf } from './pieces.ts';

function ruleOrError(text: string): Rule | RuleError {
  try {
    return parseRule(text);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}

type Bounds = Pick<Span, 'start' | 'end'>;

function isWithin(span: Span, text: string, { start, end }: Bounds): boolean {
  const { line, column } = placeOf(text, span.start);
  const isOrdered = start <= span.start && span.start <= span.end && span.end <= end;
  return isOrdered && span.line === line && span.column === column;
}

/** The nodes that don't lie within the node that they are a part of. */
function strayIn(pieces: readonly Piece[], text: string, bounds: Bounds): readonly Piece['node'][] {
  return pieces.flatMap(({ node, parts }) => [
    ...(isWithin(node.at, text, bounds) ? [] : [node]),
    ...strayIn(parts, text, node.at),
  ]);
}

test('an analysis of a mutilated rule tells where it is wrong, or is a rule', () => {
  let rules = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...shippedTexts),
      fc.array(mutilation, { minLength: 1, maxLength: 4 }),
      (original, mutilations) => {
        const text = mutilations.reduce(mutilate, original);
        const whole = { start: 0, end: text.length };
        const { diagnostics, rule, symbols, tokens, tree } = analyze(text);

        const places = diagnostics.map(({ at }) => at);
        expect(places.filter((at) => !isWithin(at, text, whole))).toEqual([]);
        expect(places.map(({ start }) => start)).toEqual(
          places.map(({ start }) => start).sort((a, b) => a - b),
        );
        const parsed = ruleOrError(text);
        if (parsed instanceof RuleError) {
          expect(rule).toBeNull();
          const thrown = ({ message, at: { line, column } }: Diagnostic) =>
            parsed.reason === message && parsed.at.line === line && parsed.at.column === column;
          expect(diagnostics.filter(thrown).length).toBeGreaterThan(0);
        } else {
          expect(rule).toEqual(parsed);
          expect(diagnostics).toEqual([]);
          rules += 1;
        }

        expect(strayIn(piecesOf(tree), text, whole)).toEqual([]);
        expect(tokens.flat().filter(({ start, end, text: own }) => text.slice(start, end) !== own)).toEqual(
          [],
        );
        const named = symbols.flatMap(({ name, references }) => references.map(({ at }) => ({ name, at })));
        expect(named.filter(({ name, at }) => text.slice(at.start, at.end) !== name)).toEqual([]);
      },
    ),
    { numRuns: 1000 },
  );
  expect(rules).toBeGreaterThan(50);
});

test.each([
  ['ifs', '  if t > 1\n'.repeat(5000)],
  ['deep ifs', Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)} if x1 == y1\n`).join('')],
  ['elses', '  else\n'.repeat(8000)],
  ['unknown names', `  p = ${'x + '.repeat(100)}x\n`.repeat(150)],
  ['long unknown names', `  p = ${'y'.repeat(99)} + ${'z'.repeat(99)}\n`.repeat(250)],
  [
    'long names',
    Array.from({ length: 500 }, (_, i) => `  ${'x'.repeat(90)}${i} = ${'y'.repeat(30)}\n`).join(''),
  ],
  ['parentheses', `  p = ${'('.repeat(255)}\n`.repeat(200)],
  ['calls', `  p = ${'f('.repeat(120)}\n`.repeat(200)],
  ['minus signs', `  p = ${'-'.repeat(250)}\n`.repeat(200)],
  ['assignments', '  p=g\n'.repeat(10_000)],
  ['assignments in a line', `  ${'p = '.repeat(15_000)}`],
  ['unknown characters', '?'.repeat(60_000)],
  ['quotes', '"'.repeat(60_001)],
  ['indentations', Array.from({ length: 350 }, (_, i) => `${' '.repeat(350 - i)}p = g\n`).join('')],
  ['line breaks', '\n'.repeat(60_000)],
  ['declarations', 'state a\n'.repeat(7000)],
])('%s without end are an analysis like any other', (_, lines) => {
  for (const text of [`name "A"\nupdate\n${lines}`, lines]) {
    const { diagnostics, rule } = analyze(text);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(limits.diagnostics);
    expect(rule).toBeNull();
  }
});
