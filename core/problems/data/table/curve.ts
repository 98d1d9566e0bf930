/** Whether a number may be the first of a column: whether those below go on from there. */

/** The first step may be so much larger than the largest of the others. */
const mostSteps = 3;
/** Of numbers in no order the ratio is 2. */
const mostOfCurve = 0.5;

/**
 * Numbers go on where they rise or fall all the way, or each is near the one before it: by the ratio of their mean square
 * successive difference to their variance (von Neumann, 1941).
 * @param numbers Those below the first, in their order.
 */
export function goesOn(first: number, numbers: Iterable<number>): boolean {
  let [count, sum, squares, differences, largest, step] = [0, 0, 0, 0, 0, 0];
  let [isRising, isFalling] = [true, true];
  let [second, last] = [0, 0];
  for (const number of numbers) {
    if (count === 0) {
      step = number - first;
      second = number;
    } else {
      const next = number - last;
      differences += next * next;
      largest = Math.max(largest, Math.abs(next));
      isRising &&= next > 0;
      isFalling &&= next < 0;
    }
    // From the second on, so that a large mean takes no digits.
    sum += number - second;
    squares += (number - second) ** 2;
    last = number;
    count++;
  }
  if (count < 2 || Math.abs(step) > mostSteps * largest) return false;
  if (isRising || isFalling) return isRising ? step > 0 : step < 0;
  const variance = (squares - (sum * sum) / count) / count;
  return differences / (count - 1) < mostOfCurve * variance;
}
