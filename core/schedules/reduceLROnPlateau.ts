import * as z from 'zod';
import { formatSetting } from '../format.ts';
import { baseLr } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes, type Remark, type Span } from './remarks.ts';
import { withTraits } from './schedule.ts';
import { ScheduleError } from './scheduleError.ts';

/** NaN and infinities included. The array isn't copied, so it may grow. */
const numbers = z.custom<readonly number[]>(
  (value) => Array.isArray(value) && value.every((each) => typeof each === 'number'),
  { error: 'a list of numbers' },
);

/** What has been found out from one array of metrics so far; `rates[t]` is the rate after t of them. */
interface Replay {
  readonly rates: number[];
  rate: number;
  best: number;
  bad: number;
  cooldown: number;
}

/**
 * Cuts the rate to max(lr * factor, min_lr) after more than `patience` metrics in a row that were no better than the
 * best one by `threshold`: better is a < best * (1 - threshold) [min, rel], a < best - threshold [min, abs],
 * a > best * (1 + threshold) [max, rel], a > best + threshold [max, abs]. Bad metrics aren't counted for `cooldown`
 * steps after a cut. A cut by `eps` or less isn't made.
 *
 * The rate after t steps follows from the first t metrics alone, given with the call or among the arguments. Throws a
 * ScheduleError if there are fewer.
 */
export const reduceLROnPlateau = defineSchedule({
  name: 'ReduceLROnPlateau',
  description: 'Multiplies the rate by a factor when a metric has stopped getting better.',
  counts: 'epoch',
  arguments: {
    base_lr: baseLr,
    mode: z.enum(['min', 'max']).default('min').describe('Whether lower or higher metrics are better.'),
    factor: z.number().min(0).lt(1).default(0.1).describe('What the rate is multiplied by.'),
    patience: z.int().min(0).default(10).describe('Metrics in a row that may be no better.'),
    threshold: z.number().min(0).default(1e-4).describe('How much better a metric has to be.'),
    threshold_mode: z
      .enum(['rel', 'abs'])
      .default('rel')
      .describe('Whether threshold is a share of the best metric or a difference from it.'),
    cooldown: z.int().min(0).default(0).describe('Metrics after a cut that are not counted if they are bad.'),
    min_lr: z.number().min(0).default(0).describe('The lowest rate.'),
    eps: z.number().min(0).default(1e-8).describe('A cut by this much or less is not made.'),
    metrics: numbers.nullish().describe('What was reported after each step; it may grow.'),
  },
  outsideExperiments: { metrics: 'the losses of the run are taken' },
  remarks: remarksOn,
  create(values, { startsAt }) {
    const { base_lr, mode, factor, patience, threshold, cooldown, min_lr, eps } = values;
    const relative = values.threshold_mode === 'rel';
    const isBetter = (metric: number, best: number) =>
      mode === 'min'
        ? metric < (relative ? best * (1 - threshold) : best - threshold)
        : metric > (relative ? best * (1 + threshold) : best + threshold);

    const advance = (replay: Replay, metric: number) => {
      if (isBetter(metric, replay.best)) {
        replay.best = metric;
        replay.bad = 0;
      } else replay.bad++;
      if (replay.cooldown > 0) {
        replay.cooldown--;
        replay.bad = 0;
      }
      if (replay.bad > patience) {
        const reduced = Math.max(replay.rate * factor, min_lr);
        if (replay.rate - reduced > eps) replay.rate = reduced;
        replay.cooldown = cooldown;
        replay.bad = 0;
      }
      replay.rates.push(replay.rate);
    };

    // What an array holds doesn't change, so each call goes on where the last one ended.
    const replays = new WeakMap<readonly number[], Replay>();
    const replayOf = (metrics: readonly number[]) => {
      const known = replays.get(metrics);
      if (known && startsAt + known.rates.length - 1 <= metrics.length) return known;
      const best = mode === 'min' ? Infinity : -Infinity;
      const replay = { rates: [base_lr], rate: base_lr, best, bad: 0, cooldown: 0 };
      replays.set(metrics, replay);
      return replay;
    };

    const rateAfter = (t: number, metrics: readonly number[] = values.metrics ?? []) => {
      const needed = startsAt + t;
      if (t > 0 && metrics.length < needed) {
        const expected = `at least ${needed} numbers, one for each step done`;
        throw new ScheduleError(['metrics'], metrics, expected);
      }
      const replay = replayOf(metrics);
      const unread = metrics.slice(startsAt + replay.rates.length - 1, needed);
      for (const metric of unread) advance(replay, metric);
      return replay.rates[t] ?? base_lr;
    };
    return withTraits(rateAfter, { readsMetrics: !values.metrics });
  },
});

interface Shape {
  readonly base_lr: number;
  readonly mode: 'min' | 'max';
  readonly factor: number;
  readonly patience: number;
  readonly threshold: number;
  readonly threshold_mode: 'rel' | 'abs';
  readonly cooldown: number;
  readonly min_lr: number;
  readonly eps: number;
}

function remarksOn(values: Shape, span: Span): readonly Remark[] {
  const { base_lr, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps } = values;
  // No metric is below Infinity * (1 - threshold), which is NaN or -Infinity.
  const isNeverBetter = mode === 'min' && threshold_mode === 'rel' && threshold >= 1;
  // Else the first metric is the best so far; then one more than patience has to be bad.
  const firstCut = patience + (isNeverBetter ? 1 : 2);
  const secondCut = firstCut + cooldown + patience + 1;
  const reduced = Math.max(base_lr * factor, min_lr);
  const isLowest = reduced - Math.max(reduced * factor, min_lr) <= eps;
  return [
    neverComes(['patience'], firstCut, 'a cut', span),
    {
      ...neverComes(['cooldown'], secondCut, 'a second cut', span),
      when: cooldown > 0 && firstCut < span.length && secondCut >= span.length,
    },
    {
      path: ['cooldown'],
      when: cooldown > 0 && isLowest,
      text: `a second cut never comes: the first brings the rate to ${formatSetting(reduced)}, as low as it goes`,
    },
    {
      path: ['min_lr'],
      when: min_lr >= base_lr,
      text: `the rate is never cut: it is ${formatSetting(base_lr)} from the start`,
    },
    {
      path: ['eps'],
      when: min_lr < base_lr && base_lr - reduced <= eps,
      text: `the rate is never cut: from ${formatSetting(base_lr)} to ${formatSetting(reduced)} is no more than that`,
    },
    {
      path: ['threshold'],
      when: isNeverBetter,
      text: 'no metric is ever better than the best by this share',
    },
  ];
}
