/** What the layout of a text becomes, and what stays. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../../core/rule/analyze.ts';
import { formatEdits } from '../../../../core/rule/language/format/format.ts';
import { applyEdits } from '../../../../core/rule/language/source.ts';
import { mutilate, mutilation, shippedTexts } from '../mutilated.ts';

const formatted = (text: string) => applyEdits(text, formatEdits(text));

const folder = new URL('../../../../core/optimizers/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.optimizer'));

test.each(files)('%s stays as it is, byte for byte', (file) => {
  expect(formatEdits(readFileSync(new URL(file, folder), 'utf8'))).toEqual([]);
});

describe('a text is laid out:', () => {
  test.each([
    [
      'declarations and comments in columns',
      [
        'name   "A"   #  x ',
        'lr=0.1 in[0,inf)# rate',
        'weight_decay  = -0.25   in ( -1 ,1 ]  ',
        '# between',
        'b=1 in [0, 2]   # b',
        'option form=aa in { aa , b } # which',
        'option  o = true    # what',
        'state  m , v=-lr',
        'scalar q= 2*lr # q',
        'update :',
        ' p=g',
      ],
      [
        'name "A"  #  x',
        'lr           = 0.1    in [0, inf)  # rate',
        'weight_decay = -0.25  in (-1, 1]',
        '# between',
        'b = 1  in [0, 2]  # b',
        'option form = aa in {aa, b}  # which',
        'option o    = true           # what',
        'state m, v = -lr',
        'scalar q = 2 * lr  # q',
        'update:',
        '  p = g',
      ],
    ],
    [
      'blocks by two spaces, with their comments',
      [
        'update',
        '      # first',
        '      x=1',
        '      if x>1',
        '        # in',
        '            y=2',
        '            # behind',
        '      # of else',
        '      else',
        '            y=3',
        '      p=y # a',
        '      g=1     # b',
        '',
        '',
        '',
        '# end',
      ],
      [
        'update',
        '  # first',
        '  x = 1',
        '  if x > 1',
        '    # in',
        '    y = 2',
        '    # behind',
        '  # of else',
        '  else',
        '    y = 3',
        '  p = y  # a',
        '  g = 1  # b',
        '',
        '# end',
      ],
    ],
    [
      'operators',
      [
        'update',
        ' g=gradient at-p',
        ' p = -x ** -2 * - y+(  -z ) / max( a,-b )-1',
        ' if not(a>=-1)and(b!=2)or -c<3 :',
        '   p=where(t==1,-g,g)**2',
      ],
      [
        'update',
        '  g = gradient at -p',
        '  p = -x**-2 * -y + (-z) / max(a, -b) - 1',
        '  if not (a >= -1) and (b != 2) or -c < 3:',
        '    p = where(t == 1, -g, g)**2',
      ],
    ],
  ])('%s', (_, lines, expected) => {
    expect(formatted(`\n\n${lines.join('\n')}\n\n`)).toBe(`${expected.join('\n')}\n`);
  });

  test('line breaks stay what they are, and one is at the end', () => {
    expect(formatted('name  "A"\r\nupdate\r\n p=g')).toBe('name "A"\r\nupdate\r\n  p = g\r\n');
    expect(formatEdits('name "A"\rupdate\r  p = g\r')).toEqual([]);
    expect(formatted('\r\nname  "A"\nupdate\n p=g\n')).toBe('name "A"\nupdate\n  p = g\n');
  });
});

test('lines that can’t be read stay, and so do the indentations of their update', () => {
  const text = 'name  "A"\nlr=1 in [0,2\nb=1 in [0,2]\nupdate\n    x  = (1\n    y=x\n';
  expect(formatted(text)).toBe('name "A"\nlr=1 in [0,2\nb = 1  in [0, 2]\nupdate\n    x  = (1\n    y = x\n');
});

test('what is too long stays', () => {
  expect(formatEdits('x  '.repeat(30_000))).toEqual([]);
});

test('of a text without anything nothing is left', () => {
  expect(formatEdits('')).toEqual([]);
  expect(formatEdits(' \n\n')).toEqual([]);
});

/** All that a text says: its tokens and comments, line by line, and what is wrong with it. */
function saidIn(text: string) {
  const { tokens, diagnostics } = analyze(text);
  const lines = tokens.map((line) => line.map((token) => token.text.trimEnd()).join(' '));
  return { lines: lines.filter((line) => line !== ''), codes: diagnostics.map(({ code }) => code) };
}

test('whatever the text is, laid out it says the same, and stays when it is laid out again', () => {
  let changed = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...shippedTexts),
      fc.array(mutilation, { maxLength: 4 }),
      (original, mutilations) => {
        const text = mutilations.reduce(mutilate, original);
        const once = formatted(text);
        expect(saidIn(once)).toEqual(saidIn(text));
        expect(formatEdits(once)).toEqual([]);
        if (once !== text) changed += 1;
      },
    ),
    { numRuns: 500 },
  );
  expect(changed).toBeGreaterThan(40);
});
