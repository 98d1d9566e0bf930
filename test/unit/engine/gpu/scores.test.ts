/** What a device is told of the runs of a map: which numbers, how many steps at a time, and why it can't have some. */
import { describe, expect, test } from 'vitest';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import type { Device } from '../../../../core/engine/gpu/deviceAccess.ts';
import type { GpuRequest, GpuRequestOf } from '../../../../core/engine/gpu/messages.ts';
import { scoreOnDevice } from '../../../../core/engine/gpu/scores/scoreOnDevice.ts';
import { type PlannedScores, planScores } from '../../../../core/engine/gpu/scores/scorePlan.ts';
import { StepTables } from '../../../../core/engine/gpu/scores/stepTables.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { findOptimizer } from '../../../../core/optimizers/index.ts';
import { fillSettings } from '../../../../core/rule/check/settings.ts';

function runOf(optimizer: string, more: Partial<RunSpec> = {}): RunSpec {
  const rule = findOptimizer(optimizer)?.rule ?? expect.fail('no such optimizer');
  return {
    ...{ id: '', problem: { surface: 'himmelblau' }, optimizer },
    hyperparameters: fillSettings(rule),
    ...{ schedule: null, batchSize: null, seed: null, steps: 100, stepsPerEpoch: 1, evaluateEvery: 1 },
    ...{ stop: {}, engine: 'auto' },
    ...more,
  };
}

const of = (name: string): Varied => ({ kind: 'hyperparameter', name });
const startX: Varied = { kind: 'start', axis: 'x' };
const startY: Varied = { kind: 'start', axis: 'y' };

function planned(run: RunSpec, ...varied: Varied[]): PlannedScores {
  const made = planScores(run, varied);
  return typeof made === 'string' ? expect.fail(made) : made;
}

const numbersOf = (...args: Parameters<typeof planned>) =>
  planned(...args).numbers.map(({ along, moves }) => `${along}${moves ? ', moving' : ''}`);

describe('numbers of a step', () => {
  test('differ as what they are computed of', () => {
    // beta1, 1 - beta1, beta2, 1 - beta2, both corrections, lr, eps.
    expect(numbersOf(runOf('adam'), of('lr'), of('beta2'))).toEqual([
      ...['none', 'none', 'rows', 'rows', 'none, moving', 'rows, moving', 'columns', 'none'],
    ]);
    expect(numbersOf(runOf('momentum'), startX, of('momentum'))).toEqual(['rows', 'none']);
    // 1 - lr · weight_decay.
    expect(numbersOf(runOf('adamw'), of('weight_decay'), of('lr'))[0]).toBe('both');
    // A product over steps, and what is made of it.
    expect(numbersOf(runOf('nadam'), of('lr'), of('beta1'))).toContain('rows, moving');
  });

  test('move with a schedule, by the rate that it begins with', () => {
    const schedule = { name: 'StepLR', step_size: 10 } as const;
    expect(numbersOf(runOf('momentum', { schedule }), of('momentum'), of('lr'))).toEqual([
      ...['columns', 'rows, moving'],
    ]);
    // One that a schedule sets is not what is along the axis.
    const cycling = runOf('momentum', { schedule: { name: 'OneCycleLR', max_lr: 0.1 } });
    expect(numbersOf(cycling, of('momentum'), startX)).toEqual(['none, moving', 'none, moving']);
  });

  test('move where they are kept from step to step, by all that they were made of', () => {
    const text = [
      ...['name "Kept"', 'lr = 0.1 in [0, inf)', 'growth = 1 in [0, inf)', 'base = 1 in [0, inf)'],
      ...['scalar total = base', 'update', '  p -= lr * g / total', '  total = total + growth'],
    ].join('\n');
    const hyperparameters = { lr: 0.1, growth: 1, base: 1 };
    const kept = runOf('sgd', { rule: { path: 'kept.optimizer', text }, hyperparameters } as never);
    const ofSum = (...varied: Varied[]) =>
      numbersOf(kept, ...varied).filter((each) => each.endsWith('moving'));
    expect(ofSum(of('growth'), of('lr'))).toEqual(['columns, moving']);
    expect(ofSum(of('lr'), of('base'))).toEqual(['rows, moving']);
    expect(ofSum(startX, startY)).toEqual(['none, moving']);
  });
});

test('what no device computes has a reason', () => {
  const reasonOf = (run: RunSpec, ...varied: Varied[]) => {
    const made = planScores(run, varied);
    return typeof made === 'string' ? made : null;
  };
  const axes = [of('lr'), of('beta2')] as const;
  expect(reasonOf(runOf('adam'), ...axes)).toBeNull();
  expect(reasonOf(runOf('radam'), ...axes)).toBe('its rule needs other numbers in each step of each run');
  expect(reasonOf(runOf('adam', { problem: { data: 'spirals', hidden: [4] } }), ...axes)).toBe(
    'networks of a map are trained there',
  );
  expect(reasonOf(runOf('sgd', { problem: { surface: 'valley' } }), of('lr'), { kind: 'condition' })).toBe(
    'along one of the axes each run is on a surface of its own',
  );
  expect(reasonOf(runOf('sgd', { schedule: { name: 'ReduceLROnPlateau' } }), startX, startY)).toBe(
    'its schedule needs each loss before the next step, and a GPU takes many steps at once',
  );
});

describe('tables', () => {
  const columns = Float64Array.of(0.1, 0.2, 0.3);
  const rows = Float64Array.of(0.9, 0.99);
  const cells = [
    { column: 2, row: 0 },
    { column: 0, row: 1 },
  ];
  const single = (...values: number[]) => [...Float32Array.from(values)];

  test('of what stays have the numbers of all, of columns, rows and cells, in double precision until the end', () => {
    const tables = new StepTables(planned(runOf('adam'), of('lr'), of('beta2')), columns, rows);
    expect([...tables.constants(cells)]).toEqual([
      ...single(0.9, 1 - 0.9, 1e-8),
      ...single(0.1, 0.2, 0.3),
      ...single(0.9, 0.99, 1 - 0.9, 1 - 0.99),
    ]);
    const decayed = new StepTables(planned(runOf('adamw'), of('lr'), of('weight_decay')), columns, rows);
    expect([...decayed.constants(cells)].slice(-2)).toEqual(single(1 - 0.3 * 0.9, 1 - 0.1 * 0.99));
  });

  test('of what moves have a step behind the other, from any step on', () => {
    const make = () => new StepTables(planned(runOf('adam'), of('lr'), of('beta2')), columns, rows);
    const tables = make();
    expect(tables.stride).toBe(3);
    const whole = tables.moving(0, 3);
    const correction = (beta: number, step: number) => 1 / (1 - beta ** step);
    expect([...whole]).toEqual(
      [1, 2, 3].flatMap((step) => single(...[0.9, 0.9, 0.99].map((beta) => correction(beta, step)))),
    );
    const pieces = make();
    expect([...pieces.moving(0, 1), ...pieces.moving(1, 2)]).toEqual([...whole]);
    const none = new StepTables(planned(runOf('sgd'), of('lr'), startX), columns, rows);
    expect([none.stride, [...none.moving(0, 5)]]).toEqual([0, []]);
  });

  test('of a product over steps go on where they were', () => {
    const make = () => new StepTables(planned(runOf('nadam'), of('lr'), of('beta1')), columns, rows);
    const whole = make().moving(0, 4);
    const pieces = make();
    expect([...pieces.moving(0, 2), ...pieces.moving(2, 2)]).toEqual([...whole]);
    expect(whole.every((value) => Number.isFinite(value))).toBe(true);
  });

  test('of starts are one where all begin alike', () => {
    const alike = new StepTables(planned(runOf('momentum'), of('lr'), of('momentum')), columns, rows);
    expect([...alike.starts(cells, [1, 2])]).toEqual([1, 2, 0, 0]);
    const starts = new StepTables(planned(runOf('momentum'), startY, of('momentum')), columns, rows);
    expect([...starts.starts(cells, [1, 2])]).toEqual([1, 1, ...single(0.3, 0.1), 0, 0, 0, 0]);
    // Step sizes of Rprop begin with the rate.
    const rates = new StepTables(planned(runOf('rprop'), of('lr'), of('etaplus')), columns, rows);
    expect([...rates.starts(cells, [1, 2])].slice(0, 4)).toEqual([1, 1, 2, 2]);
    const own = new StepTables(planned(runOf('rprop'), of('lr'), startX), columns, rows);
    const state = [...own.starts(cells, [1, 2])];
    expect(state.slice(0, 4)).toEqual([...single(0.9, 0.99), 2, 2]);
    expect(state.slice(4)).toEqual(expect.arrayContaining(single(0.3, 0.1)));
  });
});

describe('a device', () => {
  /** Takes a millisecond for so many losses. */
  function deviceAt(losses: number) {
    const requests: GpuRequest[] = [];
    const device: Device = {
      facts: { name: 'Fake', isSoftware: false, hasSubgroups: false, version: '', largestBuffer: 2 ** 30 },
      tables: new Map(),
      request: async (request) => {
        requests.push(request);
        const { type, first = 0, end = 0, read } = request as Partial<GpuRequestOf<'score'>>;
        if (type !== 'score') return null as never;
        const scores = read ? new Uint32Array(5 * 2) : null;
        return { scores, milliseconds: (end - first) / losses } as never;
      },
      dispose: (run) => void requests.push({ type: 'dispose', run }),
    };
    return { device, requests };
  }
  const job = (steps: number) => ({
    planned: planned(runOf('adam', { steps }), of('lr'), of('beta2')),
    ...{ columns: Float64Array.of(0.1, 0.2), rows: Float64Array.of(0.9, 0.99) },
    ...{ cells: Uint32Array.of(1, 2), target: null },
  });
  const never = { name: 'a', isGivenUp: () => false };

  test('is asked for all losses, each once, and for the scores at the end', async () => {
    const { device, requests } = deviceAt(10);
    const scores = await scoreOnDevice(device, job(1000), never);
    expect(scores?.length).toBe(10);
    expect(requests[0]).toMatchObject({
      ...{ type: 'createScores', run: 'a', steps: 1000, columnCount: 2, rowCount: 2 },
      places: Uint32Array.of(1, 65_536),
      goal: -3.4028234663852886e38,
    });
    const looks = requests.flatMap((each) => (each.type === 'score' ? [each] : []));
    let next = 0;
    for (const { first, end } of looks) {
      expect(first).toBe(next);
      next = end;
    }
    expect(next).toBe(1001);
    expect(looks.map(({ read }) => read)).toEqual(looks.map((_, index) => index === looks.length - 1));
    // The loss behind the last step needs none.
    expect(looks.reduce((sum, { moving }) => sum + moving.length, 0)).toBe(3 * 1000);
    // 16 ms for each, when it is known how long they take.
    expect(looks.slice(3, -1).every(({ first, end }) => end - first === 160)).toBe(true);
    expect(requests.at(-1)).toEqual({ type: 'dispose', run: 'a' });
  });

  test('is asked nothing more where they are given up', async () => {
    const { device, requests } = deviceAt(10);
    let looks = 0;
    const isGivenUp = async () => ++looks > 3;
    expect(await scoreOnDevice(device, job(100_000), { name: 'a', isGivenUp })).toBeNull();
    expect(requests.map(({ type }) => type)).toEqual(['createScores', 'score', 'score', 'score', 'dispose']);
  });

  test('that fails is let go of', async () => {
    const { device, requests } = deviceAt(10);
    const failing: Device = {
      ...device,
      request: async (request) => {
        if (request.type === 'score') throw new Error('it is lost');
        return device.request(request);
      },
    };
    await expect(scoreOnDevice(failing, job(100), never)).rejects.toThrow('it is lost');
    expect(requests.at(-1)).toEqual({ type: 'dispose', run: 'a' });
  });
});
