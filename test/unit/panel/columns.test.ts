/** What each column of the table says, and what it is sorted by. */
import { describe, expect, it } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { RaceData } from '../../../webview/panel/data/raceData.ts';
import { columns } from '../../../webview/panel/table/columns.ts';
import { logRaceOf } from '../log/logRaces.ts';
import { raceOf, runView } from './fixtures.ts';

/** Id, head, key and text of the columns that a race has. */
function rowOf(race: RaceData, index = 0) {
  const run = race.runs[index];
  if (!run) throw new Error('expected a run');
  return columns
    .filter((column) => column.shown(race))
    .map((column) => [column.id, column.head(race, false), column.key(run, race), column.text(run, race)]);
}

describe('a run on a surface', () => {
  const path = Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3, -0.1234567, 1234.5678912);
  const losses = Float64Array.of(4, 3, 0.25, 1, 0.5);

  it('has its rate, losses, position and time', () => {
    const run = runView({
      name: 'Adam',
      lr: 0.1 + 0.2,
      losses,
      path,
      target: 0.6,
      stepsPerSecond: 8,
      steps: 1200,
    });
    expect(rowOf(raceOf({ target: 0.6, runs: [run] }))).toEqual([
      ['name', 'Optimizer', 'Adam', 'Adam'],
      ['lr', 'Learning rate', 0.1 + 0.2, '0.3'],
      ['loss', 'Loss now', 0.5, '0.5000'],
      ['best', 'Best', 0.25, '0.2500'],
      ['target', 'Steps to 0.6', 2, '2'],
      ['position0', 'w0', -0.1234567, '-0.123457'],
      // With six decimals it would be longer than there is room for.
      ['position1', 'w1', 1234.5678912, '1235'],
      ['steps', 'Steps', 4, '4'],
      ['time', 'Time', 0.5, '500 ms'],
      ['status', 'Status', 'Finished', 'Finished'],
    ]);
  });

  it('that has not begun has no numbers', () => {
    const queued = runView({
      losses: new Float64Array(),
      path: new Float64Array(),
      engine: null,
      status: { kind: 'queued' },
    });
    const row = rowOf(raceOf({ phase: 'running', runs: [queued] }));
    expect(row.map(([id, , key, text]) => [id, key, text])).toEqual([
      ['name', 'SGD', 'SGD'],
      ['lr', 0.01, '0.01'],
      ['loss', null, null],
      ['best', null, null],
      ['target', null, null],
      ['position0', null, null],
      ['position1', null, null],
      ['steps', 0, '0'],
      ['time', null, null],
      ['status', 'Waiting', 'Waiting'],
    ]);
  });

  it('says how far it has come without reaching the target, and nothing where it diverged', () => {
    const diverged = { kind: 'diverged', step: 4, reason: '', hint: '' } as const;
    const runs = [runView({ losses, target: 0.1 }), runView({ losses, target: 0.1, status: diverged })];
    const target = columns.find(({ id }) => id === 'target');
    const race = raceOf({ target: 0.1, runs });
    expect(race.runs.map((run) => [target?.key(run, race), target?.text(run, race)])).toEqual([
      [null, '> 4'],
      [null, null],
    ]);
    expect(target?.head(raceOf({ target: 2 }), false)).toBe('Steps to 2.0');
  });
});

describe('a run on data', () => {
  const problem = { data: 'digits', hidden: [], validation: 0.2 };
  const run = runView({
    ...{ path: null, batchSize: 32, seed: 7, stepsPerEpoch: 2, losses: Float64Array.of(4, 3, 2, 1, 0.5) },
    ...{ stepsPerSecond: 12_345, evaluations: [{ step: 4, loss: 0.125, accuracy: 0.975 }] },
  });

  it('has batch, seed and evaluations too', () => {
    const row = rowOf(raceOf({ problem, target: null, runs: [run] }));
    expect(row.map(([id, head]) => [id, head])).toEqual([
      ['name', 'Optimizer'],
      ['lr', 'Learning rate'],
      ['batch', 'Batch'],
      ['seed', 'Seed'],
      ['loss', 'Loss now'],
      ['best', 'Best'],
      ['accuracy', 'Validation accuracy'],
      ['whole', 'Validation loss'],
      ['steps', 'Steps'],
      ['time', 'Time'],
      ['rate', 'Steps/s'],
      ['status', 'Status'],
    ]);
    const valuesOf = (id: string) => row.find(([each]) => each === id)?.slice(2);
    expect(valuesOf('batch')).toEqual([32, '32']);
    expect(valuesOf('seed')).toEqual([7, '7']);
    expect(valuesOf('accuracy')).toEqual([0.975, '97.5 %']);
    expect(valuesOf('whole')).toEqual([0.125, '0.1250']);
    expect(valuesOf('rate')).toEqual([12_345, '12,300']);
    expect(valuesOf('steps')).toEqual([4, '4']);
    expect(valuesOf('time')?.[0]).toBeCloseTo(4 / 12_345, 12);
  });

  it('on the full batch comes after all others', () => {
    const race = raceOf({ problem, runs: [run, runView({ path: null, batchSize: 'full' })] });
    const batch = columns.find(({ id }) => id === 'batch');
    expect(race.runs.map((each) => [batch?.key(each, race), batch?.text(each, race)])).toEqual([
      [32, '32'],
      [Number.POSITIVE_INFINITY, 'full'],
    ]);
  });

  it('has shorter heads where it is narrow', () => {
    const race = raceOf({ problem, runs: [run] });
    const heads = columns.map((column) => [column.head(race, false), column.head(race, true)]);
    expect(heads.filter(([wide, narrow]) => wide !== narrow)).toEqual([
      ['Learning rate', 'Rate'],
      ['Validation accuracy', 'Accuracy'],
    ]);
  });

  it('has no column that all runs leave empty', () => {
    const onSurface = raceOf({ target: null });
    const shown = columns.filter((column) => column.shown(onSurface)).map(({ id }) => id);
    for (const id of ['batch', 'seed', 'target', 'accuracy', 'whole', 'error', 'rate', 'time'])
      expect(shown).not.toContain(id);
    expect(
      columns.filter((column) => column.shown(raceOf({ problem, runs: [run] }))).map(({ id }) => id),
    ).not.toContain('position0');
  });
});

it('every text has the room that its column keeps', () => {
  const race = raceOf({
    ...{ phase: 'running', target: 0.1 },
    runs: [
      runView({ name: 'A', lr: 0.123456789, seed: 1234, batchSize: 128, steps: 123_456 }),
      runView({ name: 'A longer name', lr: 1, seed: 1, batchSize: 'full' }),
    ],
  });
  for (const column of columns) {
    const longest = column.longest(race).length;
    for (const run of race.runs)
      if (column.id !== 'status')
        expect((column.text(run, race) ?? '').length, column.id).toBeLessThanOrEqual(longest);
  }
  const longestOf = (id: string) => columns.find((column) => column.id === id)?.longest(race);
  expect(['name', 'lr', 'batch', 'seed', 'loss', 'target', 'steps', 'rate', 'status'].map(longestOf)).toEqual(
    [
      ...[
        'A longer name',
        '0.123456789',
        'full',
        '1234',
        '-1.234e-308',
        '> 123456',
        '123,456',
        '12,300,000',
        'Running',
      ],
    ],
  );
});

it('runs of a log that tells no rate have no column of rates', () => {
  const race = new RaceData(viewShown(wholeRace(logRaceOf('step,loss\n0,4\n1,3\n'))));
  expect(rowOf(race).map(([id]) => id)).not.toContain('lr');
});
