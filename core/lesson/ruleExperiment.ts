/** What a rule of a lesson is tried on. */
import { readText } from '../experiment/text/readText.ts';
import { findTutorialRace } from '../tutorial/races.ts';
import type { LessonCell } from './lesson.ts';

/**
 * The rule beside Adam, in a race on what the last experiment above its cell is on; where there is none, on the tutorial's valley.
 * @param path As which the experiment names the rule.
 * @returns An experiment as a file has it, not checked yet.
 */
export function ruleExperiment(path: string, cells: readonly LessonCell[], index: number): unknown {
  const above = cells.slice(0, index).findLast((cell) => cell.kind === 'experiment');
  const asked = above && readText(above.text).value;
  const {
    title: _,
    map: __,
    compare: ___,
    ...rest
  } = isObject(asked) ? asked : { ...findTutorialRace('valley')?.experiment };
  return { ...rest, optimizers: [{ optimizer: path }, { optimizer: 'adam' }] };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
