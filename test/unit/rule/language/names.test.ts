/** Definition, references and new names of what stands at `|`. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { analyze } from '../../../../core/rule/analyze.ts';
import { definitionAt, referencesAt } from '../../../../core/rule/language/references.ts';
import { renamableAt, renameAt } from '../../../../core/rule/language/rename.ts';
import { applyEdits } from '../../../../core/rule/language/source.ts';
import { marked } from '../marked.ts';
import { cursorIn } from './cursor.ts';

const rule = `name "A"  # m
lr = 0.1 in [0, inf)  # lr
option form = a in {a, bb}
state m, v = lr
update
  x = m + sqrt(v)
  if form == bb
    m = x
  elif form != a
    v += x * t
  p -= lr * m * g
`;

/** Puts the cursor in front of the nth piece of the rule that matches. */
function at(piece: string, count = 1): { readonly text: string; readonly offset: number } {
  let offset = -1;
  for (let i = 0; i < count; i++) offset = rule.indexOf(piece, offset + 1);
  return { text: rule, offset };
}

describe('the definition', () => {
  test.each([
    ['lr * m', 'lr = 0.1'],
    ['lr\nupdate', 'lr = 0.1'],
    ['m * g', 'm, v = lr'],
    ['v)', 'v = lr'],
    ['x * t', 'x = m'],
    ['form !=', 'form = a'],
    ['bb\n', 'bb}'],
    ['a\n    v', 'a, bb'],
    ['a in', 'a, bb'],
    ['m, v', 'm, v'],
  ])('of %j is at %j', (piece, declared) => {
    const { text, offset } = at(piece);
    expect(definitionAt(text, offset)?.start).toBe(rule.indexOf(declared));
  });

  test.each(['p -=', 'g\n', 't\n', 'sqrt', 'if', '= m', '# m', '"A"', '0.1', '+ sqrt'])(
    'of %j is none',
    (piece) => {
      const { text, offset } = at(piece);
      expect(definitionAt(text, offset + (piece === '# m' ? 2 : 0))).toBeNull();
    },
  );
});

describe('the places', () => {
  test.each([
    ['a state', 'name "A"\nstate «m»\nupdate\n  «m» = 2 * «m»\n  p = «m»', 'm'],
    ['a local', 'name "A"\nupdate\n  «x» = 1\n  p = «x»', 'x'],
    ['the gradient', 'name "A"\nupdate\n  «g» *= 2\n  p -= «g»', 'g'],
    [
      'a choice',
      'name "A"\noption f = «a» in {«a», b}\nupdate\n  if f == «a»\n    p = 1\n  if f == b\n    p = g',
      'a',
    ],
    ['a name in a line that can’t be read', 'name "A"\nstate «m»\nupdate\n  p = («m» +\n  «m» = g', 'm'],
  ])('of %s are all of them', (_, source) => {
    const { text, pieces } = marked(source);
    for (const piece of pieces) {
      const found = referencesAt(text, piece.start).map(({ at: { start, end } }) => ({ start, end }));
      expect(found).toEqual(pieces);
    }
  });

  test('leave out the declaration where they are asked to', () => {
    const { text, offset } = at('m * g');
    const all = referencesAt(text, offset);
    const others = referencesAt(text, offset, { withDeclaration: false });
    expect(all.length - others.length).toBe(1);
    expect(others.every(({ reads, writes }) => reads || writes)).toBe(true);
  });

  test('are none where nothing is named', () => {
    expect(referencesAt(rule, rule.indexOf('sqrt'))).toEqual([]);
  });
});

describe('a new name', () => {
  test.each([
    ['a hyperparameter', 'lr * m', 'rate', 3],
    ['a state', 'm * g', 'average', 4],
    ['a local', 'x * t', 'step', 3],
    ['an option', 'form ==', 'shape', 3],
    ['a choice', 'a in', 'first', 3],
  ])('of %s is everywhere, and in no comment', (_, piece, name, count) => {
    const { text, offset } = at(piece);
    const found = renameAt(text, offset, name);
    if ('refusal' in found) throw new Error(found.refusal);
    const renamed = applyEdits(text, found.edits);
    expect(renamed.match(new RegExp(`\\b${name}\\b`, 'g'))).toHaveLength(count);
    expect(analyze(renamed).diagnostics).toEqual([]);
    expect(renamed).toContain('# lr');
  });

  test('that is the old one changes nothing', () => {
    const { text, offset } = at('m * g');
    expect(renameAt(text, offset, 'm')).toEqual({ edits: [] });
  });

  test.each([
    ['m * g', 'v', "'v' is already a state; choose another name."],
    ['m * g', 'x', "'x' is already a local name; choose another name."],
    ['m * g', 'p', "'p' is already the parameter; choose another name."],
    ['m * g', 'sqrt', "'sqrt' is a word of the rule language; choose another name."],
    [
      'm * g',
      '2m',
      "'2m' is no name: a name begins with a letter from a to z and goes on with letters, digits and _.",
    ],
    ['m * g', 'x'.repeat(101), 'The name has 101 characters; a name has at most 100.'],
    ['bb\n', 'a', "'a' is a choice of 'form' already; choose another word."],
    ['bb\n', 'if', "'if' is a word of the rule language; choose another name."],
    ['p -=', 'q', "'p' is the parameter in every rule and keeps its name."],
    ['g\n', 'q', "'g' is the gradient in every rule and keeps its name."],
    ['t\n', 'q', "'t' is the number of the step in every rule and keeps its name."],
    ['sqrt', 'q', "'sqrt' is a word of the rule language and keeps its name."],
    ['0.1', 'q', 'There is no name here that the rule declares or assigns.'],
  ])('at %j can’t be %s', (piece, name, refusal) => {
    const { text, offset } = at(piece);
    expect(renameAt(text, offset, name)).toEqual({ refusal });
  });

  test('can’t be a word that stands there without a meaning', () => {
    const { text, offset } = cursorIn('name "A"\nstate m|\nupdate\n  p = m + y');
    expect(renameAt(text, offset, 'y')).toEqual({
      refusal: "'y' stands in the rule already, without a meaning; choose another name.",
    });
  });

  test('is asked for only where there is one', () => {
    const { text, offset } = at('lr * m');
    expect(renamableAt(text, offset + 1)).toEqual({
      at: expect.objectContaining({ start: offset }),
      name: 'lr',
    });
    expect(renamableAt(text, rule.indexOf('sqrt'))).toHaveProperty('refusal');
  });

  test('of any name of a shipped optimizer leaves a rule with the same update', () => {
    for (const { rule: shipped } of optimizers) {
      const text = shipped.lines.join('\n');
      for (const { name, declaredAt } of analyze(text).symbols) {
        if (!declaredAt) continue;
        const found = renameAt(text, declaredAt.start, 'renamed_name');
        if ('refusal' in found) throw new Error(found.refusal);
        const there = applyEdits(text, found.edits);
        expect(analyze(there).diagnostics).toEqual([]);
        const back = renameAt(there, there.indexOf('renamed_name'), name);
        expect('edits' in back && applyEdits(there, back.edits)).toBe(text);
      }
    }
  });
});
