import * as z from 'zod';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes } from './remarks.ts';
import { laterUse, type RateArgument, type Schedule, withTraits } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** A schedule from step `start` to before step `end`, with its own count of steps. */
interface Part {
  readonly schedule: Schedule;
  readonly start: number;
  readonly end: number;
  readonly ignoresBaseLr: boolean;
  readonly highest: RateArgument;
}

/** A schedule, which makes its own checks: `['StepLR', { step_size: 30 }]`. */
const call = z.tuple([z.string(), z.record(z.string(), z.unknown())], { error: '[name, arguments]' });

/** They can't be parts in PyTorch either. */
const excluded = ['SequentialLR', 'ReduceLROnPlateau'];

/**
 * One schedule after the other, each counted from its milestone: lr_t = lr of part i at t - milestones[i - 1].
 *
 * Every part has the base_lr of the whole, unless its arguments have their own. PyTorch's OneCycleLR, and CyclicLR in
 * the first place, set that of the other parts too; here they don't. Where a part cycles no momentum, it stays as the
 * part before left it, or is as the first that cycles it begins.
 */
export const sequentialLR = defineSchedule({
  name: 'SequentialLR',
  description: 'Runs one schedule after the other, changing at the milestones.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    schedulers: z
      .array(call)
      .min(1, { error: 'at least one schedule' })
      .max(100)
      .describe('Name and arguments of each schedule.'),
    milestones: z
      .array(z.int().min(1))
      .describe('Steps done when the next schedule begins, in ascending order.'),
  },
  remarks: ({ milestones }, span) =>
    milestones.flatMap((at, i) => [
      neverComes(['milestones', i], at, 'the schedule from there on', span),
      {
        path: ['milestones', i],
        when: at === milestones[i - 1],
        text: `no step is left for schedulers[${i}], which would begin after as many`,
      },
    ]),
  create({ base_lr, schedulers, milestones }, context) {
    const { path, startsAt } = context;
    if (milestones.length !== schedulers.length - 1) {
      const expected = `${schedulers.length - 1} of them, one fewer than schedulers`;
      throw new ScheduleError([...path, 'milestones'], milestones, expected);
    }
    if (milestones.some((milestone, i) => milestone < (milestones[i - 1] ?? 0)))
      throw new ScheduleError([...path, 'milestones'], milestones, 'ascending order');

    const parts = schedulers.map(([name, given], i): Part => {
      const here = [...path, 'schedulers', i];
      const start = milestones[i - 1] ?? 0;
      const end = milestones[i] ?? Infinity;
      const schedule = context.create(
        name,
        { base_lr, ...given },
        {
          ...context,
          excluded,
          namePath: [...here, 0],
          path: [...here, 1],
          startsAt: startsAt + start,
          use: laterUse(context.use, start, end),
        },
      );
      if (schedule.ignoresBaseLr && 'base_lr' in given)
        throw new ScheduleError(
          [...here, 1, 'base_lr'],
          given['base_lr'],
          `none: ${name} has its rates from max_lr`,
        );
      const ownsRate = 'base_lr' in given;
      const ownRate: RateArgument = { path: [...here, 1, 'base_lr'], value: Number(given['base_lr']) };
      return {
        schedule,
        start,
        end,
        ignoresBaseLr: ownsRate || schedule.ignoresBaseLr === true,
        highest: schedule.highest ?? (ownsRate ? ownRate : { path: ['base_lr'], value: base_lr }),
      };
    });
    const cycling = parts.flatMap(({ schedule: { momentum }, start, end }) =>
      momentum && start < end ? [{ momentum, start, end }] : [],
    );
    const used = parts.filter(({ start, end }) => start < end);
    const highest = used.reduce<RateArgument | undefined>(
      (most, part) => (most && most.value >= part.highest.value ? most : part.highest),
      undefined,
    );
    return withTraits(
      (t) => {
        const { schedule, start } = latest(parts, t);
        return schedule(t - start);
      },
      {
        momentum:
          cycling.length === 0
            ? undefined
            : (t) => {
                const { momentum, start, end } = latest(cycling, t);
                return momentum(Math.min(Math.max(t, start), end - 1) - start);
              },
        mostSteps: endOf(used),
        ignoresBaseLr: used.every((part) => part.ignoresBaseLr) ? true : undefined,
        highest: highest?.path[0] === 'base_lr' ? undefined : highest,
      },
    );
  },
});

/** Where the first part that has an end of its own stops before the next begins; undefined where none does. */
function endOf(parts: readonly Part[]): number | undefined {
  const ends = parts.flatMap(({ schedule: { mostSteps = Infinity }, start, end }) =>
    start + mostSteps < end ? [start + mostSteps] : [],
  );
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** The last part that has begun; the first one if none has. */
function latest<Begun extends { readonly start: number }>(parts: readonly Begun[], t: number): Begun {
  return parts.reduce((current, part) => (part.start <= t ? part : current));
}
