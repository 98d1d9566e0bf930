/** What a rule of a lesson is tried on. */
import { readText } from '../experiment/text/readText.ts';
import { valueAt } from '../fault.ts';
import { findTutorialRace } from '../tutorial/races.ts';
import type { LessonCell } from './lesson.ts';

/** Fields that may have several values, of which one is enough to see what a rule does. */
const tried = ['lr', 'batch_size', 'seed'] as const;

/**
 * The rule beside Adam, in a race on what the last experiment above its cell is on, with the first of its values; where there is
 * none, on the tutorial's valley.
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
  // Where each optimizer has its own rates, those of the first.
  const lr = valueAt(rest, ['lr']) ?? valueAt(rest, ['optimizers', 0, 'lr']);
  const given: Readonly<Record<string, unknown>> = { ...rest, ...(lr !== undefined && { lr }) };
  const first = tried.flatMap((field) => (field in given ? [[field, firstOf(given[field])] as const] : []));
  return {
    ...{ ...given, ...Object.fromEntries(first) },
    optimizers: [{ optimizer: path }, { optimizer: 'adam' }],
  };
}

/** Of a list, or of a range: `{ "from": 0.001, "to": 1, "count": 4 }`. */
function firstOf(values: unknown): unknown {
  if (Array.isArray(values)) return values.slice(0, 1);
  return isObject(values) && 'from' in values ? [values['from']] : values;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
