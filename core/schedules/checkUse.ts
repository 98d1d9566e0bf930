/** What can be told of a schedule before its first step, where it is known for how long it will be used. */
import { valueAt } from '../fault.ts';
import type { Context, Given, Path, Schedule } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** An argument that says when something happens. */
export interface Mark {
  /** Of the argument, among those of its schedule. */
  readonly path: Path;
  /** How many steps or epochs are done when it happens. */
  readonly at: number;
  /** What happens: completes "… never comes". */
  readonly what: string;
  /** What the rate does from then on, if that surprises: completes "from there on the rate …". */
  readonly after?: string;
}

/** Tells of marks that the person has set and that lie behind the end, and of those behind which rates surprise. */
export function noteMarks(
  { use, path }: Pick<Context, 'use' | 'path'>,
  marks: readonly Mark[],
  given: Given,
): void {
  if (!use || use.length === 'unknown' || use.length === 0) return;
  const { length, unit, note } = use;
  const unitName = `${unit}${length === 1 ? '' : 's'}`;
  for (const mark of marks) {
    const value = valueAt(given, mark.path);
    if (value === undefined || value === null) continue;
    const place = [...path, ...mark.path];
    if (mark.after === undefined) {
      if (mark.at >= length) note(place, value, `${mark.what} never comes: there are ${length} ${unitName}`);
    } else if (length > mark.at + 1)
      note(place, value, `there are ${length} ${unitName}, and from there on the rate ${mark.after}`);
  }
}

/** Rates that are looked at one by one from the start and before the end, and evenly between. */
const looks = 500;

/**
 * @throws {ScheduleError} for a rate that is no finite number of at least 0. Rates between those that are looked at lie
 * between them or, where a schedule goes up and down, are as high as others in the same stretch.
 */
export function checkRates(
  schedule: Schedule,
  { use, path }: Pick<Context, 'use' | 'path'>,
  given: Given,
): void {
  if (!use || use.length === 'unknown' || schedule.readsMetrics !== undefined) return;
  const { length, unit } = use;
  for (const t of sampled(length)) {
    const rate = schedule(t);
    if (Number.isFinite(rate) && rate >= 0) continue;
    const { gamma } = given;
    const place = gamma === undefined ? path : [...path, 'gamma'];
    const expected = `rates that are finite and at least 0: after ${t} ${unit}${t === 1 ? '' : 's'} the learning rate is ${rate}`;
    throw new ScheduleError(place, gamma ?? given, expected);
  }
}

function sampled(length: number): Iterable<number> {
  if (length <= 3 * looks) return Array.from({ length }, (_, t) => t);
  const ends = Array.from({ length: looks }, (_, t) => [t, length - 1 - t]).flat();
  const between = Array.from({ length: looks }, (_, i) => Math.round((i / looks) * (length - 1)));
  return [...ends, ...between].sort((a, b) => a - b);
}
