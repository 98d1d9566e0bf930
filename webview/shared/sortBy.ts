type Key = number | string | null;

/** Digits within texts count as numbers: run 9 comes before run 10. */
const collator = new Intl.Collator('en', { numeric: true });

/** Sorted copy; what has no number comes last in either direction. Equal keys keep their order. */
export function sortBy<T>(items: readonly T[], keyOf: (item: T) => Key, descending: boolean): T[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort(({ key: a }, { key: b }) => {
      if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
      const order = compare(a, b);
      return descending ? -order : order;
    })
    .map(({ item }) => item);
}

function isMissing(key: Key): boolean {
  return key === null || Number.isNaN(key);
}

function compare(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return Math.sign(a - b) || 0;
  return collator.compare(String(a), String(b));
}
