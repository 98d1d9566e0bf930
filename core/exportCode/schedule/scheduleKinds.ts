/** Each kind of schedules as a function in Python, with the formulas of `core/schedules/`. */
import { pythonFloat } from '../pythonValue.ts';

/** The arguments of a schedule, defaults filled in. */
export interface Arguments {
  number(name: string): number;
  is(name: string): boolean;
  text(name: string): string;
  /** Null where it is left out. */
  optional(name: string): number | null;
  list(name: string): readonly number[];
  /** Rates that the schedule will be asked for. */
  readonly length: number;
}

export interface Written {
  /** The body of a function of `t` and `lr`; each `return` gives a rate. */
  readonly rate: readonly string[];
  /** The same for momentum, where the schedule cycles it. */
  readonly momentum?: readonly string[];
}

type Kind = (given: Arguments) => Written;

function one(line: string): Written {
  return { rate: [`return ${line}`] };
}

function cosine(high: string, low: string, share: string): string {
  if (low === '0.0') return `${high} / 2 * (1 + math.cos(math.pi * ${share}))`;
  return `${low} + (${high} - ${low}) / 2 * (1 + math.cos(math.pi * ${share}))`;
}

export const scheduleKinds: Readonly<Record<string, Kind>> = {
  constant: () => one('lr'),
  StepLR: (given) => one(`lr * ${float(given, 'gamma')} ** (t // ${given.number('step_size')})`),
  MultiStepLR: (given) => ({
    rate: [
      `passed = sum(milestone <= t for milestone in [${given.list('milestones').join(', ')}])`,
      `return lr * ${float(given, 'gamma')} ** passed`,
    ],
  }),
  ExponentialLR: (given) => one(`lr * ${float(given, 'gamma')} ** t`),
  ConstantLR: (given) => one(`lr * ${float(given, 'factor')} if t < ${given.number('total_iters')} else lr`),
  LinearLR: (given) => {
    const [start, end, total] = [
      float(given, 'start_factor'),
      float(given, 'end_factor'),
      given.number('total_iters'),
    ];
    return one(`lr * (${start} + (${end} - ${start}) * min(t, ${total}) / ${total})`);
  },
  PolynomialLR: (given) => {
    const total = given.number('total_iters');
    return one(`lr * (1 - min(t, ${total}) / ${total}) ** ${float(given, 'power')}`);
  },
  CosineAnnealingLR: (given) => one(cosine('lr', float(given, 'eta_min'), `t / ${given.number('T_max')}`)),
  CosineAnnealingWarmRestarts: (given) => {
    const [first, growth] = [given.number('T_0'), given.number('T_mult')];
    if (growth === 1) return one(cosine('lr', float(given, 'eta_min'), `(t % ${first}) / ${first}`));
    return {
      rate: [
        `begin, length = 0, ${first}`,
        'while t >= begin + length:',
        `    begin, length = begin + length, length * ${growth}`,
        `return ${cosine('lr', float(given, 'eta_min'), '(t - begin) / length')}`,
      ],
    };
  },
  WarmupCosine: (given) => {
    const [warmup, total] = [given.number('warmup'), given.number('total')];
    return {
      rate: [
        ...(warmup > 0 ? [`if t < ${warmup}:`, `    return lr * (t + 1) / ${warmup}`] : []),
        `return ${cosine('lr', '0.0', `(t - ${warmup}) / ${total - warmup}`)}`,
      ],
    };
  },
  OneCycleLR: oneCycle,
  CyclicLR: cyclic,
};

function float(given: Arguments, name: string): string {
  return pythonFloat(given.number(name));
}

/** Phases whose ends need not be whole steps, as PyTorch's: `core/schedules/oneCycleLR.ts`. */
function oneCycle(given: Arguments): Written {
  const product = (given.optional('epochs') ?? 0) * (given.optional('steps_per_epoch') ?? 0);
  const total = given.optional('total_steps') ?? (product > 0 ? product : Math.max(1, given.length));
  const share = given.number('pct_start');
  const high = given.number('max_lr');
  const first = high / given.number('div_factor');
  const last = first / given.number('final_div_factor');
  const [low, up] = [given.number('base_momentum'), given.number('max_momentum')];
  const isThree = given.is('three_phase');
  const [peak, back, end] = [share * total - 1, 2 * share * total - 2, total - 1];
  const phases = (values: readonly (readonly [number, number])[]) => {
    const [rise, fall, fade] = values.map((pair) => pair.map(pythonFloat).join(', '));
    return [
      `phases = [(0, ${pythonFloat(peak)}, ${rise}), (${pythonFloat(peak)}, ${pythonFloat(isThree ? back : end)}, ${fall})${
        isThree ? `, (${pythonFloat(back)}, ${end}, ${fade})` : ''
      }]`,
      'begin, end, start, stop = next((phase for phase in phases[:-1] if t <= phase[1]), phases[-1])',
      'share = (t - begin) / (end - begin) if end != begin else 1',
      `return ${
        given.text('anneal_strategy') === 'cos'
          ? 'stop + (start - stop) / 2 * (1 + math.cos(math.pi * share))'
          : 'start + (stop - start) * share'
      }`,
    ];
  };
  const rate = phases([
    [first, high],
    [high, isThree ? first : last],
    [first, last],
  ]);
  if (!given.is('cycle_momentum')) return { rate };
  return {
    rate,
    momentum: phases([
      [up, low],
      [low, up],
      [up, up],
    ]),
  };
}

function cyclic(given: Arguments): Written {
  const up = given.number('step_size_up');
  const total = up + (given.optional('step_size_down') ?? up);
  const ownBase = given.optional('base_lr');
  const base = ownBase === null ? 'lr' : pythonFloat(ownBase);
  const high = float(given, 'max_lr');
  const [low, most] = [given.number('base_momentum'), given.number('max_momentum')];
  const mode = given.text('mode');
  const scale =
    mode === 'triangular2'
      ? ' / 2 ** (cycle - 1)'
      : mode === 'exp_range'
        ? ` * ${float(given, 'gamma')} ** t`
        : '';
  const peak = pythonFloat(up / total);
  const wave = (start: string, amplitude: string) => [
    `cycle = math.floor(1 + t / ${total})`,
    `x = 1 + t / ${total} - cycle`,
    `height = x / ${peak}${up === total ? '' : ` if x <= ${peak} else (x - 1) / (${peak} - 1)`}`,
    `return ${start} ${amplitude} * height${scale}`,
  ];
  const rate = wave(base, `+ (${high} - ${base})`);
  if (!given.is('cycle_momentum')) return { rate };
  return { rate, momentum: wave(pythonFloat(most), `- (${pythonFloat(most)} - ${pythonFloat(low)})`) };
}
