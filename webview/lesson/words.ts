/** The words below an exercise. */
export const words = {
  hints: 'Hints',
  solution: 'Solution',
  differences: 'Lines that do something else:',
} as const;
