/** What a schedule is, and how one line of the table describes a kind of schedules. */

/**
 * The learning rate that the next optimizer step uses, given how many were done: `schedule(0)` is the first step's.
 * A pure function: any order of calls, also backwards, gives the same rates.
 *
 * Only ReduceLROnPlateau reads `metrics`: `metrics[t]` is what was reported after step t + 1. The array may grow
 * between calls; what it already holds must not change.
 */
export interface Schedule {
  (stepsDone: number, metrics?: readonly number[]): number;
  /** The momentum (beta1 of Adam) that the next step uses; there only where the schedule cycles it. */
  readonly momentum?: (stepsDone: number) => number;
}

/** Where a value stands in the arguments. */
export type Path = readonly PropertyKey[];

/** Arguments by name, not yet checked. */
export type Given = Readonly<Record<string, unknown>>;

/** Where a schedule stands: at the top, or inside another. */
export interface Context {
  /** Of its name, for messages. */
  readonly namePath: Path;
  /** Of its arguments, for messages. */
  readonly path: Path;
  /** Steps done when it begins, of which its own count knows nothing. */
  readonly startsAt: number;
  /** Makes a schedule inside this one. */
  readonly create: (name: string, given: Given, context: Context) => Schedule;
}

/** What the table says of an argument. */
export interface Argument {
  /** One sentence. */
  readonly description: string;
  /** Whether it may be left out: if so, `default` takes its place, where there is one. */
  readonly optional: boolean;
  readonly default?: unknown;
}

/** One line of the table. */
export interface ScheduleKind {
  /** PyTorch's name of the class, where it has one. */
  readonly name: string;
  /** Other names that are understood. */
  readonly aliases?: readonly string[];
  /** One sentence. */
  readonly description: string;
  /** By name, as PyTorch names them, with its defaults; `warmup` is the last of each. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Checks the arguments and makes the schedule. Throws a ScheduleError. */
  readonly create: (given: Given, context: Context) => Schedule;
}

/** The rates as a schedule, together with the momentum if there is one. */
export function withMomentum(rate: Schedule, momentum: Schedule['momentum'] | undefined): Schedule {
  return momentum ? Object.assign(rate, { momentum }) : rate;
}
