/** The words of a race below its cell or claim. */
export const words = {
  run: 'Run',
  loss: 'Loss',
  heldOut: 'Held out',
  reached: (target: number) => `Below ${target} at step`,
  status: 'State',
  never: '–',
  notFinite: 'not finite',
  hint: 'Arrow keys read the chart step by step; drag over a part to look closer, double-click to see all.',
} as const;
