import { describe, expect, test } from 'vitest';
import { beyondBounds } from '../../../../threads/library/libraryBounds.ts';

const race = (id: string, bytes = 10, pinned = false, pinnedRuns: readonly number[] = []) => ({
  ...{ id, bytes, pinned, pinnedRuns },
});
/** The newest first. */
const races = [race('d'), race('c'), race('b'), race('a')];
const none = () => false;

describe('where there are too many', () => {
  test('the oldest go, as many as it takes', () => {
    expect(beyondBounds(races, { races: 2, bytes: 1000 }, none)).toEqual(['a', 'b']);
    expect(beyondBounds(races, { races: 4, bytes: 1000 }, none)).toEqual([]);
  });

  test('or too large ones', () => {
    expect(beyondBounds(races, { races: 10, bytes: 20 }, none)).toEqual(['a', 'b']);
    expect(beyondBounds(races, { races: 10, bytes: 40 }, none)).toEqual([]);
    const large = [race('d', 100), race('c'), race('b'), race('a')];
    expect(beyondBounds(large, { races: 10, bytes: 109 }, none)).toEqual(['a', 'b', 'c']);
  });

  test('but neither those that stay, nor pinned ones, nor those with pinned runs', () => {
    const bounds = { races: 1, bytes: 1000 };
    expect(beyondBounds(races, bounds, (id) => id === 'a')).toEqual(['b', 'c', 'd']);
    const pinned = [race('d'), race('c', 10, true), race('b', 10, false, [2]), race('a')];
    expect(beyondBounds(pinned, bounds, none)).toEqual(['a', 'd']);
  });
});
