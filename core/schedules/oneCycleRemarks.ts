import { formatSetting } from '../format.ts';
import { count, neverComes, type Remark, type Span } from './remarks.ts';

interface Cycle {
  readonly max_lr: number;
  readonly pct_start: number;
  readonly cycle_momentum: boolean;
  readonly base_momentum: number;
  readonly max_momentum: number;
  readonly div_factor: number;
  readonly final_div_factor: number;
  readonly three_phase: boolean;
}

/**
 * What of a cycle of OneCycleLR never comes or goes the wrong way.
 * @param lengthName Of the argument that gives the length.
 */
export function oneCycleRemarks(
  cycle: Cycle,
  total: number,
  lengthName: string,
  span: Span,
): readonly Remark[] {
  const { max_lr, pct_start, div_factor, final_div_factor, three_phase } = cycle;
  const { base_momentum, max_momentum } = cycle;
  // The same rate all the time is told instead.
  if (max_lr === 0) return [];
  const first = max_lr / div_factor;
  const last = first / final_div_factor;
  const peak = pct_start * total - 1;
  const all = count(total, span.unit);
  return [
    neverComes([lengthName], Math.ceil(peak), 'the highest rate', span),
    neverComes([lengthName], total - 1, 'the end of the cycle', span),
    {
      path: ['pct_start'],
      when: peak <= 0 && div_factor > 1,
      text: `the rate never rises: this share of ${all} is one ${span.unit} or less`,
    },
    {
      path: ['pct_start'],
      // No step is done between the first and the end of the fall.
      when: three_phase && peak > 0 && 2 * peak <= 1 && div_factor > 1,
      text: `the rate never rises: this share of ${all} is that of the rise and of the fall, which are over after one ${span.unit}`,
    },
    {
      path: ['pct_start'],
      when: pct_start === 1 && !three_phase,
      text: `the rate never falls: this share leaves none of ${all} for it`,
    },
    {
      path: ['pct_start'],
      when: three_phase && 2 * peak >= total - 1,
      text: `the third phase never comes: this share is that of the rise and of the fall, which take all of ${all}`,
    },
    {
      path: ['div_factor'],
      when: div_factor <= 1,
      text: `the rate never rises to max_lr, ${max_lr}: the first rate is ${formatSetting(first)}`,
    },
    {
      path: ['final_div_factor'],
      when: final_div_factor < 1 || (three_phase && final_div_factor === 1),
      text: `the last rate, ${formatSetting(last)}, is not below the first, ${formatSetting(first)}`,
    },
    {
      path: ['base_momentum'],
      when: cycle.cycle_momentum && base_momentum > max_momentum,
      text: `it is above max_momentum, ${max_momentum}, so momentum goes the same way as the rate`,
    },
  ];
}
