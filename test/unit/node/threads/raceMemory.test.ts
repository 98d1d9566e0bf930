import { beforeEach, expect, test } from 'vitest';
import { memoryOf, memoryOfRuns } from '../../../../core/engine/checkMemory.ts';
import { RaceMemory } from '../../../../threads/race/raceMemory.ts';
import { onDigits } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';

const threads = 2;
const raceWith = (id: string, hidden: readonly number[], seeds = 4) =>
  raceOf(
    onDigits({ problem: { data: 'digits', hidden }, seed: Array.from({ length: seeds }, (_, i) => i) }),
    {
      id,
    },
  );
const large = raceWith('large', [1024, 1024]);
const small = raceWith('small', [8]);
const bytesOf = (race: typeof large, runs: number) => memoryOfRuns(memoryOf(race.experiment), runs, threads);

let free: number;
let memory: RaceMemory;
beforeEach(() => {
  free = 2e9;
  memory = new RaceMemory(() => free, threads);
});

test('all that is free is a race’s where none goes on', () => {
  expect([memory.free, memory.freeAlone]).toEqual([2e9, 2e9]);
  expect(memory.roomFor(large)).toBe(4);
  free = bytesOf(large, 2);
  expect(memory.roomFor(large)).toBe(2);
  free = bytesOf(large, 1) - 1;
  expect(memory.roomFor(large)).toBe(0);
});

test('what a race will take is not free for the next, though it has not taken it yet', () => {
  free = bytesOf(large, 4) + bytesOf(large, 1);
  memory.reserve(large, 4);
  expect(memory.free).toBe(bytesOf(large, 1));
  expect(memory.roomFor(raceWith('other', [1024, 1024]))).toBe(1);
  expect(memory.freeAlone).toBe(free);
});

test('what it has taken is not counted twice', () => {
  const before = free;
  memory.reserve(large, 4);
  free = before - bytesOf(large, 4);
  expect(memory.free).toBe(free);
  // And others may have taken more.
  free -= 5e8;
  expect(memory.free).toBe(free);
  expect(memory.freeAlone).toBe(before);
});

test('several are reckoned together, and each until it is released', () => {
  memory.reserve(large, 4);
  memory.reserve(small, 2);
  expect(memory.free).toBe(2e9 - bytesOf(large, 4) - bytesOf(small, 2));
  memory.reserve(small, 4);
  expect(memory.free).toBe(2e9 - bytesOf(large, 4) - bytesOf(small, 4));
  memory.release(large);
  expect(memory.free).toBe(2e9 - bytesOf(small, 4));
  memory.release(small);
  free = 3e9;
  expect([memory.free, memory.freeAlone]).toEqual([3e9, 3e9]);
});

test('there is never less than nothing', () => {
  free = 1000;
  memory.reserve(large, 4);
  expect([memory.free, memory.roomFor(small)]).toEqual([0, 0]);
});
