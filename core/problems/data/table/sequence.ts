/** Numbers that go on from column to column: as names they do, as values hardly ever. */

export interface Sequence {
  /** Years, months or days; 0 and 1; numbers that go up or down by the same step; any that go up or down. */
  readonly kind: 'dates' | 'pair' | 'steps' | 'order';
  readonly direction: 'up' | 'down';
}

/** @returns undefined where the numbers go neither up nor down. */
export function sequenceOf(numbers: readonly number[]): Sequence | undefined {
  const { length } = numbers;
  const [first = Number.NaN] = numbers;
  const step = stepOf(numbers);
  if (length < 3 && numbers.every(isDate) && first !== numbers[1]) return { kind: 'dates', direction: 'up' };
  if (isPair(numbers)) return { kind: 'pair', direction: 'up' };
  const direction = directionOf(numbers);
  if (direction === undefined || length < 3) return undefined;
  if (numbers.every(isDate)) return { kind: 'dates', direction };
  // As pandas counts, 0, 1, 2; a row of values may well begin with 1, 2, 3.
  const enough = Math.abs(step) !== 1 ? 4 : first === 0 ? 3 : 8;
  return { kind: step !== 0 && length >= enough ? 'steps' : 'order', direction };
}

/** Whether other numbers are such a sequence, too. */
export function alikeIn({ kind, direction }: Sequence, numbers: readonly number[]): boolean {
  if (kind === 'steps') return stepOf(numbers) !== 0;
  if (kind === 'pair') return isPair(numbers);
  if (kind === 'dates' && !numbers.every(isDate)) return false;
  return numbers.length < 3 || directionOf(numbers) === direction;
}

/** As pandas counts two columns. */
function isPair(numbers: readonly number[]): boolean {
  return numbers.length === 2 && numbers[0] === 0 && numbers[1] === 1;
}

/** Whether each is above the one before it, or below; undefined where neither is true of all. */
function directionOf(numbers: readonly number[]): 'up' | 'down' | undefined {
  const steps = numbers.slice(1).map((each, index) => each - (numbers[index] ?? Number.NaN));
  if (steps.every((step) => step > 0)) return 'up';
  return steps.every((step) => step < 0) ? 'down' : undefined;
}

/** The difference of neighbours where it is the same for all, to rounding; 0 where it isn't. */
function stepOf(numbers: readonly number[]): number {
  const [first = Number.NaN, second = Number.NaN] = numbers;
  const step = second - first;
  if (Number.isNaN(step)) return 0;
  const isEven = numbers.every(
    (each, index) => Math.abs(first + index * step - each) <= 1e-9 * Math.abs(each) + 1e-12,
  );
  return isEven ? step : 0;
}

/** A year, a month as `202001` or a day as `20200131`. */
function isDate(number: number): boolean {
  if (!Number.isInteger(number)) return false;
  if (number < 10_000) return isYear(number);
  if (number < 1_000_000) return isYear(Math.floor(number / 100)) && isMonth(number % 100);
  const month = Math.floor(number / 100);
  return isYear(Math.floor(month / 100)) && isMonth(month % 100) && number % 100 >= 1 && number % 100 <= 31;
}

function isYear(number: number): boolean {
  return number >= 1800 && number <= 2200;
}

function isMonth(number: number): boolean {
  return number >= 1 && number <= 12;
}
