/** From JSON as people write it to what a schema makes of it, or to what is wrong and where. */
import * as z from 'zod';
import { expectation } from '../../expectation.ts';
import { type Fault, faultAt, valueAt } from '../../fault.ts';
import { checkBounds } from '../checkBounds.ts';
import { rangeOf } from './rangeOf.ts';
import { readText } from './readText.ts';
import type { TextFault } from './textFault.ts';

export interface ParsedJson<Value> {
  /** Null where something is wrong. */
  readonly value: Value | null;
  /** In the order of the text. */
  readonly faults: readonly TextFault[];
}

/**
 * @param check What is wrong with a value of the right shape.
 * @param noun What the whole is called in messages.
 */
export function parseJson<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  check: (value: z.infer<Schema>) => readonly Fault[],
  noun: string,
): ParsedJson<z.infer<Schema>> {
  const read = readText(text);
  if (read.faults.length > 0) return { value: null, faults: read.faults };
  const beyond = checkBounds(read.value);
  const parsed = beyond ? null : schema.safeParse(read.value, { error: expectation });
  const faults = beyond
    ? [beyond]
    : parsed?.success
      ? check(parsed.data)
      : (parsed?.error.issues ?? []).map((issue) => faultOf(issue, read.value, [], schema));
  const placed = faults.map((fault) => ({
    ...fault,
    message: fault.path.length > 0 ? fault.message : fault.message.replace(/^experiment /, `${noun} `),
    ...rangeOf(text, read.root, fault.path, false),
  }));
  const value = parsed?.success && faults.length === 0 ? parsed.data : null;
  return { value, faults: placed.toSorted((a, b) => a.offset - b.offset) };
}

function faultOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  parent: readonly PropertyKey[],
  schema: z.ZodType,
): Fault {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return faultAt([...path, key], valueAt(value, [...path, key]), issue.message);
  }
  if (issue.code !== 'invalid_union') return faultAt(path, valueAt(value, path), issue.message);
  const kinds = kindsOf(schema);
  if (path.length === 1 && path[0] === 'kind' && kinds.length > 0)
    return faultAt(path, valueAt(value, path), kinds.map((kind) => JSON.stringify(kind)).join(' or '));
  const [nearest] = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
  const [first] = nearest ?? [];
  return first ? faultOf(first, value, path, schema) : faultAt(path, valueAt(value, path), 'another value');
}

/** How far into the value an alternative came. */
function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

/** Of a schema that has kinds, their names. */
function kindsOf(schema: z.ZodType): readonly string[] {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return [];
  return schema.options.flatMap((option) => {
    const kind = option instanceof z.ZodObject ? option.shape['kind'] : undefined;
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
}
