/** Rows for what the person types among values. */
import { mostOfEach } from '../../../core/experiment/limits.ts';
import type { Choice } from './ask.ts';
import { parseTyped } from './typedNumbers.ts';

/** An item for each typed value, or the explanation of what is wrong with the text. */
export function typedItems<T extends number | 'full'>(
  text: string,
  read: (part: string) => T | null,
  expected: (part: string) => string,
  describe: (value: T) => string = () => '',
): Choice<T>[] {
  const { values, fault } = parseTyped(text, read, expected);
  if (fault !== '') return [{ icon: 'error', label: fault, alwaysShow: true, value: null }];
  return values.map((value) => ({
    label: String(value),
    description: describe(value),
    alwaysShow: true,
    value,
  }));
}

/** What is wrong with so many values; null where nothing is. */
export function tooMany(values: readonly unknown[], name: string): string | null {
  return values.length > mostOfEach ? `${values.length} ${name} — expected at most ${mostOfEach}` : null;
}

/** Upward, none twice. */
export function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
