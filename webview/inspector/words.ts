/** What the page of the step inspector says. */
import type { FirstFault } from '../../core/debug/firstFault.ts';

export const words = {
  title: 'Step Inspector',
  loading: 'Opening the run',
  opening: (title: string) => `Computing the steps of ${title}`,
  steps: 'Steps',
  lineBack: 'Line back',
  lineForward: 'Line forward',
  stepBack: 'Previous step',
  stepForward: 'Next step',
  restart: 'First step',
  run: 'Run',
  coordinates: 'Coordinates',
  parameters: 'Parameters',
  search: 'Layer and index, such as layer 1 weight [3, 5]',
  largest: 'Largest updates of this step',
  found: 'Found',
  none: 'No parameter has this name. Names are layer 1 weight [3, 5] and layer 1 bias [5], counted from 0.',
  update: 'update',
  gradient: 'gradient',
  copyLatex: 'Copy as LaTeX',
  copyMarkdown: 'Copy as Markdown',
  precision: 'float64',
  step: (step: number, of: number) => `step ${step.toLocaleString('en')} of ${of.toLocaleString('en')}`,
  rule: 'The rule',
  lines: 'The lines with their numbers',
  line: (line: number) => `Line ${line}`,
  skipped: 'skipped',
  values: (step: number) => `Values in step ${step.toLocaleString('en')}`,
  valuesOfOne: (step: number) => `Step ${step.toLocaleString('en')}`,
  before: 'before',
  after: 'after',
  change: 'change',
  loss: 'Loss',
  lastStep: (step: number) => `step ${step.toLocaleString('en')}`,
  slider: (step: number, of: number, loss: string) =>
    `Step ${step.toLocaleString('en')} of ${of.toLocaleString('en')}, loss ${loss}`,
  lesson: (number: number, heading: string) => `Lesson ${number}: ${heading}`,
  fault: ({ step, line, what, why }: FirstFault) => {
    const at = `In step ${step.toLocaleString('en')}`;
    if (line === null) return `${at} the gradient stops being finite: ${what}.`;
    const since = why === null ? '' : ` In ${why}.`;
    return `${at}, line ${line} makes the first value that is not finite: ${what}.${since}`;
  },
  branch: (edits: readonly string[]) =>
    `A branch of the run, with what was set in the debugger: ${edits.join('; ')}.`,
  toFault: (step: number) => `Go to step ${step.toLocaleString('en')}`,
} as const;
