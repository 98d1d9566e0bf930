/** Numbers that the person types into a pick: `0.02, 0.05`. */

export interface TypedNumbers {
  readonly numbers: readonly number[];
  /** What is wrong with the first part that is no such number; empty where all are. */
  readonly fault: string;
}

/**
 * @param fits Whether a number is allowed.
 * @param expected Completes "… — expected …".
 */
export function parseNumbers(
  text: string,
  fits: (number: number) => boolean,
  expected: string,
): TypedNumbers {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const wrong = parts.find((part) => !fits(Number(part)));
  if (wrong !== undefined) return { numbers: [], fault: `${wrong} — expected ${expected}` };
  return { numbers: parts.map(Number), fault: '' };
}
