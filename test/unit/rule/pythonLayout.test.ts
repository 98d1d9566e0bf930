/** Long lines are broken where Python allows it, and each bracket closes where it was opened. */
import { describe, expect, test } from 'vitest';
import { layOut, lineWidth } from '../../../core/rule/targets/python/layout.ts';
import { docstring } from '../../../core/rule/targets/python/text.ts';

const long = (name: string) => `${name}_${'x'.repeat(60)}`;

test('brackets at both ends that are not one pair stay apart', () => {
  const body = `(${long('a')} if t else ${long('b')})(${long('c')})[i]`;
  expect(layOut('y = ', body, 2)).toEqual([`y = ${body}`]);
});

test('a comparison is broken before its sign, and what is in brackets in them', () => {
  const body = `(${long('a')} if t != 1 else ${long('b')}) < self.${long('c')}[i]`;
  expect(layOut('y = ', body, 2)).toEqual([
    'y = (',
    '    (',
    `        ${long('a')}`,
    '        if t != 1',
    `        else ${long('b')}`,
    '    )',
    `    < self.${long('c')}[i]`,
    ')',
  ]);
});

test('a call is broken at its arguments', () => {
  const body = `np.where(${long('a')} < 1, ${long('c')}, 1.0)`;
  const lines = ['y = np.where(', `    ${long('a')} < 1,`, `    ${long('c')},`, '    1.0,', ')'];
  expect(layOut('y = ', body, 2)).toEqual(lines);
});

test('where little room is left, a line is as long as it is', () => {
  const body = `${long('a')} + ${long('b')}`;
  expect(layOut('y = ', body, 15)).toEqual([`y = ${body}`]);
  expect(layOut('y = ', body, 14)).toHaveLength(4);
});

describe('a docstring', () => {
  test('has one space between words, and those that it begins with', () => {
    expect(docstring([['a  word \t and  another ']], 1)).toEqual(['"""a word and another"""']);
    expect(docstring([['Args:', '    lr:  a  rate']], 1)).toEqual(['"""Args:', '    lr: a rate', '"""']);
  });

  test('is as wide as lines may be, of which the quotes take their part in the first alone', () => {
    const width = lineWidth - 4;
    const [first, second] = ['a'.repeat(width - 5), 'd'.repeat(width - 4)];
    expect(docstring([[`${first} b c ${second} e f`]], 1)).toEqual([
      `"""${first} b`,
      `c ${second} e`,
      'f',
      '"""',
    ]);
  });
});
