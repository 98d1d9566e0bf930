/** The words below exercises and comparisons. */
export const words = {
  hints: 'Hints',
  solution: 'Solution',
  differences: 'Lines that do something else:',
  openComparison: 'Open the Comparison',
  stopped: (how: string) => `${how} Run the cell again, and it goes on.`,
} as const;
