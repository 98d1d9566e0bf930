import { clipped } from '../format.ts';
import { longestName } from './logLimits.ts';

/** Controls, marks of format and direction, halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** The name of a run or a column as plain text on one line, with nothing in it that can't be seen; it may be empty. */
export function logName(text: string): string {
  // What is cut off first need not be searched.
  const start = text.slice(0, 4 * longestName);
  return clipped(start.replace(/\s+/gu, ' ').replace(unseen, '').trim(), longestName);
}
