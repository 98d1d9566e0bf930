import * as z from 'zod';
import { formatSetting } from '../format.ts';
import { numberFunction, refuseUnused, share } from './arguments.ts';
import { defineSchedule } from './defineSchedule.ts';
import { neverComes, type Remark, type Span } from './remarks.ts';
import { type Given, type Path, withTraits } from './schedule.ts';

/**
 * lr_t = base_lr + (max_lr - base_lr) * height * scale, where height goes 0, 1, 0 in a straight line over each cycle of
 * step_size_up + step_size_down steps, and scale makes later cycles lower; momentum goes the other way, from
 * max_momentum. Smith 2017, "Cyclical Learning Rates for Training Neural Networks". The operations are in
 * PyTorch's order.
 */
export const cyclicLR = defineSchedule({
  name: 'CyclicLR',
  description: 'Moves the rate up and down between two bounds, in straight lines.',
  counts: 'step',
  hasBaseLr: true,
  arguments: {
    base_lr: z.number().min(0).describe('The lowest rate, and the first.'),
    max_lr: z.number().min(0).describe('The highest rate of the first cycle.'),
    step_size_up: z.int().min(1).default(2000).describe('Steps from lowest to highest.'),
    step_size_down: z
      .int()
      .min(0)
      .nullish()
      .describe('Steps from highest to lowest; as many as step_size_up where it is left out.'),
    mode: z
      .enum(['triangular', 'triangular2', 'exp_range'])
      .default('triangular')
      .describe('Whether cycles stay as high, halve in height, or shrink by gamma with each step.'),
    gamma: z.number().min(0).default(1).describe('For exp_range.'),
    scale_fn: numberFunction.nullish().describe('Scale of the height, in place of mode.'),
    scale_mode: z
      .enum(['cycle', 'iterations'])
      .default('cycle')
      .describe('Whether scale_fn gets the number of the cycle, from 1, or the steps done.'),
    cycle_momentum: z.boolean().default(true).describe('Whether momentum goes the other way.'),
    base_momentum: share.default(0.8).describe('The lowest momentum of the first cycle.'),
    max_momentum: share.default(0.9).describe('The highest momentum, and the first.'),
  },
  outsideExperiments: { scale_fn: 'JSON has no functions', scale_mode: null },
  remarks: remarksOn,
  cause: ({ base_lr, max_lr, mode }) => (mode === 'exp_range' && max_lr !== base_lr ? 'gamma' : 'max_lr'),
  create(values, { path }) {
    refuseWhatNothingReads(values, path);
    const { base_lr, max_lr, step_size_up, base_momentum, max_momentum, gamma, scale_fn } = values;
    const total = step_size_up + (values.step_size_down ?? step_size_up);
    const peak = step_size_up / total;

    const scale = (t: number, cycle: number) => {
      if (scale_fn) return scale_fn(values.scale_mode === 'cycle' ? cycle : t);
      if (values.mode === 'triangular2') return 1 / 2 ** (cycle - 1);
      return values.mode === 'exp_range' ? gamma ** t : 1;
    };
    const amplitude = (t: number, highest: number) => {
      const cycle = Math.floor(1 + t / total);
      const x = 1 + t / total - cycle;
      const height = x <= peak ? x / peak : (x - 1) / (peak - 1);
      return highest * height * scale(t, cycle);
    };
    const [name, value] = max_lr >= base_lr ? ['max_lr', max_lr] : ['base_lr', base_lr];
    return withTraits((t) => base_lr + amplitude(t, max_lr - base_lr), {
      momentum: values.cycle_momentum
        ? (t) => max_momentum - amplitude(t, max_momentum - base_momentum)
        : undefined,
      highest: { path: [...path, name], value },
    });
  },
});

interface Shape {
  readonly base_lr: number;
  readonly max_lr: number;
  readonly step_size_up: number;
  readonly step_size_down?: number | null | undefined;
  readonly mode: 'triangular' | 'triangular2' | 'exp_range';
  readonly gamma: number;
  readonly scale_fn?: unknown;
  readonly scale_mode: 'cycle' | 'iterations';
  readonly cycle_momentum: boolean;
  readonly base_momentum: number;
  readonly max_momentum: number;
}

function remarksOn(values: Shape, span: Span): readonly Remark[] {
  const { base_lr, max_lr, step_size_up, step_size_down, base_momentum, max_momentum } = values;
  const total = step_size_up + (step_size_down ?? step_size_up);
  // The same rate all the time is told instead.
  if (max_lr === base_lr) return [];
  const isUp = max_lr > base_lr;
  return [
    neverComes(['step_size_up'], step_size_up, isUp ? 'the highest rate' : 'the lowest rate', span),
    neverComes(
      [typeof step_size_down === 'number' ? 'step_size_down' : 'step_size_up'],
      total - 1,
      'the end of the first cycle',
      span,
    ),
    {
      path: ['max_lr'],
      when: !isUp,
      text: `it is below base_lr, ${formatSetting(base_lr)}, so the rate falls where it should rise`,
    },
    {
      path: ['gamma'],
      when: values.mode === 'exp_range' && values.gamma === 1,
      text: 'cycles stay as high as with mode "triangular"',
    },
    ...(values.mode === 'triangular2'
      ? // The second cycle's first rate is the lowest, as high as ever.
        [neverComes(['mode'], total + 1, 'the rise of the second cycle, the first that is lower,', span)]
      : []),
    {
      path: ['base_momentum'],
      when: values.cycle_momentum && base_momentum > max_momentum,
      text: `it is above max_momentum, ${max_momentum}, so momentum goes the same way as the rate`,
    },
  ];
}

function refuseWhatNothingReads(values: Shape & Given, path: Path): void {
  if (values.scale_fn)
    refuseUnused(path, values, { mode: 'triangular', gamma: 1 }, 'scale_fn takes its place');
  else {
    if (values.mode !== 'exp_range')
      refuseUnused(path, values, { gamma: 1 }, 'only mode "exp_range" reads it');
    const isImplied = values.mode === 'exp_range' && values.scale_mode === 'iterations';
    if (!isImplied) refuseUnused(path, values, { scale_mode: 'cycle' }, 'only scale_fn reads it');
  }
  if (!values.cycle_momentum)
    refuseUnused(path, values, { base_momentum: 0.8, max_momentum: 0.9 }, 'cycle_momentum is false');
}
