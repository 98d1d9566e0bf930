/** What is offered where: `|` is the cursor. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../../core/rule/analyze.ts';
import { type Completion, completionsAt } from '../../../../core/rule/language/completion/completions.ts';
import { formatEdits } from '../../../../core/rule/language/format/format.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import { applyEdits } from '../../../../core/rule/language/source.ts';
import { cursorIn, ruleWith } from './cursor.ts';
import { filledSnippet } from './filledSnippet.ts';

const labelsIn = (source: string) => {
  const { text, offset } = cursorIn(source);
  return completionsAt(text, offset).map(({ label }) => label);
};

/** A line among the declarations of a rule that has `lr`, `beta` and `m`, and no `name`, `update` apart. */
const declaring = (line: string) => ruleWith().replace('state m', `state m\n${line}`);

const options = ['lr = 0.1 in [0, inf)', 'option form = a in {a, b}', 'option fast = false', 'state m'];
/** A line of an update, between one that assigns `x` and one that assigns `y`. */
const computing = (line: string) =>
  ruleWith({ declarations: options, update: ['x = 1', line, 'y = 2', 'p -= lr * m'] });

const declarations =
  'momentum, beta1, beta2, eps, weight_decay, hyperparameter, option, option of words, state, scalar';
const functions = 'abs, clip, exp, log, max, min, pow, sign, sqrt, tanh, where';
const values = `x, m, g, p, lr, t, ${functions}, norm, sum, mean, global_norm`;
const conditions = `form, fast, ${values}, not`;
const formulas = 'mean of gradients, mean of squares, bias correction, weight decay, clip the gradient';
const ranges = '[0, inf), [0, 1), [0, 1], (0, inf)';

describe('above the update', () => {
  test.each([
    ['|', declarations],
    ['l|', declarations],
    ['|lr', declarations],
    ['  |', ''],
    ['# a|', ''],
    ['name |', '"My optimizer"'],
    ['name "|"', ''],
    ['name "a|', ''],
    ['lr |', ''],
    ['lr = |', ''],
    ['lr = 0.1|', ''],
    ['lr = 0.1 |', 'in [0, inf), in [0, 1), in [0, 1], in (0, inf)'],
    ['lr = -0.1 i|', 'in [0, inf), in [0, 1), in [0, 1], in (0, inf)'],
    ['lr = 0.1 in |', ranges],
    ['lr = -0.1 in |', ranges],
    ['lr = 0.1 in [|', 'inf'],
    ['lr = 0.1 in [0, |', 'inf'],
    ['lr = 0.1 in [0, inf) |', ''],
    ['option |', ''],
    ['option x = |', 'false, true, one of several words'],
    ['option x = true |', ''],
    ['option x = a |', 'in {a, …}'],
    ['state |', ''],
    ['state v, |', ''],
    ['state v = |', `lr, beta, p, ${functions}`],
    ['state v = p |', ''],
    ['scalar q = 2 * |', `lr, beta, ${functions}`],
  ])('%s', (line, labels) => {
    expect(labelsIn(declaring(line)).join(', ')).toBe(labels);
  });

  test('all lines, where there is nothing yet', () => {
    expect(labelsIn('|').join(', ')).toBe(`optimizer, name, lr, ${declarations}, update`);
    expect(labelsIn('# mine\n\n|')[0]).toBe('optimizer');
    expect(labelsIn('name "A"\n|')).not.toContain('optimizer');
  });
});

describe('below the update', () => {
  test.each([
    ['|', `p, g, m, x, if, if else, ${formulas}`],
    ['m|', `p, g, m, x, if, if else, ${formulas}`],
    ['m |', ''],
    ['m = |', values],
    ['m -= |', values],
    ['m = m * |', values],
    ['m = m * l|', values],
    ['m = -|', values],
    ['m = max(m, |', values],
    ['m = m |', ''],
    ['m = 0.|', ''],
    ['m = m # |', ''],
    ['m = (m) |', ''],
    ['if |', conditions],
    ['if not |', conditions],
    ['if t > 1 and |', conditions],
    ['if form == |', 'a, b'],
    ['if form != b|', 'a, b'],
    ['if t == |', values],
    ['if t > 1 |', 'and, or'],
    ['if fast |', 'and, or'],
    ['m = where(|', conditions],
    ['m = where(t |', 'and, or'],
    ['m = where(t > 1, |', values],
    ['g = gradient |', 'at'],
    ['g = gradient at |', values],
    ['if t > 1\n    |', `p, g, m, x, if, if else, elif, else, ${formulas}`],
  ])('%s', (line, labels) => {
    expect(labelsIn(computing(line)).join(', ')).toBe(labels);
  });

  test('a look ahead, in the first line alone', () => {
    expect(labelsIn(ruleWith({ update: ['|', 'p -= g'] }))).toContain('look ahead');
    expect(labelsIn(ruleWith({ update: ['m = g', '|', 'p -= g'] }))).not.toContain('look ahead');
    expect(labelsIn(ruleWith({ update: ['g = |', 'p -= g'] }))[0]).toBe('gradient at');
    expect(labelsIn(ruleWith({ update: ['m = |', 'p -= g'] }))[0]).toBe('m');
    expect(labelsIn(ruleWith({ update: ['p -= g', 'g = |'] }))[0]).toBe('m');
  });

  test('lines between which others are empty', () => {
    expect(labelsIn(ruleWith({ update: ['', '|', 'p -= g'] }))).toContain('look ahead');
    expect(labelsIn(ruleWith({ update: ['if t > 1', '  m = g', '', '|', 'p -= g'] }))).toContain('else');
    expect(labelsIn(ruleWith({ update: ['m = g', '', '|', 'p -= g'] }))).not.toContain('else');
  });

  test('nothing behind the word itself', () => {
    expect(labelsIn(ruleWith().replace('update', 'update |'))).toEqual([]);
  });

  test.each(['', 'm'])('a line that isn’t indented yet is then: %j', (word) => {
    const begun = ruleWith({ update: ['m = g', 'if t > 1', '  m = p', 'p -= lr * m'] }).replaceAll(
      '  ',
      '   ',
    );
    const { text, offset } = cursorIn(`${begun}${word}|`);
    const found = completionsAt(text, offset);
    const snippetOf = (name: string) => found.find(({ label }) => label === name)?.snippet;
    expect(snippetOf('m')).toBe('   m');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as snippets have it
    expect(snippetOf('if')).toBe('   if ${1:condition}\n   \t$0');
    const indented = cursorIn(`${begun}   |`);
    expect(completionsAt(indented.text, indented.offset)[0]?.snippet).toBe('p');
    expect(completionsAt('update\n', 7).find(({ label }) => label === 'p')?.snippet).toBe('  p');
  });
});

test('what is inserted replaces the word up to the cursor, what replaces all of it', () => {
  const { text, offset } = cursorIn(computing('m = sq|rt(g)'));
  const found = completionsAt(text, offset).find(({ label }) => label === 'sqrt');
  const begin = text.indexOf('sqrt');
  expect(found).toMatchObject({
    ...{ kind: 'function', detail: 'sqrt(x)', about: 'The square root; NaN below 0.' },
    inserting: { start: begin, end: begin + 2 },
    replacing: { start: begin, end: begin + 4 },
    // The parenthesis is there.
    snippet: 'sqrt',
  });
});

test('names say what they are', () => {
  const { text, offset } = cursorIn(ruleWith({ update: ['m = |', 'p -= lr * m'] }));
  const found = completionsAt(text, offset);
  const about = (name: string) => found.find(({ label }) => label === name)?.about;
  expect(about('lr')).toBe('learning rate\nDefault 0.1, in [0, inf).');
  expect(about('m')).toBe('Kept from step to step: one number for each parameter, 0 before the first.');
  expect(about('t')).toBe('The number of the step, 1 for the first.');
});

describe('what is offered, filled in,', () => {
  /** The text with a completion taken and its places left as they are. */
  const taken = (text: string, { snippet, replacing }: Completion) => {
    const line = text.slice(text.lastIndexOf('\n', replacing.start - 1) + 1);
    const indentation = line.match(/^ */)?.[0] ?? '';
    return applyEdits(text, [{ ...replacing, text: filledSnippet(snippet, indentation) }]);
  };
  /** What stands for the person's own words. */
  const places = ['x', 'y', 'low', 'high', 'a', 'b', 'condition'];
  const wrongIn = (text: string) =>
    analyze(text).diagnostics.filter(({ at }) => !places.includes(text.slice(at.start, at.end)));

  test.each(['|', 'state v = |', 'lr2 = 0.5 |', 'lr2 = 0.5 in |', 'option x = |', 'option x = a |'])(
    'is a declaration: %s',
    (line) => {
      const { text, offset } = cursorIn(declaring(line).replaceAll(/\bm\b/g, 'w'));
      const found = completionsAt(text, offset);
      expect(found.length).toBeGreaterThan(0);
      for (const each of found) expect(wrongIn(taken(text, each)), each.label).toEqual([]);
    },
  );

  test.each(['m = |', 'm = m + |', 'if form == |\n    m = 1', 'm = where(t > |, 1, 2)'])(
    'is a line of the update: %s',
    (line) => {
      const { text, offset } = cursorIn(computing(line));
      const found = completionsAt(text, offset);
      expect(found.length).toBeGreaterThan(1);
      for (const each of found) expect(wrongIn(taken(text, each)), each.label).toEqual([]);
    },
  );

  test('is a whole rule, laid out', () => {
    const [whole] = completionsAt('', 0);
    const text = `${whole ? taken('', whole) : ''}\n`;
    expect(marksOf(text)).toEqual([]);
    expect(formatEdits(text)).toEqual([]);
  });

  test('is a formula of an update, laid out', () => {
    const usual = ['lr', 'beta1', 'beta2', 'momentum', 'weight_decay', 'max_norm'];
    const declared = [...usual.map((name) => `${name} = 0.1 in [0, inf)`), 'state m, v'];
    const { text, offset } = cursorIn(ruleWith({ declarations: declared, update: ['|', 'p -= lr * g'] }));
    const found = completionsAt(text, offset).filter(({ kind }) => kind === 'formula');
    expect(found.map(({ label }) => label).join(', ')).toBe(`look ahead, ${formulas}`);
    for (const each of found) {
      const written = taken(text, each);
      expect(analyze(written).diagnostics, each.label).toEqual([]);
      expect(formatEdits(written).filter(({ text: line }) => line.startsWith('  '))).toEqual([]);
      if (each.label !== 'look ahead') expect(written).toContain(`  ${each.detail}\n`);
    }
  });

  test('is a whole rule, line by line', () => {
    let text = '';
    for (const label of ['name', 'lr', 'momentum', 'state', 'update']) {
      const found = completionsAt(text, text.length).find((each) => each.label === label);
      text = `${found ? taken(text, found) : ''}\n`;
    }
    expect(analyze(text).diagnostics).toEqual([]);
    expect(text).toContain('momentum = 0.9 in [0, 1)');
  });
});
