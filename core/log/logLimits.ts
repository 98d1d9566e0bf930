/** How much is read of a training log: what is beyond is left out, and said. */

/** Numbers of all columns together, 8 to 24 bytes each. */
export const mostValues = 2 ** 25;

/** Names of one run: columns of a table, tags of TensorBoard. */
export const mostColumns = 2000;

export const mostRuns = 1000;

/** Columns of a table, which may be of many runs. */
export const mostHeaderCells = 2 ** 14;

/** Characters of the name of a run or a column. */
export const longestName = 200;

/** Bytes of a line in a table. */
export const longestRow = 2 ** 22;

/** Bytes of a line of JSON, and of a whole JSON document. */
export const longestJson = 2 ** 25;

/** Bytes of an event in a TensorBoard file; those of scalars have a hundred. */
export const longestEvent = 2 ** 24;

/** Objects inside each other whose numbers are taken. */
export const deepestObject = 8;

/** Evaluations of a run that are handed on. */
export const mostEvaluations = 10_000;
