/** Arguments of schedules: described once, for checks, forms, JSON schemas and documentation. */
import { didYouMean } from '../rule/syntax/errors.ts';
import { ScheduleError } from './scheduleError.ts';

/** Where a value stands in the arguments. */
export type Path = readonly PropertyKey[];
/** Arguments by name, not yet checked. */
export type Given = Readonly<Record<string, unknown>>;

/** Bounds of a number; `above` and `below` exclude the bound itself. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/** One argument of a schedule. */
export interface Argument<Value = unknown> {
  readonly kind:
    | 'number'
    | 'whole number'
    | 'boolean'
    | 'choice'
    | 'function'
    | 'list'
    | 'schedule'
    | 'group';
  readonly description: string;
  /** What a value has to be, as messages say it: `a whole number >= 1`. */
  readonly expected: string;
  /** Whether it may be left out: if so, `default` takes its place, where there is one. */
  readonly optional: boolean;
  readonly default?: Value;
  /** Of a number. */
  readonly bounds?: Bounds;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** What each element of a list has to be. */
  readonly element?: Argument;
  /** The arguments that a group consists of. */
  readonly group?: Readonly<Record<string, Argument>>;
  /** The value, or the default for `undefined`. Throws a ScheduleError that names `path` for anything else. */
  readonly read: (value: unknown, path: Path) => Value;
}

/** The arguments that are read as `Values`. */
export type Arguments<Values> = { readonly [Name in keyof Values]: Argument<Values[Name]> };

/** The same argument, but `undefined` where it is left out or null (Python's None). */
export function optional<Value>(required: Argument<Value>): Argument<Value | undefined> {
  return {
    ...required,
    optional: true,
    read: (value, path) => (value === undefined || value === null ? undefined : required.read(value, path)),
  };
}

export function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws a ScheduleError for the first name that isn't known. */
export function refuseUnknown(known: readonly string[], given: Given, path: Path): void {
  for (const [name, value] of Object.entries(given)) {
    if (known.includes(name)) continue;
    const expected = `one of ${known.join(', ')}${didYouMean(name, known)}`;
    throw new ScheduleError([...path, name], value, expected);
  }
}

/** The values of all arguments, defaults filled in. Throws a ScheduleError for the first that is wrong or missing. */
export function readArguments<Values>(known: Arguments<Values>, given: Given, path: Path): Values {
  const values: Partial<Values> = {};
  for (const name in known) values[name] = known[name].read(given[name], [...path, name]);
  // The loop has filled in every name.
  return values as Values;
}
