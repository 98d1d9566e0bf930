/** What the arguments of schedules have in common: how they are read, and those that several schedules have. */
import * as z from 'zod';
import { expectation } from '../expectation.ts';
import { valueAt } from '../fault.ts';
import { didYouMean } from '../rule/syntax/errors.ts';
import type { Context, Given, OutsideExperiments, Path } from './schedule.ts';
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

/** @throws {ScheduleError} for the first argument that an experiment gives and can't. */
export function refuseOutside(
  outside: OutsideExperiments = {},
  given: Given,
  { path, use }: Pick<Context, 'path' | 'use'>,
): void {
  if (!use?.experimentFields) return;
  for (const [name, why] of Object.entries(outside)) {
    const value = given[name];
    if (why !== null && value !== undefined && value !== null)
      throw new ScheduleError([...path, name], value, `none: ${why}`);
  }
}

/**
 * The values of all arguments, defaults filled in.
 * @param path Where the arguments stand.
 * @param offered Names of arguments to advise. Default: all.
 * @throws {ScheduleError} for the first that is unknown, wrong or missing.
 */
export function readArguments<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  given: Given,
  path: Path = [],
  offered: () => readonly string[] = () => Object.keys(schema.shape),
): z.output<z.ZodObject<Shape>> {
  const { data, error } = schema.safeParse(given, { error: expectation });
  if (!error) return data;
  // A misspelt name says why another one is missing.
  const isUnknown = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys';
  const [issue] = [...error.issues.filter(isUnknown), ...error.issues];
  if (!issue) throw error;
  if (issue.code !== 'unrecognized_keys')
    throw new ScheduleError([...path, ...issue.path], valueAt(given, issue.path), issue.message);
  const [key = ''] = issue.keys;
  const place = [...issue.path, key];
  const names = offered();
  // Of an object among the arguments the message says what is in it.
  const expected =
    issue.path.length > 0 ? issue.message : `one of ${names.join(', ')}${didYouMean(key, names)}`;
  throw new ScheduleError([...path, ...place], valueAt(given, place), expected);
}
