/** The words below a cell. */
export const words = {
  run: 'Run',
  loss: 'Loss',
  heldOut: 'Held out',
  reached: (target: number) => `Below ${target} at step`,
  status: 'State',
  never: '–',
  notFinite: 'not finite',
  hints: 'Hints',
  solution: 'Solution',
  differences: 'Lines that do something else:',
  hint: 'Arrow keys read the chart step by step; drag over a part to look closer, double-click to see all.',
} as const;
