/** Small pieces of WGSL text. */

/** An index: `at + 5u`, or `at` alone. */
export function sum(...terms: readonly (string | number)[]): string {
  const constant = terms.reduce<number>(
    (total, term) => (typeof term === 'number' ? total + term : total),
    0,
  );
  const others = terms.filter((term) => typeof term === 'string');
  if (constant === 0 && others.length > 0) return others.join(' + ');
  return [...others, `${constant}u`].join(' + ');
}

/** `i * 5u`, or `i`. */
export function times(index: string, factor: number): string {
  return factor === 1 ? index : `${index} * ${factor}u`;
}

export function indent(lines: readonly string[], by = '  '): readonly string[] {
  return lines.map((line) => (line === '' ? line : `${by}${line}`));
}
