import type { SheetEntrant } from './comparisonSheet.ts';

/** The best first; those without a result last. */
export function ranked(entrants: readonly SheetEntrant[], isMoreBetter: boolean): SheetEntrant[] {
  const order = ({ result, verdict }: SheetEntrant) => {
    if (verdict === 'best') return Number.NEGATIVE_INFINITY;
    if (!result) return Number.POSITIVE_INFINITY;
    return isMoreBetter ? -result.median : result.median;
  };
  return [...entrants].sort((a, b) => order(a) - order(b) || 0);
}
