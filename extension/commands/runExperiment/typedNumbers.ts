/** Values that the person types into a pick: `0.02, 0.05`, `16, full`. */
import { clipped } from '../../../core/format.ts';

export interface Typed<T> {
  readonly values: readonly T[];
  /** What is wrong with the first part that is no such value; empty where all are fine. */
  readonly fault: string;
}

const longestPart = 40;

/**
 * @param read The value of a part; null where it is none.
 * @param expected Completes "… — expected …".
 */
export function parseTyped<T>(text: string, read: (part: string) => T | null, expected: string): Typed<T> {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values: T[] = [];
  for (const part of parts) {
    const value = read(part);
    if (value === null) return { values: [], fault: `${clipped(part, longestPart)} — expected ${expected}` };
    if (!values.includes(value)) values.push(value);
  }
  return { values, fault: '' };
}

export function readRate(part: string): number | null {
  const rate = Number(part);
  return Number.isFinite(rate) && rate > 0 ? rate : null;
}

/** @param rows Of the data. */
export function readBatchSize(part: string, rows: number): number | 'full' | null {
  if (part === 'full') return part;
  const size = Number(part);
  return Number.isInteger(size) && size >= 1 && size <= rows ? size : null;
}
