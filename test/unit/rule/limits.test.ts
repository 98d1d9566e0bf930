import { expect, test } from 'vitest';
import { analyze } from '../../../core/rule/analyze.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { flatten } from '../../../core/rule/plan/flatten.ts';
import { plan } from '../../../core/rule/plan/plan.ts';
import { limits } from '../../../core/rule/syntax/limits.ts';
import { declaredRule, messageOf, resolved, ruleText } from './ruleText.ts';

/** `count` lines `if …` one below another, and `lines` below the last. */
function nested(count: number, ...lines: readonly string[]): string[] {
  const heads = Array.from({ length: count }, (_, depth) => `${' '.repeat(depth)}if t > ${depth}`);
  return [...heads, ...lines.map((line) => ' '.repeat(count) + line)];
}

function repeated(count: number, lineOf: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => lineOf(index));
}

test.each([
  ['a long text', `#${' '.repeat(limits.characters)}`, /at most 65536/],
  ['many empty lines', '\n'.repeat(limits.lines), /has 2049 lines; a rule has at most 2048/],
  ['many short lines', '(\r\n'.repeat(20_000), /has 20001 lines; a rule has at most 2048/],
  ['many comments', '#\r'.repeat(limits.lines), /has 2049 lines/],
  ['deep parentheses', ruleText(`p = ${'('.repeat(10_000)}p${')'.repeat(10_000)}`), /more than 256 parts/],
  ['many minus signs', ruleText(`p = ${'-'.repeat(10_000)}p`), /more than 256 parts/],
  ['many nots', ruleText(`if ${'not '.repeat(10_000)}t > 1`, '  p = g'), /more than 256 parts/],
  ['a long sum', ruleText(`p = p${' + g'.repeat(10_000)}`), /more than 256 parts/],
  [
    'many choices',
    declaredRule([`option f = x in {x${', x'.repeat(300)}}`], ['p = g']),
    /more than 256 parts/,
  ],
  ['a long name', ruleText('p = p', `${'x'.repeat(101)} = g`), /at most 100 characters/],
  ['a long string', `name "${'x'.repeat(101)}"`, /at most 100 characters/],
  ['many names', ruleText('p = p', ...repeated(200, (i) => `x${i} = g`)), /at most 128 names/],
  [
    'many hyperparameters',
    declaredRule(
      repeated(200, (i) => `x${i} = 1 in [0, 1]`),
      ['p = g'],
    ),
    /at most 128 names/,
  ],
  [
    'many options',
    declaredRule(
      repeated(200, (i) => `option x${i} = true`),
      ['p = g'],
    ),
    /at most 128 names/,
  ],
  ['many lines', ruleText(...repeated(300, () => 'p = p - g')), /at most 256 lines/],
  [
    'many lines below an if',
    ruleText('if t > 1', ...repeated(300, () => '  p = p - g')),
    /at most 256 lines/,
  ],
  ['deep ifs', ruleText(...nested(17, 'p = g')), /at most 16 'if' and 'elif' depend on one another/],
  [
    'many elifs',
    ruleText('if t == 0', '  p = 1', ...repeated(17, (i) => `elif t == ${i}\n    p = 1`)),
    /at most 16 'if' and 'elif' depend on one another/,
  ],
  ['many reductions', ruleText(...repeated(65, () => 'p = norm(p)')), /at most 64 reductions such as 'norm'/],
  [
    'many reductions in a line',
    ruleText(...['sum', 'sum', 'mean'].map((name) => `p = ${`${name}(p + `.repeat(30)}g${')'.repeat(30)}`)),
    /at most 64 reductions such as 'mean'/,
  ],
  [
    'many names below deep ifs',
    ruleText(
      ...repeated(100, (i) => `x${i} = 1`),
      ...nested(16, ...repeated(100, (i) => `x${i} = g`)),
      'p = x1',
    ),
    /at most 512 values depend on an 'if'/,
  ],
  [
    'a long condition above many names',
    ruleText(
      ...repeated(100, (i) => `x${i} = 1`),
      `if ${repeated(50, (i) => `g < ${i}`).join(' or ')}`,
      ...repeated(100, (i) => `  x${i} = g`),
      'p = x1',
    ),
    /^105:3 — .* ask conditions of 19900 parts in all, at most 4096; name parts of a long condition/,
  ],
])('refuses %s', (_, text, message) => {
  expect(messageOf(text)).toMatch(message);
});

test.each([
  ['parentheses', (depth: number) => `${'(g - '.repeat(depth)}p${')'.repeat(depth)}`],
  ['functions', (depth: number) => `${'abs('.repeat(depth)}p${')'.repeat(depth)}`],
  ['choices', (depth: number) => `${'where(t > 1, g, '.repeat(depth)}p${')'.repeat(depth)}`],
  ['signs', (depth: number) => `${'-'.repeat(depth)}p`],
  ['powers', (depth: number) => `p${' ** t'.repeat(depth)}`],
  ['nots', (depth: number) => `where(${'not '.repeat(depth - 1)}p > g, p, g)`],
])('takes %s up to a depth', (kind, write) => {
  // A `where` of this depth has more parts than a line.
  const most = kind === 'choices' ? 28 : limits.nesting;
  expect(() => parseRule(ruleText(`p = ${write(most)}`))).not.toThrow();
  const reason = kind === 'choices' ? /more than 256 parts/ : /^5:[0-9]+ — parts stand at most 32 deep/;
  expect(messageOf(ruleText(`p = ${write(limits.nesting + 1)}`))).toMatch(reason);
});

test('a line can be as long as it may be where parts stand side by side', () => {
  expect(() => parseRule(ruleText(`p = p${' + g'.repeat(125)}`))).not.toThrow();
});

test('takes as many ifs one below another, elifs and reductions as it says', () => {
  expect(() => parseRule(ruleText(...nested(16, 'p = g')))).not.toThrow();
  const elifs = repeated(15, (i) => `elif t == ${i}\n    p = 1`);
  expect(() => parseRule(ruleText('if t == 0', '  p = 1', ...elifs))).not.toThrow();
  expect(() => parseRule(ruleText(...repeated(64, () => 'p = norm(p)')))).not.toThrow();
});

test('the largest rules have a bounded number of lines and passes when written out', () => {
  const manyIfs = ruleText(
    'x = 1',
    ...Array.from({ length: 30 }, () => nested(16, 'x = x + g')).flat(),
    'p = x',
  );
  expect(flatten(resolved(manyIfs)).assignments.length).toBeLessThanOrEqual(
    limits.assignments + limits.decisions,
  );
  const manyPasses = ruleText(...repeated(64, () => 'p = p + norm(p)'));
  expect(plan(resolved(manyPasses)).update.passes.length).toBeLessThanOrEqual(limits.reductions + 1);
});

test('too many decisions are told once, by the first that is too much', () => {
  const codes = (...update: readonly string[]) =>
    analyze(ruleText(...update)).diagnostics.map(({ code, at }) => [code, at.line]);
  const names = repeated(30, (i) => `x${i} = 1`);
  const below = repeated(30, (i) => `x${i} = g`);
  const often = repeated(3, () => nested(16, ...below).join('\n  ')).flat();
  // The update starts in line 5. 30 names below 16 ifs are 480 decisions; the second if of the next 16 is too much.
  expect(codes(...names, ...often, 'p = x1')).toEqual([['too-many-decisions', 5 + 30 + 46 + 1]]);
  const decided = [`if ${repeated(50, (i) => `g < ${i}`).join(' or ')}`, ...below.map((line) => `  ${line}`)];
  expect(codes(...names, ...decided, ...decided, 'p = x1')).toEqual([['too-many-decisions', 5 + 30]]);
});
