/** What threads that wait for one another see: see the class in kernels/threads/threadGroup.ts. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createArena } from '../../../core/engine/cpu/network/memory.ts';
import {
  abort,
  countThreads,
  isAborted,
  mostThreads,
  placeThreadGroup,
  releaseHelpers,
} from '../../../core/engine/cpu/network/threadGroupFields.ts';

/** Where the class has its fields. */
const [call, aborted, phase, joined] = [0, 1, 2, 5];

let memory: WebAssembly.Memory;
let group: number;
let fields: Int32Array;

beforeEach(() => {
  memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const placed = placeThreadGroup(createArena(128));
  group = placed.address;
  fields = new Int32Array(memory.buffer, group, placed.fields.length);
  fields.set(placed.fields);
});

/** Which fields change so that those are woken who wait for them. */
function woken(happens: () => void): number[] {
  const notify = vi.spyOn(Atomics, 'notify');
  happens();
  const places = notify.mock.calls.map(([array, index]) => (array.byteOffset - group) / 4 + index);
  notify.mockRestore();
  return places;
}

test('begins with the trainer alone, that nobody has joined', () => {
  expect([...fields]).toEqual([1, ...new Array(11).fill(0)]);
  expect(group % 8).toBe(0);
  expect(countThreads(memory, group)).toBe(1);
  expect(isAborted(memory, group)).toBe(false);
});

test('has room for all of its fields', () => {
  const arena = createArena(0);
  const { address, fields: placed } = placeThreadGroup(arena);
  expect(arena.end - address).toBeGreaterThanOrEqual(4 * placed.length);
});

test('counts those that have joined, besides the trainer', () => {
  fields[joined] = 3;
  expect(countThreads(memory, group)).toBe(4);
});

describe('released helpers', () => {
  test('are counted no more', () => {
    fields[joined] = 3;
    releaseHelpers(memory, group);
    expect(countThreads(memory, group)).toBe(1);
  });

  test('see it in the low byte of the call, which is 0 then, and in nothing else', () => {
    fields[call] = (7 << 8) | mostThreads;
    releaseHelpers(memory, group);
    expect([...fields]).toEqual([7 << 8, ...new Array(11).fill(0)]);
    expect(isAborted(memory, group)).toBe(false);
  });

  test('are woken', () => {
    expect(woken(() => releaseHelpers(memory, group))).toEqual([call]);
  });
});

describe('where a thread is lost', () => {
  test('all see it, and nobody helps any more', () => {
    fields[joined] = 2;
    abort(memory, group);
    expect(isAborted(memory, group)).toBe(true);
    expect(fields[aborted]).toBe(1);
    expect(fields[phase]).toBe(1);
    expect(countThreads(memory, group)).toBe(1);
  });

  test('who waits at a barrier or for the next call is woken', () => {
    expect(woken(() => abort(memory, group))).toEqual([phase, call]);
  });
});
