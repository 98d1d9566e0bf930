/**
 * Multiplications of a step up to which one workgroup takes it sooner than dispatches for each layer do: these take some
 * 40 µs, a workgroup some 10 ns for a thousand.
 */
const mostTogether = 4_000_000;

/**
 * The same where the device is a processor, which gives a workgroup one core and takes half a millisecond for so many. An
 * update takes it as long as 20 multiplications a parameter.
 */
const mostOnProcessor = 1_000_000;
const multiplicationsOfUpdate = 20;

/**
 * Whether a network takes its steps together with other runs, a workgroup each.
 * @param batchSize Rows of the largest mini-batch.
 * @param isSoftware Whether the device computes on the processor. Default: it does not.
 */
export function takesStepsTogether(parameters: number, batchSize: number, isSoftware = false): boolean {
  if (isSoftware) return parameters * (3 * batchSize + multiplicationsOfUpdate) <= mostOnProcessor;
  return 3 * parameters * batchSize <= mostTogether;
}
