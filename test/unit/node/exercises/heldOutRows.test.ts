/** Whoever reads the data of a problem holds out the rows that it says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf, shapeOfData } from '../../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Problem } from '../../../../core/experiment/schema.ts';
import { dataFor } from '../../../../core/lesson/exercise/experiments.ts';
import type { PreparedDataset } from '../../../../core/problems/data/preparation/prepareDataset.ts';
import { claimData } from '../../../../node/exercises/claimData.ts';
import { lessonData } from '../../../../node/exercises/lessonData.ts';
import { machineWith } from '../../../../node/threads/machineHere.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { dataOfRace } from '../../../../threads/race/dataOfRace.ts';
import { onDigits } from '../../experiment/faults.ts';
import { bundleForNode } from '../childProgram.ts';

const dataFolder = inRoot('core', 'problems', 'data');
const shares = { validation: 0.2, test: 0.3 };
const problemOf = (fields: object) => parseExperiment(onDigits({ problem: fields })).problem;

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let folder: string;
beforeAll(async () => {
  programs = await bundleForNode({ csvWorker: 'node/data/csvWorker.ts' });
  folder = mkdtempSync(path.join(tmpdir(), 'held-out-'));
  const rows = Array.from({ length: 20 }, (_, i) => `${i},${i * i},${3 * i + 0.5}`);
  writeFileSync(path.join(folder, 'own.csv'), `a,b,y\n${rows.join('\n')}\n`);
});
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const lessons = (problem: Problem) =>
  lessonData(problem, {
    ...{ data: dataFolder, csv: folder },
    csvWorker: path.join(programs.folder, 'csvWorker.js'),
  });
const claims = (problem: Problem) =>
  claimData(problem, { dataFolder, place: null, readCsv: () => expect.fail('it is no file') });
const races = async (problem: Problem) => {
  const runs = expandExperiment(parseExperiment(onDigits({ problem })));
  return (await dataOfRace({ runs, data: null }, machineWith({ data: dataFolder })))();
};
const generated = (problem: Problem) => dataFor(problem, {});

describe.each<[string, (problem: Problem) => Promise<PreparedDataset | null>, object]>([
  ['a race', races, { data: 'wine' }],
  ['a lesson', lessons, { data: 'wine' }],
  ['a lesson on a file', lessons, { csv: 'own.csv', target: 'y' }],
  ['a claim', claims, { data: 'wine' }],
  ['generated data', generated, { data: 'spirals' }],
])('of %s', (_, load, fields) => {
  const problem = problemOf({ ...fields, ...shares });

  test('training rows are those that are left, and the same whatever is evaluated on', async () => {
    const tuned = await load(problem);
    const tested = await load({ ...problem, evaluate_on: 'test' } as Problem);
    const shape = tuned && shapeOfData(tuned);
    expect(shape && rowsOf(problem, shape)).toBe(tuned?.training.rows);
    expect(tested?.training).toEqual(tuned?.training);
    const part = (share: number) => Math.round(share * (shape?.rows ?? 0));
    expect([tuned?.validation?.rows, tuned?.unused]).toEqual([part(0.2), part(0.3)]);
    expect([tested?.validation?.rows, tested?.unused]).toEqual([part(0.3), part(0.2)]);
  });
});
