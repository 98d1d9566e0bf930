import { beforeEach, expect, test } from 'vitest';
import type { RunCheckpoint } from '../../../core/engine/checkpoint.ts';
import type { KeptCheckpoint } from '../../../core/engine/checkpointFile.ts';
import { continueRuns } from '../../../core/engine/continueRuns.ts';
import type { Race } from '../../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { beforeStart } from '../../../core/race/runRecord.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { createRunner } from './runs.ts';

const queued = { kind: 'queued' };
let race: Race;
let checkpoint: RunCheckpoint;

beforeEach(async () => {
  race = raceOf(onValley({ lr: [0.01, 0.02, 0.03] }));
  const runner = await createRunner(onValley());
  await runner.advance(20, Number.POSITIVE_INFINITY);
  recordOf(race).append(runner.takePiece());
  checkpoint = runner.checkpoint() ?? expect.fail('there is none');
  await runner.advance(30, Number.POSITIVE_INFINITY);
  recordOf(race).append(runner.takePiece());
  const state = { stepsDone: 1, status: { kind: 'finished' } } as const;
  recordOf(race, 1).append(pieceOf({ loss: [2, 1], position: [1, 2, 3, 4], state }));
  recordOf(race, 2).append(pieceOf({ loss: [5, 4], position: [1, 2, 3, 4], state: { stepsDone: 1 } }));
  race = decodeRace(encodeRace(race));
});

const kept = (run = 0, change: Partial<KeptCheckpoint> = {}) => {
  const { id = '' } = race.runs[run]?.spec ?? {};
  return new Map([[run, { block: new Uint8Array(), id, checkpoint, ...change }]]);
};

test('a run goes back to its checkpoint, one without begins again, and one that had ended stays', () => {
  const before = contentOf(recordOf(race));
  const ended = contentOf(recordOf(race, 1));
  const given = kept();
  const { from, again } = continueRuns(race, given);
  expect([[...from], again, race.phase]).toEqual([[...given], 1, 'running']);
  const { points, state } = contentOf(recordOf(race));
  expect(state).toEqual({ ...checkpoint.state, status: queued });
  expect(state.stepsDone).toBe(20);
  expect(points['loss']).toEqual(before.points['loss']?.slice(0, 21));
  expect(points['position']).toEqual(before.points['position']?.slice(0, 42));
  expect(contentOf(recordOf(race, 1))).toEqual(ended);
  expect(recordOf(race, 2).state).toEqual({ ...beforeStart, status: queued });
  expect(recordOf(race, 2).length).toBe(0);
});

test('runs that had not begun are not told to begin again', () => {
  const fresh = decodeRace(encodeRace(raceOf(onValley())));
  expect(continueRuns(fresh, new Map())).toEqual({ from: new Map(), again: 0 });
  expect(recordOf(fresh).state).toEqual({ ...beforeStart, status: queued });
});

test.each<[string, () => ReturnType<typeof kept>]>([
  ['of another run', () => kept(0, { id: race.runs[1]?.spec.id ?? '' })],
  [
    'of which the record lacks points',
    () => kept(0, { checkpoint: { ...checkpoint, recorder: { ...checkpoint.recorder, points: 32 } } }),
  ],
  [
    'of which the record lacks evaluations',
    () => kept(0, { checkpoint: { ...checkpoint, recorder: { ...checkpoint.recorder, evaluations: 1 } } }),
  ],
])('a checkpoint %s is none', (_, given) => {
  const { from, again } = continueRuns(race, given());
  expect([from.size, again, recordOf(race).length]).toEqual([0, 2, 0]);
});

test('a checkpoint by another rule than there is now is none', () => {
  const changed: Race = {
    ...race,
    runs: race.runs.map((run) => ({ ...run, spec: { ...run.spec, id: `run-${'0'.repeat(32)}` } })),
  };
  expect(continueRuns(changed, kept(0, { id: `run-${'0'.repeat(32)}` }))).toMatchObject({ again: 2 });
});

test('the rule and the data of a CSV file are those by which the run was named', () => {
  const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
  const csv = { folder: '/data', shape };
  const problem = { csv: 'a.csv', target: 'y', hidden: [4] };
  const ofFile = (contentHash: string) => {
    const given = raceOf(onDigits({ problem }), { csv });
    recordOf(given).append(pieceOf({ loss: [1], mean: [1], state: { stepsDone: 20 } }));
    recordOf(given).end({ kind: 'interrupted' });
    const recorder = { ...checkpoint.recorder, points: 1 };
    const { id = '' } = given.runs[0]?.spec ?? {};
    const found = new Map([[0, { block: new Uint8Array(), id, checkpoint: { ...checkpoint, recorder } }]]);
    return continueRuns({ ...given, csv: { ...csv, shape: { ...shape, contentHash } } }, found).from.size;
  };
  expect([ofFile('ab'), ofFile('cd')]).toEqual([1, 0]);
});
