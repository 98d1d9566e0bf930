/** What the extension has sent, with its numbers: messages to pages have no NaN and no infinity, which are words in them. */
import type { ComparisonSheet } from '../../../core/fairComparison/comparisonSheet.ts';

/** Numbers, and lists of them, that may be infinite or none. No text of a sheet is under these names. */
const measured = new Set(['x', 'median', 'low', 'high', 'share', 'mean', 'p', 'morePairs']);

export function readSheet(sheet: ComparisonSheet): ComparisonSheet {
  return withNumbers(sheet) as ComparisonSheet;
}

function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      measured.has(key) ? numbersOf(inner) : withNumbers(inner),
    ]),
  );
}

function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  return typeof value === 'string' ? Number(value) : value;
}
