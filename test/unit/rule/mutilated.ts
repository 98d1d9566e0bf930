/** Shipped optimizers, and ways to mutilate texts. */
import fc from 'fast-check';
import { optimizers } from '../../../core/optimizers/index.ts';

export const shippedTexts: readonly string[] = optimizers.map(({ rule }) => rule.lines.join('\n'));

/** What is written between other characters. */
export const pieces: readonly string[] = [
  ...Array.from('pgtm 12.(){}[]+-*/<>=!,:"#%&\'_\t\n\r\u2028é🙂²×'),
  ...['if ', 'else', 'elif ', 'update', 'state ', 'scalar ', 'option ', 'name ', 'where(', 'norm(', 'in '],
  ...[
    'gradient at ',
    ' and ',
    ' or ',
    'not ',
    '\n  ',
    '\n    ',
    '\r\n',
    '**',
    '+=',
    '1e999',
    'x'.repeat(101),
  ],
  ...['state m', 'lr = 1 in [0, 2]', 'option form = a in {a, b}', ' == keras', 'global_norm(g)', '# x'],
];

export type Way = 'insert' | 'delete' | 'delete line' | 'double line' | 'indent' | 'cut';

export interface Mutilation {
  readonly place: number;
  readonly way: Way;
  readonly inserted: string;
}

/** Each as often as it is done. */
export const ways: readonly Way[] = [
  'insert',
  'insert',
  'delete',
  'delete',
  'delete line',
  'double line',
  'indent',
  'cut',
];

/** What is done to a text at a place; places behind its end count from its beginning again. */
export const mutilation: fc.Arbitrary<Mutilation> = fc.record({
  place: fc.nat(2500),
  way: fc.constantFrom(...ways),
  inserted: fc.constantFrom(...pieces),
});

export function mutilate(text: string, { place, way, inserted }: Mutilation): string {
  const at = place % (text.length + 1);
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at) + 1 || text.length;
  switch (way) {
    case 'insert':
      return text.slice(0, at) + inserted + text.slice(at);
    case 'delete':
      return text.slice(0, at) + text.slice(at + 1);
    case 'delete line':
      return text.slice(0, begin) + text.slice(end);
    case 'double line':
      return text.slice(0, end) + text.slice(begin, end) + text.slice(end);
    case 'indent':
      return `${text.slice(0, begin)} ${text.slice(begin)}`;
    case 'cut':
      return text.slice(0, at);
  }
}
