/** What parameters are called, and how a person finds them. */
import { describe, expect, test } from 'vitest';
import { parameterNames } from '../../../core/debug/parameterNames.ts';

/** 2-3-4: two layers. */
const network = parameterNames([6, 3, 12, 4], true);
const surface = parameterNames([2], false);

test('each has a name of its own', () => {
  const names = Array.from({ length: network.count }, (_, index) => network.nameOf(index));
  expect(network.count).toBe(25);
  expect(new Set(names).size).toBe(25);
  expect([names[0], names[5], names[6], names[9], names[20], names[24]]).toEqual([
    ...['W1[0, 0]', 'W1[1, 2]', 'b1[0]', 'W2[0, 0]', 'W2[2, 3]', 'b2[3]'],
  ]);
  expect([0, 1].map((index) => surface.nameOf(index))).toEqual(['w0', 'w1']);
  expect(() => network.nameOf(25)).toThrow('parameter = 25 — expected a whole number >= 0 and < 25');
});

describe('in a network', () => {
  test('a name finds its parameter, whatever stands between its parts', () => {
    for (let index = 0; index < network.count; index++) {
      const name = network.nameOf(index);
      for (const text of [name, name.toLowerCase(), name.replace(/[[\],]/g, ' '), ` ${name} `])
        expect(network.find(text, 9)).toEqual([index]);
    }
  });

  test.each([
    ['12', [12]],
    ['25', []],
    ['W1', [0, 1, 2, 3, 4, 5]],
    ['w1[1', [3, 4, 5]],
    ['b2', [21, 22, 23, 24]],
    ['layer 2', [9, 10, 11, 12, 13, 14, 15, 16, 17, 18]],
    ['layer 1', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['W1[2, 0]', []],
    ['W1[1, 3]', []],
    ['b1[3]', []],
    ['b1[1, 1]', []],
    ['W3', []],
    ['', []],
    ['W1[1, 2] and more', []],
  ])('%j finds %j', (text, expected) => {
    expect(network.find(text, 10)).toEqual(expected);
  });
});

test.each([
  ['w1', [1]],
  ['W0', [0]],
  ['1', [1]],
  ['w2', []],
  ['v0', []],
])('on a surface %j finds %j', (text, expected) => {
  expect(surface.find(text, 10)).toEqual(expected);
});
