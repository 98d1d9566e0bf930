/** Marks, outline, folding and semantic tokens. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { foldsOf } from '../../../../core/rule/language/folding.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import { type OutlineItem, outlineOf } from '../../../../core/rule/language/outline.ts';
import { semanticTokensOf } from '../../../../core/rule/language/semanticTokens.ts';
import { marked } from '../marked.ts';

describe('marks', () => {
  test.each([
    [
      'hints',
      'name "A"\nlr = 1 in [0, 2]\n«b» = 1 in [0, 2]\noption «o» = true\nstate «m», «v»\nscalar «q»\nupdate\n  v = g\n  «x» = 1\n  p -= lr * g',
      'unused-hyperparameter unused-option unused-state unused-state unused-state unused-local',
    ],
    ['a missing rate', 'name "A"\n«update»\n  p -= g', 'missing-lr'],
    ['no missing rate where it is unknown', 'name "A"\nupdate\n  p -= «lr» * g', 'unknown-name'],
    [
      'mistakes and hints, in the order of the text',
      'name "A"\nlr = «3» in [0, 2]\nstate «m»\nupdate\n  p -= lr * «x1»',
      'default-out-of-range unused-state unknown-name',
    ],
    [
      'no hint in a line with a mistake',
      'name "A"\nlr = 1 in [0, 2]\nstate m = «g»\nupdate\n  p -= lr * g',
      'initial-value',
    ],
    [
      'no hint where a letter may be what nothing reads',
      'name "A"\nlr = 1 in [0, 2]\nbeta = 1 in [0, 2]\nupdate\n  p -= lr * «β» * g',
      'unknown-character',
    ],
    ['no hint before there is an update', 'name "A"\nlr = 1 in [0, 2]«»', 'missing-update'],
  ])('are %s', (_, source, codes) => {
    const { text, pieces } = marked(source);
    const found = marksOf(text);
    expect(found.map(({ code }) => code).join(' ')).toBe(codes);
    expect(found.map(({ at }) => [at.start, at.end])).toEqual(pieces.map(({ start, end }) => [start, end]));
    for (const { code, kind, isUnused } of found) {
      expect(kind).toBe(/^(unused|missing-lr)/.test(code) ? 'hint' : 'error');
      expect(isUnused).toBe(code.startsWith('unused'));
    }
  });

  test('are not in any shipped optimizer', () => {
    for (const { rule } of optimizers) expect(marksOf(rule.lines.join('\n'))).toEqual([]);
  });
});

const text = `# About it,
# in two lines.
name "A"
lr = 0.1 in (0, inf]
option form = a in {a, b}  # which
option fast = true
state m, v = lr
scalar q
update
  x = m
  if form == a
    # alone
    m = x

    v = 1
  elif fast
    q = 1
  else
    q = 2
  p -= lr * v * t
# end
`;

describe('the outline', () => {
  const written = ({ kind, name, detail, children }: OutlineItem): string =>
    `${kind} ${name}${detail && ` ${detail}`}${children.length > 0 ? ` (${children.map(written).join(', ')})` : ''}`;

  test('has what is declared, and the update with its locals', () => {
    expect(outlineOf(text).map(written)).toEqual([
      'name A',
      'hyperparameter lr 0.1 in (0, inf]',
      'option form a in {a, b}',
      'option fast true',
      'state m',
      'state v',
      'scalar q',
      'update update (local x)',
    ]);
  });

  test('has what lines that can’t be read were meant to declare', () => {
    expect(outlineOf('name "A\nlr = \nstate m v\n+').map(written)).toEqual([
      'hyperparameter lr',
      'state m',
      'state v',
    ]);
  });

  test('has nothing of lines that may have meant anything', () => {
    expect(outlineOf('name "A"\nstat m, v\n').map(written)).toEqual(['name A']);
  });

  test('has each name within its whole', () => {
    const all = (items: readonly OutlineItem[]): readonly OutlineItem[] =>
      items.flatMap((item) => [item, ...all(item.children)]);
    for (const { name, kind, at, nameAt } of all(outlineOf(text))) {
      expect(at.start).toBeLessThanOrEqual(nameAt.start);
      expect(at.end).toBeGreaterThanOrEqual(nameAt.end);
      expect(text.slice(nameAt.start, nameAt.end)).toBe(kind === 'name' ? '"A"' : name);
    }
    expect(outlineOf(text).at(-1)?.at.end).toBe(text.indexOf('\n# end'));
  });
});

test('an update, the lines below each if, and comments of several lines can be folded', () => {
  const folds = foldsOf(text).map(({ first, last, kind }) => [first, last, kind]);
  expect(folds).toEqual([
    [0, 1, 'comment'],
    [8, 19, 'block'],
    [10, 14, 'block'],
    [15, 16, 'block'],
    [17, 18, 'block'],
  ]);
});

test('semantic tokens say what each word stands for', () => {
  const found = semanticTokensOf(text).map(
    ({ start, end, type, modifiers }) => `${text.slice(start, end)}:${[type, ...modifiers].join('.')}`,
  );
  expect(found.join(' ')).toBe(
    [
      '# About it,:comment # in two lines.:comment name:keyword "A":string',
      'lr:hyperparameter.declaration.readonly 0.1:number in:keyword 0:number inf:keyword',
      'option:keyword form:option.declaration.readonly a:choice in:keyword a:choice.declaration',
      'b:choice.declaration # which:comment option:keyword fast:option.declaration.readonly true:keyword',
      'state:keyword m:state.declaration v:state.declaration lr:hyperparameter.readonly',
      'scalar:keyword q:state.declaration.scalar update:keyword x:local.declaration m:state',
      'if:keyword form:option.readonly a:choice # alone:comment m:state.modification x:local',
      'v:state.modification 1:number elif:keyword fast:option.readonly q:state.modification.scalar 1:number',
      'else:keyword q:state.modification.scalar 2:number p:parameters.modification lr:hyperparameter.readonly',
      'v:state t:step.readonly # end:comment',
    ].join(' '),
  );
});

test('words without a meaning have no semantic token', () => {
  const wrong = 'name "A"\nupdate\n  p = y & sqrt(g)';
  const words = semanticTokensOf(wrong).map(({ start, end }) => wrong.slice(start, end));
  expect(words).toEqual(['name', '"A"', 'update', 'p', 'sqrt', 'g']);
});
