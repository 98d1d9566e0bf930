import { describe, expect, it } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { logRaceOf } from '../log/logRaces.ts';
import { pieceOf } from '../race/pieces.ts';
import { raceOf, runView, updateOf } from './fixtures.ts';

const onDigits = { problem: { data: 'digits', hidden: [] } };
const points = (count: number) => new Float64Array(count).fill(1);

describe('a race of a model', () => {
  it('counts steps by the run ahead, and epochs by the run ahead in them', () => {
    const runs = [
      runView({ path: null, steps: 100, stepsPerEpoch: 10, losses: points(31) }),
      runView({ path: null, steps: 400, stepsPerEpoch: 80, losses: points(81) }),
    ];
    const race = raceOf({ ...onDigits, runs });
    expect([race.steps, race.step]).toEqual([400, 80]);
    expect([race.epochs, race.epoch]).toEqual([10, 3]);
    expect(race.comparableBy).toBe('epoch');
    expect(raceOf({ ...onDigits, runs: runs.slice(1) }).comparableBy).toBe('step');
  });

  it('has at least one step and one epoch to do, and none done, before anything is known of it', () => {
    const race = raceOf({ ...onDigits, runs: [] });
    expect([race.steps, race.step, race.epochs, race.epoch]).toEqual([1, 0, 1, 0]);
  });

  it('has an accuracy unless an evaluation is without one', () => {
    const right = { step: 3, loss: 0.5, accuracy: 0.9 };
    const evaluated = (...each: readonly { step: number; loss: number; accuracy?: number }[]) =>
      raceOf({ ...onDigits, runs: each.map((one) => runView({ path: null, evaluations: [one] })) });
    expect(evaluated(right, right).hasAccuracy).toBe(true);
    expect(evaluated(right, { step: 3, loss: 0.5 }).hasAccuracy).toBe(false);
    expect(raceOf({ ...onDigits, runs: [runView({ path: null })] }).hasAccuracy).toBe(true);
    expect(raceOf().hasAccuracy).toBe(false);
  });

  it('holds rows out where a share of them is named', () => {
    const heldOut = (validation?: number) =>
      raceOf({ problem: { ...onDigits.problem, ...(validation !== undefined && { validation }) } }).heldOut;
    expect([heldOut(), heldOut(0), heldOut(0.2)]).toEqual([false, false, true]);
    expect(raceOf().heldOut).toBe(false);
  });

  it('knows which rows all its runs are evaluated on', () => {
    const on = (...fields: object[]) => {
      const problems = fields.map((each) => ({ ...onDigits.problem, ...each }));
      const runs = problems.map((problem) => runView({ path: null, problem }));
      return raceOf({ problem: null, runs }).evaluatedOn;
    };
    const testing = { test: 0.2, evaluate_on: 'test' } as const;
    expect([on({}), on({ test: 0.2 }), on({ validation: 0.2 }), on(testing)]).toEqual([
      ...['whole', 'whole', 'validation', 'test'],
    ]);
    expect(on(testing, { ...testing, validation: 0.2 })).toBe('test');
    expect(on(testing, { validation: 0.2 })).toBe('heldOut');
    expect(on(testing, {})).toBe('whole');
  });

  it('starts nowhere on a surface', () => {
    const race = raceOf(onDigits);
    expect([race.isModel, race.start, race.surface]).toEqual([true, undefined, undefined]);
  });
});

it('starts where the experiment says, and else where the surface does', () => {
  expect(raceOf().start).toEqual(raceOf().surface?.start);
  expect(raceOf({ problem: { surface: 'valley', start: [3, 4] } }).start).toEqual([3, 4]);
});

describe('an update', () => {
  const update = (run: number, firstPoint: number) => ({
    type: 'update' as const,
    race: 'race',
    phase: 'paused' as const,
    speed: 4 as const,
    threads: 3,
    runs: [{ ...updateOf(firstPoint, [0.1], [9, 9]), run }],
  });

  it('changes phase, speed, threads and runs', () => {
    const race = raceOf({ phase: 'running' });
    expect(race.apply(update(0, 5))).toBe(true);
    expect([race.phase, race.speed, race.threads, race.step]).toEqual(['paused', 4, 3, 5]);
  });

  it('that skips something, or is of a run that the race has not, asks for the whole', () => {
    expect(raceOf().apply(update(0, 7))).toBe(false);
    expect(raceOf().apply(update(1, 5))).toBe(false);
    expect(raceOf().apply({ ...update(0, 5), runs: [] })).toBe(true);
  });
});

describe('of training logs', () => {
  const dataOf = (text: string) => new RaceData(viewShown(wholeRace(logRaceOf(text))));

  it('epochs are known where the log tells how long they are', () => {
    const rows = ['0,0,4', '0,5,3', '1,10,2', '2,20,1'].join('\n');
    const race = dataOf(`epoch,step,loss\n${rows}\n`);
    expect([race.hasEpochs, race.epochs, race.steps]).toEqual([true, 2, 20]);
    const without = dataOf('step,loss\n0,4\n10,3\n');
    expect([without.hasEpochs, without.isModel, without.comparableBy]).toEqual([false, true, 'step']);
  });

  it('the losses are drawn as they came, and the axis is as long as the log', () => {
    const race = dataOf('epoch,step,loss\n0,0,4\n1,10,3\n2,20,2\n');
    const [run] = race.runs;
    expect([run?.drawn, run?.loss]).toEqual([run?.raw, 2]);
    const state = { status: { kind: 'running' }, stepsDone: 50, loss: 1, best: 1 } as const;
    run?.apply({ run: 0, piece: pieceOf({ firstPoint: 3, step: [50], loss: [1], state }) });
    expect([run?.steps, race.steps]).toEqual([50, 50]);
  });
});
