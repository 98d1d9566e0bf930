/** From the text of an exercise's cell to the exercise, or to what is wrong and where. */
import type * as z from 'zod';
import { expectation } from '../../expectation.ts';
import { checkBounds } from '../../experiment/checkBounds.ts';
import { rangeOf } from '../../experiment/text/rangeOf.ts';
import { readText, type TextFault } from '../../experiment/text/readText.ts';
import { type Fault, faultAt, valueAt } from '../../fault.ts';
import { type Exercise, exerciseSchema } from './exerciseSchema.ts';
import { faultsOf } from './faultsOf.ts';

export interface ParsedExercise {
  /** Null where something is wrong. */
  readonly exercise: Exercise | null;
  /** In the order of the text. */
  readonly faults: readonly TextFault[];
}

/** Reads any text: JSON with comments and trailing commas. What only running tells, `examineExercise` finds. */
export function parseExercise(text: string): ParsedExercise {
  const read = readText(text);
  if (read.faults.length > 0) return { exercise: null, faults: read.faults };
  const beyond = checkBounds(read.value);
  const parsed = beyond ? null : exerciseSchema.safeParse(read.value, { error: expectation });
  const faults = beyond
    ? [beyond]
    : parsed?.success
      ? faultsOf(parsed.data)
      : (parsed?.error.issues ?? []).map((issue) => faultOf(issue, read.value, []));
  const placed = faults.map((fault) => ({
    ...fault,
    message: inWords(fault.message),
    ...rangeOf(text, read.root, fault.path, false),
  }));
  const exercise = parsed?.success && faults.length === 0 ? parsed.data : null;
  return { exercise, faults: placed.toSorted((a, b) => a.offset - b.offset) };
}

/** What is said of the whole is about the exercise. */
function inWords(message: string): string {
  return message.replace(/^experiment (?==|has more)/, 'exercise ');
}

function faultOf(issue: z.core.$ZodIssue, value: unknown, parent: readonly PropertyKey[]): Fault {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return faultAt([...path, key], valueAt(value, [...path, key]), issue.message);
  }
  if (issue.code !== 'invalid_union') return faultAt(path, valueAt(value, path), issue.message);
  if (issue.path.at(-1) === 'kind') {
    const kinds = exerciseSchema.options.map(({ shape }) => JSON.stringify(shape.kind.value));
    return faultAt(path, valueAt(value, path), kinds.join(' or '));
  }
  const [nearest] = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  const [first] = nearest ?? [];
  return first ? faultOf(first, value, path) : faultAt(path, valueAt(value, path), 'another value');
}

/** How far into the value an alternative came. */
function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
