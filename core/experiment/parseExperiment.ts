/** From any value (a file's JSON, a command's picks) to an experiment that can run, or to clear faults. */
import type { z } from 'zod';
import { checkExperiment } from './checkExperiment.ts';
import { ExperimentError, type Fault, pathName, valueName } from './errors.ts';
import { type Experiment, experimentSchema } from './schema.ts';

/** @throws {ExperimentError} with one fault for each wrong field: name, value, expectation. */
export function parseExperiment(value: unknown): Experiment {
  const parsed = experimentSchema.safeParse(value);
  if (!parsed.success)
    throw new ExperimentError(parsed.error.issues.map((issue) => describeIssue(issue, value, [])));
  const faults = checkExperiment(parsed.data);
  if (faults.length > 0) throw new ExperimentError(faults);
  return parsed.data;
}

function describeIssue(issue: z.core.$ZodIssue, value: unknown, parent: readonly PropertyKey[]): Fault {
  const path = [...parent, ...issue.path];
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors);
    if (nearest) return describeIssue(nearest, value, path);
  }
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    return fault([...path, key], valueAt(value, [...path, key]), 'no such field');
  }
  return fault(path, valueAt(value, path), expectation(issue));
}

function fault(path: readonly PropertyKey[], value: unknown, expected: string): Fault {
  return { path, message: `${pathName(path)} = ${valueName(value)} — expected ${expected}` };
}

/** Of the alternatives of a union, the one that came furthest into the value. */
function nearestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): z.core.$ZodIssue | undefined {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(...issues.map((issue) => issue.path.length));
  const deepest = [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
  return deepest?.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : withArticle(issue.expected);
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `${unitOf(issue.origin)} ${issue.inclusive ? 'of at least' : 'above'} ${issue.minimum}`;
    case 'too_big':
      return `${unitOf(issue.origin)} of at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

function unitOf(origin: string): string {
  if (origin === 'array') return 'a list with a length';
  if (origin === 'string') return 'text with a length';
  return origin === 'int' ? 'a whole number' : 'a number';
}

function withArticle(type: string): string {
  if (type === 'array' || type === 'tuple') return 'a list';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
