/** How much an experiment may ask for. */

/** Bytes of one WebAssembly memory, in which a network is trained. */
export const largestMemory = 2 ** 32;

/** Optimizers of an experiment. */
export const mostOptimizers = 64;

/** Values of each kind that an experiment tries: learning rates, batch sizes, seeds, values of a hyperparameter. */
export const mostOfEach = 64;

/** Of a run on a surface. */
export const largestSteps = 1_000_000;

/** Of a model. */
export const largestEpochs = 100_000;

/** Seeds are whole numbers of 32 bits. */
export const largestSeed = 4_294_967_295;

/** Share of the rows that can be held out of training. */
export const mostHeldOut = 0.9;

/** Learning rates above this are allowed, with a word: most rules diverge there. */
export const largestUsualRate = 10;

/** More runs than this fill the memory with what they are, before one has begun. */
export const largestRunCount = 10_000;

/** Those that are the same as others included, which are looked at to leave them out. */
export const mostCombinations = 10 * largestRunCount;

/** Networks that are trained side by side, each in a memory of its own; others wait until one of these has ended. */
const mostNetworksAtOnce = 64;

/** Runs whose curves are kept. */
export const mostCurves = 500;

/**
 * How many runs of a race go on at the same time; undefined where all do, side by side.
 * @param trainsNetworks Whether the problem has data.
 */
export function runsAtOnce(runs: number, trainsNetworks: boolean): number | undefined {
  const most = trainsNetworks ? mostNetworksAtOnce : mostCurves;
  return runs > most ? mostNetworksAtOnce : undefined;
}

/** Points of all curves together: up to 40 bytes each, in the extension and in the panel. */
export const mostPoints = 5_000_000;

/** Characters of an experiment's text; one with all that it may have stays far below. */
export const largestTextLength = 1_000_000;

/** Values in an experiment's text, which is read again at each key that is typed. */
export const mostValues = 50_000;

/** Brackets inside each other in an experiment's text; the deepest that mean something are 9, and more with chained schedules. */
export const deepestNesting = 32;

/** Steps over all runs that are computed again and again while somebody drags their start: so many take a moment. */
export const mostPreviewedSteps = 100_000;
