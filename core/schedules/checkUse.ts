/** Looks at a schedule before its first step, where it is known for how long it will be used. */
import { pathName, valueAt } from '../fault.ts';
import { formatSetting } from '../format.ts';
import { count, type Remark, type Span, thereAre } from './remarks.ts';
import type { Context, Given, Path, Schedule, ScheduleUse } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** What is known of where a schedule stands and how it is used. */
type Use = Pick<Context, 'use' | 'path'>;

/** The arguments as they were given, and with their defaults. */
interface Arguments {
  readonly given: Given;
  readonly values: Given;
}

/** Undefined where it isn't known, and where no rate will be asked for. */
export function spanOf(use: ScheduleUse | undefined): Span | undefined {
  if (!use || use.length === 'unknown' || use.length === 0) return undefined;
  return { length: use.length, unit: use.unit, isFollowed: use.isFollowed === true };
}

/**
 * Tells one thing of each argument, the first.
 * @returns Whether there was anything to tell.
 */
export function noteRemarks(
  { use, path }: Use,
  { given, values }: Arguments,
  remarks: readonly Remark[],
): boolean {
  const isGiven = (value: unknown) => value !== undefined && value !== null;
  const told = new Set<string>();
  for (const remark of remarks) {
    const asked = valueAt(given, remark.path);
    const value = isGiven(asked) ? asked : valueAt(values, remark.path);
    const name = pathName(remark.path);
    if (!remark.when || !isGiven(value) || told.has(name)) continue;
    told.add(name);
    use?.note([...path, ...remark.path], value, remark.text, !isGiven(asked));
  }
  return told.size > 0;
}

/** Rates that are looked at one by one from the start and before the end, and evenly between. */
const looks = 500;

/** The rate after some numbers of steps, in ascending order. */
type Sample = readonly (readonly [t: number, rate: number])[];

/**
 * Rates between those that are looked at lie between them or, where a schedule goes up and down, are as high as others
 * in the same stretch.
 */
export function sampleRates(schedule: Schedule, { length }: Span): Sample {
  return sampled(length).map((t) => [t, schedule(t)]);
}

/** @throws {ScheduleError} for a rate that is no finite number of at least 0. */
export function checkRates(sample: Sample, { path }: Use, { given }: Arguments, { unit }: Span): void {
  const found = sample.find(([, rate]) => !(Number.isFinite(rate) && rate >= 0));
  if (!found) return;
  const [t, rate] = found;
  const { gamma } = given;
  const place = gamma === undefined ? path : [...path, 'gamma'];
  const expected = `rates that are finite and at least 0: after ${count(t, unit)} the learning rate is ${rate}`;
  throw new ScheduleError(place, gamma ?? given, expected);
}

/** @throws {ScheduleError} for a momentum that is none; `gamma` may make it larger with each step. */
export function checkMomenta(
  { momentum }: Schedule,
  sample: Sample,
  { path }: Use,
  { given }: Arguments,
  { unit }: Span,
): void {
  if (!momentum) return;
  const t = sample.map(([each]) => each).find((each) => !(momentum(each) >= 0 && momentum(each) <= 1));
  if (t === undefined) return;
  const { gamma } = given;
  const place = gamma === undefined ? path : [...path, 'gamma'];
  const found = `after ${count(t, unit)} it is ${formatSetting(momentum(t))}`;
  const expected = `a momentum from 0 to 1: ${found}; "cycle_momentum": false leaves it as it is`;
  throw new ScheduleError(place, gamma ?? given, expected);
}

/** What the rates are as a whole: the same all the time, or 0 after a while. */
export function remarkOnRates(schedule: Schedule, sample: Sample, path: Path, span: Span): Remark {
  const first = sample[0]?.[1] ?? 0;
  if (sample.every(([, rate]) => rate === first))
    return { path, when: true, text: `the rate is ${formatSetting(first)} all the time: ${thereAre(span)}` };
  const zeros = zerosAtEnd(schedule, sample);
  const text = `after ${zeros} of ${count(span.length, span.unit)} the rate is 0`;
  return { path, when: zeros < span.length - 1, text };
}

/** How many steps are done when the rate is 0 for good; all of them where it isn't. */
function zerosAtEnd(schedule: Schedule, sample: Sample): number {
  const last = sample.findLastIndex(([, rate]) => rate !== 0);
  let [before] = sample[last] ?? [-1];
  let [after] = sample[last + 1] ?? [before + 1];
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2);
    if (schedule(between) === 0) after = between;
    else before = between;
  }
  return after;
}

function sampled(length: number): number[] {
  if (length <= 3 * looks) return Array.from({ length }, (_, t) => t);
  const ends = Array.from({ length: looks }, (_, t) => [t, length - 1 - t]).flat();
  const between = Array.from({ length: looks }, (_, i) => Math.round((i / looks) * (length - 1)));
  return [...ends, ...between].sort((a, b) => a - b);
}
