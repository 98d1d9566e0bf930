/** What the page of formulas says. */
export const words = {
  given: 'Hyperparameters',
  kept: 'State',
  once: 'Once a step',
  onceAbout: 'The same for all parameters:',
  shared: 'Parts of the lines below that are the same for all parameters:',
  update: 'Update of each parameter',
  empty: 'Its formulas are here as soon as it compiles.',
  stale: (fault: string) => `${fault} Below are the formulas of its last text that compiled.`,
  lineOf: (what: string, line: number) => `${what}, line ${line}`,
  toLine: (line: number) => `to line ${line}`,
  formula: (number: number) => `Formula ${number}`,
} as const;
