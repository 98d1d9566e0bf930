/** How one line of the table describes a kind of schedules. */
import type { Context, Given, OutsideExperiments, Schedule, Unit } from './schedule.ts';

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
  /** What its `step()` is called after in the examples of PyTorch's documentation. */
  readonly counts: Unit;
  /** Whether PyTorch's class has a base_lr of its own; others take the optimizer's learning rate. */
  readonly hasBaseLr?: boolean;
  /** By name, as PyTorch names them, with its defaults; `warmup` is the last of each. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Arguments that an experiment has no use for: see `OutsideExperiments`. */
  readonly outsideExperiments?: OutsideExperiments;
  /** Checks the arguments and makes the schedule. Throws a ScheduleError. */
  readonly create: (given: Given, context: Context) => Schedule;
}
