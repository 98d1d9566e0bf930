import { pathName, valueName } from '../fault.ts';

/** A value that a schedule can't work with: `step_size = 0 — expected a whole number of at least 1`. */
export class ScheduleError extends RangeError {
  override readonly name = 'ScheduleError';
  /** Where the value stands in the arguments: `['schedulers', 1, 1, 'T_max']`. */
  readonly path: readonly PropertyKey[];

  constructor(path: readonly PropertyKey[], value: unknown, expected: string) {
    super(`${pathName(path)} = ${valueName(value)} — expected ${expected}`);
    this.path = path;
  }
}
