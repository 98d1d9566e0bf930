import { expect, test } from 'vitest';
import { rowStride } from '../../../core/engine/cpu/network/describeNetwork.ts';

test('rows have room for all their values, whole vectors, and places of their own in the cache', () => {
  for (let count = 1; count <= 700; count++) {
    const stride = rowStride(count);
    expect(stride, `${count} values`).toBeGreaterThanOrEqual(count);
    expect(stride - count).toBeLessThan(12);
    expect(stride % 4).toBe(0);
    expect(stride % 64).not.toBe(0);
  }
  expect(rowStride(32)).toBe(32);
});
