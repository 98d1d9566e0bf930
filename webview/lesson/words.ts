/** The words below exercises and comparisons. */
export const words = {
  hints: 'Hints',
  taken: 'Hints and solution',
  solution: 'Solution',
  differences: 'Lines that do something else:',
  steps: 'The first steps that are wrong',
  step: 'Step',
  yours: 'yours',
  expected: 'expected',
  of: (name: string, parameter: string) => `${name} of ${parameter}`,
  after: (parameter: string) => `${parameter} after the step`,
  openComparison: 'Open the Comparison',
  stopped: (how: string) => `${how} Run the cell again, and it goes on.`,
} as const;
