/** Lesson 8, on schedules, minima and stopping: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { middleOf } from '../../../core/statistics/quantile.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { divergedAt, holdNumbers, lossOf, points, runsOf, textOf } from './shipped.ts';

const only = async (experiment: object) => (await recordAll(createRunners(experiment)))[0];
const cosine = { name: 'CosineAnnealingLR', T_max: 200 };
const warmup = { name: 'LinearLR', start_factor: 0.02, total_iters: 49 };

/** Ten runs of the lesson's network. */
interface Ten {
  readonly curves: readonly (readonly number[])[];
  readonly median: number;
  readonly failed: number;
}

/** On the seeds 0 to 9. */
async function onCircles(optimizer: string, lr: number, schedule?: object): Promise<Ten> {
  const runs = await recordAll(
    createRunners({
      ...{ problem: { data: 'circles', hidden: [4] }, optimizers: [{ optimizer }], lr: [lr] },
      ...{ batch_size: ['full'], seed: { from: 0, count: 10 }, epochs: 200, evaluate_every: 200 },
      ...{ engine: 'float64', ...(schedule && { schedule }) },
    }),
  );
  return {
    curves: runs.map(({ losses }) => losses),
    median: middleOf(runs.map(lossOf)).median,
    failed: runs.filter((run) => lossOf(run) > 0.2).length,
  };
}

describe('lesson 8', async () => {
  const text = textOf('8-schedules.lesson.md');
  const [signum, falling] = await runsOf(text, 'falling');
  const [sgd, fallingSgd, momentum, fallingMomentum] = await runsOf(text, 'cost');
  const long = {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'rmsprop' }],
    lr: [1],
    steps: 1000,
  };
  const rmsprop = await only(long);
  const fallingRmsprop = await only({ ...long, schedule: { ...cosine, T_max: 1000 } });
  const fallingNet = (await runsOf(text, 'falling-net')).map(lossOf);
  const risingNet = (await runsOf(text, 'rising-net')).map(lossOf);
  const tooLarge = {
    problem: { surface: 'valley' },
    ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.03], steps: 200 },
  };

  /** By the rows of the lesson's table. */
  const table: { rate: string; momentum: Ten; adam: Ten }[] = [];
  for (const [rate, schedule] of [
    ['fixed', undefined],
    ['falls', cosine],
    ['rises', warmup],
    ['rises and falls', { name: 'WarmupCosine', warmup: 50, total: 200 }],
    ['one cycle', { name: 'OneCycleLR' }],
  ] as const) {
    const to = (lr: number) => (rate === 'one cycle' ? { ...schedule, max_lr: lr } : schedule);
    table.push({
      rate,
      momentum: await onCircles('momentum', 3, to(3)),
      adam: await onCircles('adam', 0.3, to(0.3)),
    });
  }
  const [fixed, falls, rises] = table;
  const slowMomentum = (await onCircles('momentum', 1)).median;
  const boldAdam = await onCircles('adam', 1);
  const oneCycle = await onCircles('adam', 1, { name: 'OneCycleLR', max_lr: 1 });
  const medianIn = (row: (typeof table)[number] | undefined, of: 'momentum' | 'adam') =>
    row?.[of].median ?? Number.NaN;
  const gain = (before: number, after: number) => (100 * (1 - after / before)).toFixed(0);

  const [outSgd, outMomentum, outAdam] = await runsOf(text, 'two-minima');
  const formula = /"formula": "(25[^"]+)"/.exec(text)?.[1] ?? '';
  const onMinima = (optimizer: string, lr: number, more: object = {}) =>
    only({
      problem: { formula, start: [1.3, 0.4] },
      optimizers: [{ optimizer }],
      ...{ lr: [lr], steps: 300, ...more },
    });
  const beside = async (x: number) =>
    (
      await only({
        problem: { formula, start: [x, 0] },
        optimizers: [{ optimizer: 'sgd' }],
        lr: [0.01],
        steps: 1,
      })
    )?.losses[0];
  const slowFall = { schedule: { ...cosine, T_max: 300 } };

  const [early] = await runsOf(text, 'early');
  const sparse = (hidden: number, patience?: number) =>
    only({
      problem: { data: 'sparse', hidden: [hidden], validation: 0.3 },
      ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.03], batch_size: [32], epochs: 60, engine: 'float64' },
      ...(patience && { stop: { patience } }),
    });
  const whole = await sparse(16);
  const [hasty, patient] = [await sparse(4, 5), await sparse(4)];
  const looks = (run: RecordedRun | undefined) => run?.evaluations.map(({ loss }) => loss) ?? [];
  const lowest = (run: RecordedRun | undefined) => Math.min(...looks(run));
  const lowestAt = (run: RecordedRun | undefined) => looks(run).indexOf(lowest(run));
  const to3 = (run: RecordedRun | undefined) => lossOf(run).toPrecision(3);

  const computed: Readonly<Record<string, unknown>> = {
    // Half of what 200 fixed rates add up to, give or take one step.
    '100': Math.floor(
      Array.from({ length: 200 }, (_, t) => (1 + Math.cos((Math.PI * t) / 200)) / 2).reduce((a, b) => a + b),
    ),
    '2.02': lossOf(signum).toFixed(2),
    '0.000609': to3(falling),
    '16.6': to3(rmsprop),
    '7.36e-235': to3(fallingRmsprop),
    '546': Math.max(...(fallingRmsprop?.losses.slice(100) ?? [])).toFixed(0),
    '543': fallingRmsprop?.losses.findLastIndex((loss) => loss > 1),
    '6.65': to3(fallingSgd),
    '0.898': to3(sgd),
    '9.94e-8': to3(fallingMomentum),
    '1.59e-8': to3(momentum),
    '0.0228': risingNet[7]?.toPrecision(3),
    '0.423': risingNet[2]?.toPrecision(3),
    '8': divergedAt(await only(tooLarge)),
    '95': divergedAt(await only({ ...tooLarge, schedule: warmup })),
    '0.0235': oneCycle.median.toPrecision(3),
    '0.0296': slowMomentum.toPrecision(3),
    '0.0233': medianIn(falls, 'momentum').toPrecision(3),
    '0.0153': medianIn(rises, 'adam').toPrecision(3),
    '21': gain(slowMomentum, medianIn(falls, 'momentum')),
    '33': gain(medianIn(fixed, 'adam'), medianIn(rises, 'adam')),
    '0.0799': to3(outAdam),
    '5.26e-14': to3(outMomentum),
    '0.222': to3(outSgd),
    '0.313': (await beside(1.1))?.toPrecision(3),
    '0.00520': (await beside(-0.9))?.toPrecision(3),
    '1.33e-16': to3(await onMinima('sgd', 0.15, slowFall)),
    '16': looks(early).length - 1,
    '11': lowestAt(early),
    '0.0234': lowest(early).toPrecision(3),
    '0.0972': looks(early).at(-1)?.toPrecision(3),
    '0.0670': looks(whole).at(-1)?.toPrecision(3),
    '0.00994': whole?.means.at(-1)?.toPrecision(3),
    '23': looks(hasty).length - 1,
    '0.0256': lowest(hasty).toPrecision(3),
    '0.0222': lowest(patient).toPrecision(3),
    '30': lowestAt(patient),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  test('has the table that comes out', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    const cells = rows.slice(2).map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
    const asStated = (loss: number) => (loss > 0.2 ? loss.toFixed(2) : loss.toFixed(4));
    expect(cells).toEqual(
      table.map(({ rate, momentum, adam }) => [
        rate,
        ...[momentum, adam].flatMap(({ median, failed }) => [asStated(median), String(failed)]),
      ]),
    );
  });

  test('states no number that is neither computed nor a setting', () => {
    const inTable = table.flatMap(({ momentum, adam }) => [
      ...[momentum, adam].flatMap(({ median, failed }) => [median.toFixed(4), String(failed)]),
    ]);
    // Formulas, the start, thresholds, a way, curvatures, rates that are named, other lessons and years.
    const given = [
      '-1',
      '1',
      '2',
      '10',
      '0.025',
      '0.15',
      '0.2',
      '0.44',
      '0.57',
      '1000',
      '1997',
      '1998',
      '2017',
      '2018',
    ];
    holdNumbers(text, computed, [...given, ...inTable]);
  });

  test('is right about falling rates', async () => {
    // The rates of half a cosine wave add up to half of what a fixed one adds up to, give or take one step.
    const rates = Array.from({ length: 200 }, (_, t) => (1 + Math.cos((Math.PI * t) / 200)) / 2);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(100.5, 9);
    expect(fallingNet.slice(5).every((loss) => loss < 0.025)).toBe(true);
    expect(risingNet.slice(5).every((loss, pair) => loss < (risingNet[pair] ?? 0))).toBe(true);
  });

  test('is right about who hangs with one cycle, and about schedules on the network', async () => {
    expect([boldAdam.failed, oneCycle.failed]).toEqual([2, 0]);
    const shown = await runsOf(text, 'one-cycle');
    expect(shown.map((run) => lossOf(run) > 0.2)).toEqual(
      Array.from({ length: 10 }, (_, run) => [1, 2].includes(run)),
    );
    expect(medianIn(fixed, 'adam').toPrecision(3)).toBe('0.0228');
  });

  test('is right about late and early dangers', () => {
    const highest = (curve: readonly number[]) => Math.max(...curve);
    const failed = (fixed?.momentum.curves ?? []).filter((curve) => (curve.at(-1) ?? 0) > 0.2);
    expect(failed).toHaveLength(6);
    expect(failed.filter((curve) => (curve[60] ?? 1) < 0.1 && highest(curve.slice(60)) > 1)).toHaveLength(6);
    const rising = (curves: readonly (readonly number[])[] = []) =>
      curves.filter((curve) => highest(curve) > (curve[0] ?? 0));
    expect(rising(fixed?.adam.curves)).toHaveLength(8);
    expect(rising(fixed?.adam.curves).every((curve) => curve.indexOf(highest(curve)) <= 2)).toBe(true);
    expect(rising(rises?.adam.curves)).toHaveLength(0);
    const stuck = fixed?.adam.curves[7]?.slice(30) ?? [];
    expect([highest(stuck).toFixed(2), Math.min(...stuck).toFixed(2)]).toEqual(['0.44', '0.42']);
  });

  test('is right about both minima', async () => {
    const xOf = (run: RecordedRun | undefined) => points(run).at(-1)?.[0];
    expect(xOf(outMomentum)).toBeCloseTo(-1, 6);
    expect(xOf(outAdam)).toBeCloseTo(1, 2);
    for (const run of [await onMinima('sgd', 0.2), await onMinima('adam', 0.3)]) {
      expect(xOf(run)).toBeCloseTo(-1, 6);
      expect(lossOf(run)).toBeLessThan(1e-10);
    }
    expect((await onMinima('sgd', 0.1, slowFall))?.losses.at(-1)?.toPrecision(3)).toBe('0.0799');
    // 2 / 50: a little below it rests, a little above it doesn't.
    expect(to3(await onMinima('sgd', 0.039, { steps: 2000 }))).toBe('0.0799');
    expect(lossOf(await onMinima('sgd', 0.041, { steps: 2000 }))).toBeGreaterThan(0.09);
  });

  test('is right about stopping', () => {
    expect(early?.status).toMatchObject({ kind: 'finished', reason: 'no better for 5 evaluations' });
    expect(looks(whole).slice(0, 17)).toEqual(looks(early));
    expect(lowestAt(whole)).toBe(11);
    const times = (looks(whole).at(-1) ?? 0) / lowest(whole);
    expect([times > 2.7, times < 3]).toEqual([true, true]);
  });

  test('has a rule to begin with that becomes Adam with a warm-up by what the hints say', async () => {
    const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const done = start.replace(
      'update\n  p -= lr * g',
      [
        'state m, v\n\nupdate',
        '  m = beta1 * m + (1 - beta1) * g',
        '  v = beta2 * v + (1 - beta2) * g**2',
        '  m_hat = m / (1 - beta1**t)',
        '  v_hat = v / (1 - beta2**t)',
        '  p -= lr * min(1, t / warmup) * m_hat / (sqrt(v_hat) + eps)',
      ].join('\n'),
    );
    const [, shipped, mine] = await runsOf(text, 'compare', done);
    const digits = (run: RecordedRun | undefined) => run?.losses.map((loss) => loss.toPrecision(6));
    expect(digits(mine)).toEqual(digits(shipped));
    expect(lossOf(mine).toPrecision(3)).toBe('0.0228');
  });
});
