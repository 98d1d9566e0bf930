import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { mostStepsOfEpoch } from '../../../../core/epochs.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import type { RunStatus } from '../../../../core/race/status.ts';
import { findTutorialRace } from '../../../../core/tutorial/races.ts';
import { importVersion3 } from '../../../../node/library/version3File.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { contentOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary } from './libraryTools.ts';

interface Saved {
  readonly id: string;
  readonly experiment: { readonly target?: number };
  readonly caption: unknown;
  readonly csv: unknown;
  readonly speed: unknown;
  readonly runs: readonly {
    readonly losses: Float64Array;
    readonly path: Float64Array | null;
    readonly status: RunStatus;
    readonly evaluations: readonly unknown[];
    readonly engine: unknown;
    readonly stepsPerSecond: number;
  }[];
}

const fixture = (name: string) => inRoot('test', 'unit', 'node', 'library', 'fixtures', `${name}.bin`);

/** A folder as version 0.1.0 left it, after a start of this version. */
async function adopt(name: string) {
  const folder = createFolder();
  const log = createLog();
  const file = path.join(folder, 'race.bin');
  copyFileSync(fixture(name), file);
  const saved = deserialize(readFileSync(file)) as Saved;
  const imported = await importVersion3(file, await openLibrary(folder, log), log);
  // Another window opens what this one has written.
  const library = await openLibrary(folder, log);
  const race = await library.load(saved.id);
  return { folder, file, log, saved, library, race, imported };
}

/** The mean of the last `steps` losses, or of all before there are so many, by its definition. */
function meansOf(losses: Float64Array, steps: number): number[] {
  return Array.from(losses, (_, index) => {
    const recent = losses.slice(Math.max(0, index + 1 - steps), index + 1);
    return recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
  });
}

const cases = [
  ['finished', 'Ill-conditioned valley · start (1, 10) · lr 0.01'],
  ['stopped', 'Handwritten digits, 64-8-10 network · SGD, Adam · batch 300'],
  ['interrupted', 'Häuser 🏠 (1 of 151 rows left out: missing values)'],
  ['diverged', 'Rosenbrock · SGD, Adam · lr 5'],
] as const;

describe.each(cases)('a race of version 0.1.0 that was %s', (name, title) => {
  test('is in the library, is told, and no longer where it was', async () => {
    const { file, log, saved, library, imported } = await adopt(name);
    expect(imported).toBe(saved.id);
    expect(library.entries).toMatchObject([
      { id: saved.id, title, startedAt: Number.parseInt(saved.id, 10) },
    ]);
    expect(existsSync(file)).toBe(false);
    expect(log.lines).toEqual([]);
  });

  test('has all that it had', async () => {
    const { saved, race, folder } = await adopt(name);
    const { id, experiment, caption, csv, speed } = saved;
    expect(race).toMatchObject({ id, title, caption, csv, speed, phase: 'ended' });
    expect(race.experiment).toEqual(experiment);
    expect(race.runs).toHaveLength(saved.runs.length);
    for (const [
      run,
      { losses, path: points, status, evaluations, engine, stepsPerSecond },
    ] of saved.runs.entries()) {
      const content = race.runs[run] && contentOf(race.runs[run].record);
      expect(content?.points['loss']).toEqual([...losses]);
      expect(content?.points['position']).toEqual(points ? [...points] : undefined);
      expect(content?.points['step']).toBeUndefined();
      expect(content?.evaluations).toEqual(evaluations);
      const hasEnded = status.kind !== 'running' && status.kind !== 'queued';
      expect(content?.state).toMatchObject({
        status: hasEnded ? status : { kind: 'interrupted' },
        engine,
        stepsPerSecond,
        stepsDone: Math.max(0, losses.length - 1),
      });
    }
    const file = readFileSync(path.join(folder, 'races', `${id}.race`));
    expect(contentOf(decodeRace(file).runs[0]?.record ?? expect.fail()).points['loss']).toEqual([
      ...(saved.runs[0]?.losses ?? []),
    ]);
  });

  test('has what it did not have yet: running means, the best loss and when the target was reached', async () => {
    const { saved, race } = await adopt(name);
    const target = saved.experiment.target ?? Number.NEGATIVE_INFINITY;
    for (const [run, { losses }] of saved.runs.entries()) {
      const { spec, record } = race.runs[run] ?? expect.fail();
      const means = meansOf(losses, mostStepsOfEpoch(spec.stepsPerEpoch));
      if (mostStepsOfEpoch(spec.stepsPerEpoch) > 1)
        for (const [index, mean] of means.entries())
          expect(record.get('mean')?.at(index)).toBeCloseTo(mean, 12);
      else expect(record.get('mean')).toBeUndefined();
      const { loss, best, reached } = record.state;
      if (losses.length > 0) expect(loss).toBeCloseTo(means.at(-1) ?? Number.NaN, 12);
      else expect(loss).toBeNaN();
      expect(best).toBeCloseTo(Math.min(...means), 12);
      const index = means.findIndex((mean) => mean <= target);
      expect(reached).toBe(index < 0 ? null : index);
    }
  });
});

test('the races are the ones that the fixtures are said to be', async () => {
  const of = async (name: string) => {
    const { race } = await adopt(name);
    return race.runs.map(({ record: { length, state, evaluations } }) => [
      state.status.kind,
      length,
      evaluations.length,
      state.reached,
    ]);
  };
  expect(await of('finished')).toEqual([
    ['finished', 201, 0, 195],
    ['finished', 201, 0, 24],
    ['finished', 201, 0, null],
    ['finished', 201, 0, null],
  ]);
  expect(await of('stopped')).toEqual([
    ['stopped', 34, 7, expect.any(Number)],
    ['stopped', 54, 11, expect.any(Number)],
  ]);
  expect(await of('interrupted')).toEqual([
    ['finished', 51, 42, null],
    ['interrupted', 21, 21, null],
    ['interrupted', 0, 0, null],
  ]);
  const { race } = await adopt('finished');
  expect(race.caption).toEqual(findTutorialRace('valley')?.caption);
});

test('the old file stays until the new one is written', async () => {
  const folder = createFolder();
  const file = path.join(folder, 'race.bin');
  copyFileSync(fixture('finished'), file);
  const log = createLog();
  const library = await openLibrary(folder, log);
  // No folder can be made where a file is.
  writeFileSync(path.join(folder, 'races'), 'in the way');
  await importVersion3(file, library, log);
  expect(readFileSync(file)).toEqual(readFileSync(fixture('finished')));
  expect(log.lines).toEqual([expect.stringMatching(/^warn: .*race\.bin/)]);
});

test.each([
  ['no serialized value', Buffer.from('no race')],
  ['nothing', Buffer.alloc(0)],
  ['a part', readFileSync(fixture('finished')).subarray(0, 5000)],
  [
    'another version',
    Buffer.from(
      readFileSync(fixture('diverged')).toString('latin1').replace('versionI\u0006', 'versionI\u0008'),
      'latin1',
    ),
  ],
])('a file that holds %s is left alone, with a warning', async (_, bytes) => {
  const folder = createFolder();
  const file = path.join(folder, 'race.bin');
  writeFileSync(file, bytes);
  const log = createLog();
  const library = await openLibrary(folder, log);
  await importVersion3(file, library, log);
  expect(readFileSync(file)).toEqual(bytes);
  expect(log.lines).toEqual([expect.stringMatching(/^warn: .*race\.bin can't be read and is left out: /)]);
  expect(library.entries).toEqual([]);
});

test('where there is no such file, nothing happens', async () => {
  const folder = createFolder();
  const log = createLog();
  await importVersion3(path.join(folder, 'race.bin'), await openLibrary(folder, log), log);
  expect(log.lines).toEqual([]);
});
