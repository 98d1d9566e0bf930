/** Numbers as people write them that no float64 is near enough to. */

/** In words; the largest is a little above. */
export const largestNumber = '1.797e308';
const smallestNumber = '4.95e-324';

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** What is expected in place of a number that is too large, or so small that it would be 0; null where one can hold it, or it is none. */
export function expectedInPlaceOf(text: string): string | null {
  if (!decimal.test(text)) return null;
  const value = Number(text);
  if (value === Number.POSITIVE_INFINITY)
    return `a number of at most ${largestNumber}, the largest that there is`;
  if (value === Number.NEGATIVE_INFINITY)
    return `a number of at least -${largestNumber}, the lowest that there is`;
  const [digits = ''] = text.split(/e/i);
  if (value !== 0 || !/[1-9]/.test(digits)) return null;
  return text.startsWith('-')
    ? `a number of at most -${smallestNumber}, the highest below 0`
    : `a number of at least ${smallestNumber}, the smallest above 0`;
}
