import type { Range } from '../syntax/rule.ts';

export function inRange(value: number, { min, max, minIncluded, maxIncluded }: Range): boolean {
  return (minIncluded ? value >= min : value > min) && (maxIncluded ? value <= max : value < max);
}

/** `0 <= beta1 < 1`, `lr >= 0`. */
export function formatRange(name: string, { min, max, minIncluded, maxIncluded }: Range): string {
  if (max === Number.POSITIVE_INFINITY) return `${name} ${minIncluded ? '>=' : '>'} ${min}`;
  return `${min} ${minIncluded ? '<=' : '<'} ${name} ${maxIncluded ? '<=' : '<'} ${max}`;
}

/** As a rule has it: `[0, 1)`, `(0, inf)`. */
export function rangeText({ min, max, minIncluded, maxIncluded }: Range): string {
  const bound = (value: number) => (value === Number.POSITIVE_INFINITY ? 'inf' : String(value));
  return `${minIncluded ? '[' : '('}${bound(min)}, ${bound(max)}${maxIncluded ? ']' : ')'}`;
}
