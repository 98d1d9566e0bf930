import { expect, test } from 'vitest';
import { type Memory, queuedIds, setQueued } from '../../../../node/sweep/queuedMemory.ts';

function memoryOf(kept: unknown): Memory {
  return {
    get: () => kept,
    set: (next) => {
      kept = next;
    },
  };
}

test('races are remembered once each until they are on a queue no more', () => {
  const memory = memoryOf(undefined);
  for (const id of ['a', 'b', 'a']) setQueued(memory, id, true);
  expect(queuedIds(memory)).toEqual(['b', 'a']);
  setQueued(memory, 'b', false);
  expect(queuedIds(memory)).toEqual(['a']);
});

test('what else is found there is nothing', () => {
  for (const kept of [null, 'a', {}]) expect(queuedIds(memoryOf(kept))).toEqual([]);
  expect(queuedIds(memoryOf(['a', 1, null]))).toEqual(['a']);
});
