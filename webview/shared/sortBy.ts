/** Sorted copy; what has no number comes last in either direction. Equal keys keep their order. */
export function sortBy<T>(
  items: readonly T[],
  key: (item: T) => number | string | null,
  descending: boolean,
): T[] {
  const missing = (value: number | string | null) =>
    value === null || (typeof value === 'number' && Number.isNaN(value));
  return [...items].sort((first, second) => {
    const [a, b] = [key(first), key(second)];
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    const order = typeof a === 'number' && typeof b === 'number' ? Math.sign(a - b) || 0 : compareText(a, b);
    return descending ? -order : order;
  });
}

function compareText(a: unknown, b: unknown): number {
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
