/** What the arguments of schedules have in common: how they are read, and those that several schedules have. */
import * as z from 'zod';
import { expectation } from '../expectation.ts';
import { valueAt } from '../fault.ts';
import type { Given, Path } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** PyTorch takes it from the optimizer. */
export const baseLr = z.number().min(0).describe('Learning rate that the schedule multiplies.');

/** A share, which momentum is, too. */
export const share = z.number().min(0).max(1);

/** It can't be written in JSON. */
export const numberFunction = z.custom<(x: number) => number>((value) => typeof value === 'function', {
  error: 'a function from number to number',
});

/**
 * @param unused Defaults of arguments that nothing reads, given the others.
 * @throws {ScheduleError} for the first of them that was given another value, which would be dropped.
 */
export function refuseUnused(path: Path, values: Given, unused: Given, why: string): void {
  for (const [name, usual] of Object.entries(unused))
    if (values[name] !== usual) throw new ScheduleError([...path, name], values[name], `none: ${why}`);
}

/**
 * The values of all arguments, defaults filled in.
 * @param path Where the arguments stand.
 * @throws {ScheduleError} for the first that is unknown, wrong or missing.
 */
export function readArguments<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  given: Given,
  path: Path = [],
): z.output<z.ZodObject<Shape>> {
  const { data, error } = schema.safeParse(given, { error: expectation });
  if (!error) return data;
  // A misspelt name says why another one is missing.
  const isUnknown = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys';
  const [issue] = [...error.issues.filter(isUnknown), ...error.issues];
  if (!issue) throw error;
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  throw new ScheduleError([...path, ...place], valueAt(given, place), issue.message);
}
