import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBatchTable } from '../../../core/engine/cpu/network/batchTable.ts';

/** Mini-batches of these sizes, over and over; no two have the same rows. */
function batchesOf(sizes: readonly number[]) {
  let count = 0;
  let row = 1;
  return {
    next: () => {
      const size = sizes[count++ % sizes.length] ?? 0;
      return Int32Array.from({ length: size }, () => row++);
    },
  };
}

/** What kernels read: the rows of the mini-batch that is used next, and of those that follow. */
function read(buffer: ArrayBufferLike, batchSize: number, stepsPerRun: number, steps: number): number[][] {
  const rows = new Int32Array(buffer, 64, batchSize * (stepsPerRun + 1));
  const sizes = new Int32Array(buffer, 64 + rows.byteLength, stepsPerRun + 1);
  let begin = 0;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const size = sizes[step] ?? 0;
    begin += size;
    return [...rows.subarray(begin - size, begin)];
  });
}

test('the first mini-batch is the last of the run before, and those that follow are in order', () => {
  const anySizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  const anyRuns = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 });
  fc.assert(
    fc.property(anySizes, anyRuns, (sizes, runs) => {
      const [batchSize, stepsPerRun] = [Math.max(...sizes), 5];
      const bytes = 4 * (batchSize + 1) * (stepsPerRun + 1);
      const buffer = new ArrayBuffer(64 + bytes + 64);
      const places = {
        rowNumbers: 64,
        batchSizes: 64 + 4 * batchSize * (stepsPerRun + 1),
        batchSize,
        stepsPerRun,
      };
      const table = createBatchTable(batchesOf(sizes), places, buffer);
      const expected = batchesOf(sizes);
      let last = [...expected.next()];
      expect(read(buffer, batchSize, stepsPerRun, 0)).toEqual([last]);
      for (const steps of runs) {
        table.advance(steps);
        const following = Array.from({ length: steps }, () => [...expected.next()]);
        expect(read(buffer, batchSize, stepsPerRun, steps)).toEqual([last, ...following]);
        last = following.at(-1) ?? last;
      }
      // Nothing is written beside its places.
      expect(new Uint8Array(buffer, 0, 64).every((byte) => byte === 0)).toBe(true);
      expect(new Uint8Array(buffer, 64 + bytes).every((byte) => byte === 0)).toBe(true);
    }),
  );
});
