/**
 * Multiplications of a step up to which one workgroup takes it sooner than dispatches for each layer do: these take some
 * 40 µs, a workgroup some 10 ns for a thousand.
 */
const mostTogether = 4_000_000;

/**
 * Whether a network takes its steps together with other runs, a workgroup each.
 * @param batchSize Rows of the largest mini-batch.
 */
export function takesStepsTogether(parameters: number, batchSize: number): boolean {
  return 3 * parameters * batchSize <= mostTogether;
}
