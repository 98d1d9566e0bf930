import { describe, expect, test } from 'vitest';
import * as library from '../../../core/index.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { analyze } from '../../../core/rule/analyze.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { limits } from '../../../core/rule/syntax/limits.ts';
import { marked } from './marked.ts';
import { declaredRule, ruleText } from './ruleText.ts';

/** The codes of a text's diagnostics, each with where it begins and the piece of the text that it is about. */
function foundIn(text: string): readonly (readonly [string, number, string])[] {
  return analyze(text).diagnostics.map(({ code, at }) => [code, at.start, text.slice(at.start, at.end)]);
}

/** Expects diagnostics with these codes at the marked pieces, in this order, and no others. */
function expectFound(source: string, codes: string): void {
  const { text, pieces } = marked(source);
  const expected = pieces.map(({ start, end }, index) => [
    codes.split(' ')[index],
    start,
    text.slice(start, end),
  ]);
  expect(foundIn(text)).toEqual(expected);
}

describe('reports all that is wrong with an update:', () => {
  test.each([
    ['unknown names', 'unknown-name unknown-name unknown-name', ['p = «x1» + «y1»', 'p = «x1»']],
    ['unknown functions', 'unknown-function unknown-function unknown-name', ['p = «sqr»(g) + «lg»(«x1»)']],
    ['counts of values', 'argument-count argument-count unknown-name', ['p = «max»(g) + «abs»(g, «x1»)']],
    ['conditions for numbers', 'number-expected unknown-name', ['p = «(g > 0)» * «x1»']],
    ['numbers for conditions', 'condition-expected number-as-option', ['if «2 * g» or «a»', '  p = 1']],
    ['values of where', 'condition-expected number-expected', ['p = where(«-g», «1 < g», 1)']],
    ['targets', 'not-assignable unknown-name reserved-word', ['«t» = «x1»', '«sqrt» = 3', 'p = g']],
    ['ifs', 'unknown-name unknown-name unknown-name', ['if «x1» > 1', '  p = «y1»', 'else', '  p = «z1»']],
    [
      'reductions below an if',
      'reduction-below-if reduction-below-if',
      ['if g > 0', '  p = «norm»(g) - «sum»(p)'],
    ],
    ['names without a value', 'no-value maybe-no-value', ['p = «x»', 'if t > 1', '  x = 1', 'p = «x»']],
    ['large numbers', 'number-too-large unknown-name', ['p = «1e999» + «x1»']],
    ['norms', 'global-norm global-norm', ['p = «global_norm»(p)', 'g = 1', 'p = «global_norm»(g)']],
    ['chains', 'chained-comparison unknown-name', ['if 0 < g «<» 1', '  p = «x1»']],
    ['lines', 'syntax unknown-name unknown-character', ['m = g +«»', 'p = «x1»', 'p = 1 «%» 2 % 3']],
    ['nothing that assigns p', 'syntax', ['«2» = p']],
    ['a missing block', 'missing-block unknown-name', ['if t > 1', '«p» = «x1»']],
  ])('%s', (_, codes, update) => {
    expectFound(ruleText(...update), codes);
  });

  test('no line assigns p, and what is wrong with the others', () => {
    expectFound('name "A"\n«update»\n  m = «x1»', 'parameters-unchanged unknown-name');
  });
});

describe('reports all that is wrong with declarations:', () => {
  test.each([
    ['names', 'name-taken reserved-word', ['state m, «m»', 'option «sqrt» = true']],
    [
      'defaults',
      'default-out-of-range unknown-choice',
      ['a = «3» in (0, 1)', 'option f = «yes» in {yess, no}'],
    ],
    ['first values', 'initial-value unknown-name initial-value', ['state m = «t» + «x1», v = «norm»(1)']],
    ['choices', 'repeated-choice repeated-choice', ['option f = x in {x, «x», «x»}']],
    ['names of the rule', 'repeated-name', ['name «"B"»']],
    ['lines', 'syntax syntax syntax', ['lr = 1«»', '«1» = 2', 'state m,«»']],
  ])('%s', (_, codes, declarations) => {
    expectFound(declaredRule(declarations, ['p = g']), codes);
  });

  test('and with the update', () => {
    const source = 'lr = «2» in (0, 1)\n«update»\n  p = «x1»';
    expectFound(source, 'default-out-of-range missing-name unknown-name');
  });
});

describe('a line that doesn’t follow the grammar still declares or assigns', () => {
  test.each([
    ['a hyperparameter', ['lr = 0.1 in (0,«»'], ['p -= lr * g']],
    ['a hyperparameter without a default', ['lr =«»'], ['if lr > 1', '  p = lr']],
    ['a hyperparameter without =', ['lr «0.1» in (0, 1)'], ['p -= lr * g']],
    ['an option', ['option fast =«»'], ['if fast', '  p = 1']],
    ['an option with choices', ['option form = x in {x, y«»'], ['if form == y', '  p = 1']],
    ['states', ['state m, v = p +«,» w'], ['p = m + v + w']],
    ['states without a comma', ['state m «v»'], ['m = v', 'p = m + v']],
    ['something with a misspelt word', ['«stat» m, v'], ['if t > 1', '  m = v', 'p = m + v']],
    ['a scalar', ['scalar q = (1«»'], ['q = q * 2', 'p = q']],
    ['what was meant for a line of its own', ['lr = 1 in (0, 2] «b» = 1 in (0, 2]'], ['p -= lr * b * g']],
    ['what another line declares', ['option m«»', 'state m'], ['p = m']],
  ])('%s', (_, declarations, update) => {
    expectFound(declaredRule(declarations, update), 'syntax');
  });

  test.each([
    ['a local', ['x = g /«»', 'p = x']],
    ['a local without =', ['x «g»', 'p = x']],
    ['the parameters', ['p = (g«»']],
    ['the parameters without a value', ['p «+»']],
    ['a local on both sides of an if', ['if t > 1', '  x = (1«»', 'else', '  x = 2', 'p = x']],
    ['what stands behind an if', ['if t > 1: «x» = 1', 'else', '  x = 2', 'p = x']],
    ['a local from a gradient', ['g = gradient at p +«»', 'p = g']],
  ])('%s', (_, update) => {
    expectFound(ruleText(...update), 'syntax');
  });

  test('the update on its own line', () => {
    expectFound('name "A"\nupdate «p» = g', 'syntax');
  });

  test('a name that it doesn’t even use as one', () => {
    expectFound('name «Adam»\nupdate\n  p = g', 'syntax');
  });
});

describe('one mistake with the indentation is reported once:', () => {
  test.each([
    ['a condition that isn’t one', 'syntax', ['if t ==«»', '  x = 1', 'else', '  x = 2', 'p = x']],
    ['a misspelt if', 'syntax', ['«iff» t > 1', '  x = 1', 'else', '  x = 2', 'p = x']],
    ['a misspelt else', 'syntax', ['if t > 1', '  x = 1', '«els»', '  x = 2', 'p = x']],
    ['an else without an if', 'else-without-if', ['p = g', '«else»', '  x = 2', 'm = x']],
    ['a line too far on the right', 'indentation', ['m = g', '  «p» = m', 'x = p']],
    ['lines too far on the left', 'indentation', ['    m = g', '«p» = m', 'x = p', 'p = x']],
    ['a block that is missing', 'missing-block', ['if t > 1', '«else»', '  x = 2', 'p = x']],
    ['spaces and tabs', 'mixed-indentation', ['if t > 1', '\t«m» = 1', '  \tp = m']],
  ])('%s', (_, codes, update) => {
    expectFound(ruleText(...update), codes);
  });

  test.each([
    ['a block and an else', 'syntax', ['x = («»', '    y = 1', 'else', '    y = 2', 'p = g']],
    ['a block with another one in it', 'syntax syntax', ['x = («»', '  y = («»', 'else', '  y = 2', 'p = g']],
    [
      'a block, but not behind a line further on the left',
      'syntax indentation indentation',
      ['    x = («»', '«m» = g', '      «p» = m'],
    ],
    ['a block, but not behind a right line', 'syntax indentation', ['x = («»', 'p = g', '  «m» = 1']],
    ['an else, but not behind a right line', 'syntax else-without-if', ['x = («»', 'p = g', '«else»']],
    [
      'an else, but none further on the right',
      'syntax else-without-if',
      ['x = («»', '  y = 1', '  «else»', 'p = g'],
    ],
    [
      'an else, but none of the if that it is in',
      'syntax else-without-if',
      ['if t > 1', '  x = («»', 'else', '  p = g', '«else»', 'p = g'],
    ],
  ])('a line that can’t be read may have been meant to have %s', (_, codes, update) => {
    expectFound(ruleText(...update), codes);
  });

  test.each([
    ['an update that isn’t indented', 'indentation', 'name "A"\nupdate\n«p» = g\nm = p\nif m > 1\n  p = m'],
    ['a missing update', 'indentation', 'name "A"\nstate m\n  «m» = g\n  p = m'],
    ['an indented declaration', 'indentation', 'name "A"\n  «state» m\nupdate\n  m = g\n  p = m'],
    [
      'a line that splits a block',
      'indentation',
      'name "A"\nupdate\n  if t > 1\n    p = 1\n «p» = 1\n  else\n    p = 2',
    ],
    [
      'a line that splits an if',
      'missing-block',
      'name "A"\nupdate\n  if t > 1\n«m» = 1\n    p = m\n  else\n    p = 2',
    ],
    ['a block further on the left', 'missing-block', 'name "A"\nupdate\n   if t > 1\n  «p» = 1'],
    ['nonsense on the left', 'indentation', 'name "A"\nupdate\n   p = g\n  «p» p'],
    ['an indented update', 'indentation', 'name "A"\n  «update»\n    p = g'],
  ])('%s', (_, codes, source) => {
    expectFound(source, codes);
  });
});

test.each(optimizers)('one wrong line of $id is one diagnostic', ({ rule: { lines } }) => {
  for (const [index, line] of lines.entries()) {
    const [code = ''] = line.split(/ *#/);
    if (code.trim() === '') continue;
    for (const wrong of [`${code} )`, `${code} ?`, code.replace(/= *[^ ,]+/, '= +')]) {
      if (wrong === code) continue;
      const { diagnostics, rule } = analyze(lines.with(index, wrong).join('\n'));
      const found = diagnostics.map(({ code, at, message }) => [wrong, code, at.line, message]);
      expect(found).toEqual([[wrong, expect.anything(), index + 1, expect.anything()]]);
      expect(rule).toBeNull();
    }
  }
});

test('an option that can’t be read may have any choice', () => {
  const update = ['if form == z', '  p = where(form, 1, 2)'];
  expectFound(declaredRule(['option form = «x» {x, y}'], update), 'syntax');
});

test('what a misspelt option is compared with isn’t looked at', () => {
  expectFound(declaredRule(['option form = x in {x, y}'], ['if «fom» == y', '  p = 1']), 'unknown-name');
});

describe('suggests what likely should stand there:', () => {
  test.each([
    ['p = p - «beta_1» * g', 'beta1'],
    ['p = «sqr»(g)', 'sqrt'],
    ['if form == «kears»', 'keras'],
    ['p = «zzz»', null],
  ])('%s', (line, suggestion) => {
    const declarations = ['beta1 = 0.9 in [0, 1)', 'option form = keras in {pytorch, keras}'];
    const below = line.startsWith('if') ? ['  p = g'] : ['p = g'];
    const { text, pieces } = marked(declaredRule(declarations, [line, ...below]));
    const [diagnostic, ...others] = analyze(text).diagnostics;
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ at: pieces[0], suggestion });
    if (suggestion === null) return;
    const [{ start, end } = { start: 0, end: 0 }] = pieces;
    expect(analyze(text.slice(0, start) + suggestion + text.slice(end)).diagnostics).toEqual([]);
  });
});

test('is a part of the library', () => {
  expect(library.analyze).toBe(analyze);
});

describe('has the checked rule', () => {
  test.each(optimizers)('of $id', ({ rule }) => {
    const text = rule.lines.join('\n');
    const analysis = analyze(text);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.rule).toEqual(parseRule(text));
    expect(analysis.rule?.program).toBe(analysis.tree.program);
  });

  test('only where nothing is wrong', () => {
    expect(analyze(ruleText('p = x1')).rule).toBeNull();
    expect(analyze(ruleText('p = g', 'm = (')).rule).toBeNull();
    expect(analyze('').rule).toBeNull();
  });
});

describe('has tokens', () => {
  test.each(optimizers)('of all that is written in $id', ({ rule: { lines } }) => {
    const { tokens } = analyze(lines.join('\n'));
    expect(tokens.length).toBe(lines.length);
    let start = 0;
    for (const [index, line] of lines.entries()) {
      let rest = line;
      for (const token of tokens[index] ?? []) {
        expect(token).toMatchObject({ start: start + token.column - 1, line: index + 1 });
        expect(line.slice(token.column - 1, token.column - 1 + token.end - token.start)).toBe(token.text);
        rest =
          rest.slice(0, token.column - 1) +
          ' '.repeat(token.text.length) +
          rest.slice(token.column - 1 + token.text.length);
      }
      expect(rest.trim()).toBe('');
      start += line.length + 1;
    }
  });

  test('with their kinds, also of what has no meaning', () => {
    const text = 'lr = 1 % "Adam" 2 "x # comment\n# comment';
    expect(analyze(text).tokens.map((line) => line.map(({ kind, text }) => `${kind} ${text}`))).toEqual([
      ['word lr', 'symbol =', 'number 1', 'unknown %', 'string "Adam"', 'number 2', 'unknown "x # comment'],
      ['comment # comment'],
    ]);
  });
});

describe('stays within limits:', () => {
  test('a text that is too long has one diagnostic and nothing else', () => {
    const { diagnostics, tokens, rule } = analyze(' '.repeat(limits.characters + 1));
    expect(diagnostics.map(({ code }) => code)).toEqual(['text-too-long']);
    expect([tokens.flat(), rule]).toEqual([[], null]);
  });

  test('as many diagnostics as it says', () => {
    const update = Array.from({ length: 2 * limits.diagnostics }, (_, i) => `p = x1${i}`);
    expect(analyze(ruleText(...update)).diagnostics.length).toBe(limits.diagnostics);
  });

  test.each([
    ['names', 'too-many-names', Array.from({ length: 200 }, (_, i) => `x${i} = g`)],
    ['lines', 'too-many-lines', Array.from({ length: 400 }, () => 'p = g')],
    ['reductions', 'too-many-reductions', Array.from({ length: 100 }, () => 'p = norm(p)')],
    ['ifs', 'too-deep', Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}if t > ${i}`)],
    [
      'elifs',
      'too-deep',
      ['if t > 1', '  p = 1', ...Array.from({ length: 60 }, (_, i) => (i % 2 ? '  p = 1' : 'elif t > 2'))],
    ],
    ['parts', 'line-too-long', [`p = g${' + g'.repeat(300)}`]],
    ['characters', 'word-too-long', [`p = ${'x'.repeat(200)}`]],
  ])('too many %s are reported once', (_, code, update) => {
    expect(foundIn(ruleText(...update, 'p = g')).map(([found]) => found)).toEqual([code]);
  });
});
