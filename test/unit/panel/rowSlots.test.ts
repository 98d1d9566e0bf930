/** Which elements show which rows. */
import { expect, it } from 'vitest';
import { RowSlots } from '../../../webview/panel/table/rowSlots.ts';

/** Keys in the order of their slots, which is that of the elements until one is moved. */
function placer() {
  const slots = new RowSlots();
  return (keys: string, { follow = false, pinned = null as string | null } = {}) =>
    [...slots.place([...keys], follow, pinned)].map(([key, slot]) => `${key}${slot}`).join(' ');
}

it('leaves elements where they are while rows change places', () => {
  const place = placer();
  expect(place('abcd')).toBe('a0 b1 c2 d3');
  expect(place('cadb')).toBe('c0 a1 d2 b3');
  expect(place('bdac')).toBe('b0 d1 a2 c3');
});

it('moves them with their rows while somebody is among these', () => {
  const place = placer();
  place('abcd');
  expect(place('cadb', { follow: true })).toBe('c2 a0 d3 b1');
  expect(place('abcd')).toBe('a2 b0 c3 d1');
});

it('moves that of the row that had the focus, and no other', () => {
  const place = placer();
  place('abcd');
  expect(place('bcda', { pinned: 'a' })).toBe('b1 c2 d3 a0');
  expect(place('acbd', { pinned: 'c' })).toBe('a1 c2 b3 d0');
  expect(place('abcd', { pinned: 'gone' })).toBe('a1 b2 c3 d0');
});

it('keeps those of the rows that stay where others come and go', () => {
  const place = placer();
  place('abcd');
  expect(place('dxa')).toBe('d3 x4 a0');
  expect(place('abcd')).toBe('a0 b5 c6 d3');
});

it('makes those of hundreds of rows bit by bit, and keeps those that there are', () => {
  const slots = new RowSlots();
  const keys = Array.from({ length: 60 }, (_, i) => String(i));
  slots.place(keys.slice(50), false, null);
  const shown = () => [...slots.place(keys, false, null).keys()];
  expect(shown()).toEqual([...keys.slice(0, 32), ...keys.slice(50)]);
  expect(shown()).toEqual(keys);
  expect(shown()).toEqual(keys);
});
