import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { arithmeticOf } from '../../../../core/engine/cpu/network/arithmetic.ts';
import { shapeOfData } from '../../../../core/experiment/dataShape.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../../core/experiment/schema.ts';
import { decodeRun } from '../../../../core/race/runFile.ts';
import { assetPlace, runPlace } from '../../../../core/sweep/storeKeys.ts';
import { csvThread } from '../../../../node/data/csvThread.ts';
import { JobAssets } from '../../../../node/sweep/assets/jobAssets.ts';
import { putAssets, readCsvFile } from '../../../../node/sweep/assets/putAssets.ts';
import { computeJob, type Workplace } from '../../../../node/sweep/computeJob.ts';
import { JobCancelled, JobFault, WorkerUnfit } from '../../../../node/sweep/faults.ts';
import { FolderStore } from '../../../../node/sweep/store/folderStore.ts';
import { RunThreads } from '../../../../node/sweep/threads/runThreads.ts';
import { loadKernels } from '../../../../node/threads/loadKernels.ts';
import { onValley, planOf, scratchFolder, sweepPrograms } from './sweepTools.ts';

const scratch = scratchFolder('compute-job');
let programs: Awaited<ReturnType<typeof sweepPrograms>>;
let threads: RunThreads;
let arithmetic = '';
let folder = '';
let count = 0;
let workplace: Workplace;

beforeAll(async () => {
  programs = await sweepPrograms();
  threads = new RunThreads(programs, 2);
  arithmetic = arithmeticOf(await loadKernels(programs.kernels));
}, 60_000);
afterAll(async () => {
  await threads.close();
  programs.remove();
  scratch.remove();
});
beforeEach(() => {
  folder = path.join(scratch.folder, `store${++count}`);
  const store = new FolderStore(folder);
  const assets = new JobAssets({ store, csvWorker: programs.csvWorker });
  workplace = { store, storeId: 'here', storeAddress: folder, threads, assets, arithmetic };
});

const options = () => ({ signal: new AbortController().signal, onProgress: () => {} });
const compute = (message: unknown) => computeJob(message, workplace, options());

async function recordedOf(key: string) {
  const bytes = await workplace.store.read(runPlace(key));
  if (!bytes) throw new Error(`expected ${key} in the store`);
  return decodeRun(key, bytes);
}

describe('a run', () => {
  test('is computed, recorded and known from then on', async () => {
    const [job] = planOf().jobs;
    if (!job) throw new Error('expected a job');
    expect(await compute(job)).toBe('computed');
    const { points, state } = await recordedOf(job.key);
    expect(points.loss).toHaveLength(21);
    expect(state.status.kind).toBe('finished');
    expect(await compute(job)).toBe('known');
  });

  test('that diverges has a record as any', async () => {
    const [job] = planOf({ ...onValley, lr: [1000] }).jobs;
    if (!job) throw new Error('expected a job');
    expect(await compute(job)).toBe('computed');
    expect((await recordedOf(job.key)).state.status.kind).toBe('diverged');
  });

  test('of a network has the same bits whichever thread computes it, and whatever came before', async () => {
    const iris = parseExperiment({
      problem: { data: 'iris', hidden: [8], validation: 0.2 },
      optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
      lr: [0.01],
      batch_size: [16],
      epochs: 5,
    });
    const { jobs } = planOf(iris, { arithmetic });
    await Promise.all(jobs.map(compute));
    const first = await Promise.all(jobs.map(({ key }) => recordedOf(key)));
    const other = new RunThreads(programs, 1);
    workplace = { ...workplace, threads: other, store: new FolderStore(`${folder}-2`) };
    for (const job of jobs.toReversed()) await compute(job);
    const second = await Promise.all(jobs.map(({ key }) => recordedOf(key)));
    await other.close();
    expect(second.map(timeless)).toEqual(first.map(timeless));
    expect(first[0]?.evaluations.length).toBeGreaterThan(1);
  });

  test('that is cancelled leaves nothing', async () => {
    const [job] = planOf({ ...onValley, steps: 50_000_000, record: 'score' }).jobs;
    const leaving = new AbortController();
    const onProgress = () => leaving.abort();
    await expect(computeJob(job, workplace, { signal: leaving.signal, onProgress })).rejects.toThrow(
      JobCancelled,
    );
    expect(await workplace.store.has(runPlace(job?.key ?? ''))).toBe(false);
  });
});

/** Speed is no part of what is recorded of a run. */
const timeless = ({ state, ...piece }: Awaited<ReturnType<typeof recordedOf>>) => ({
  ...piece,
  state: { ...state, stepsPerSecond: 0 },
});

describe('is refused', () => {
  test('a message that is none', async () => {
    for (const message of [null, 7, 'run', {}, { ...planOf().jobs[0], key: '../../a' }])
      await expect(compute(message)).rejects.toThrow(JobFault);
  });

  test('a job for another store, by this worker alone', async () => {
    const [job] = planOf(onValley, { store: 'there' }).jobs;
    await expect(compute(job)).rejects.toThrow(WorkerUnfit);
    await expect(compute(job)).rejects.toThrow(/is the store here — expected there, which the sweep reads/);
  });

  test('a network of other arithmetic, and no surface', async () => {
    const network: Experiment = parseExperiment({
      problem: { data: 'iris', hidden: [8] },
      optimizers: [{ optimizer: 'adam' }],
      lr: [0.01],
      epochs: 1,
    });
    const [job] = planOf(network, { arithmetic: 'by hand' }).jobs;
    await expect(compute(job)).rejects.toThrow(WorkerUnfit);
    await expect(compute(job)).rejects.toThrow(`with ${arithmetic} here — expected by hand`);
    expect(await compute(planOf(onValley, { arithmetic: 'by hand' }).jobs[0])).toBe('computed');
  });

  test('a key that this program would not give', async () => {
    const [job, other] = planOf().jobs;
    await expect(compute({ ...job, key: other?.key })).rejects.toThrow(WorkerUnfit);
  });
});

describe('a rule of one’s own', () => {
  const text = 'name "Half"\n\nlr = 0.1 in (0, 1]\n\nupdate\n  p -= lr * g / 2\n';
  const own = (): Experiment => {
    const [sgd] = onValley.optimizers;
    if (!sgd) throw new Error('expected an optimizer');
    const rule = { place: 'file:///a/half.optimizer', version: '01234567', gradients: 1, text } as const;
    return { ...onValley, optimizers: [{ ...sgd, optimizer: './half.optimizer', rule }] };
  };

  test('comes out of the store', async () => {
    const { jobs, rules } = planOf(own());
    await putAssets(workplace.store, rules, null);
    for (const job of jobs) expect(await compute(job)).toBe('computed');
  });

  test('that is not there, or was changed there, is told by file and hashes, and can be put right', async () => {
    const { jobs, rules } = planOf(own());
    const [job] = jobs;
    const hash = job?.rule ?? '';
    await expect(compute(job)).rejects.toThrow(
      `./half.optimizer is not in the store as ${assetPlace('rule', hash)}`,
    );
    mkdirSync(path.join(folder, 'assets', hash.slice(0, 2)), { recursive: true });
    const file = path.join(folder, assetPlace('rule', hash));
    writeFileSync(file, `${text}# changed`);
    await expect(compute(job)).rejects.toThrow(
      new RegExp(`^\\./half\\.optimizer has the hash [\\da-f]{64} in the store — expected ${hash}: `),
    );
    await expect(compute(job)).rejects.toThrow(JobFault);
    writeFileSync(file, rules.get(hash) ?? '');
    expect(await compute(job)).toBe('computed');
  });
});

describe('a CSV file', () => {
  const rows = Array.from({ length: 40 }, (_, at) => `${at / 10},${Math.sin(at)},${at * 2}`);
  const experiment = parseExperiment({
    problem: { csv: 'data/table.csv', target: 'y', hidden: [4], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.01],
    epochs: 2,
  });

  async function planned() {
    const place = path.join(scratch.folder, 'csv');
    mkdirSync(path.join(place, 'data'), { recursive: true });
    writeFileSync(path.join(place, 'data', 'table.csv'), ['a,b,y', ...rows, ''].join('\n'));
    if (!('csv' in experiment.problem)) throw new Error('expected a CSV file');
    const { data, contentHash } = await csvThread(programs.csvWorker).load(experiment.problem, place);
    const file = await readCsvFile(experiment.problem.csv, place);
    const shape = shapeOfData(data, contentHash);
    return { file, plan: planOf(experiment, { shape, csvFile: file.hash, arithmetic }) };
  }

  test('comes out of the store', async () => {
    const { file, plan } = await planned();
    await putAssets(workplace.store, plan.rules, file);
    expect(await compute(plan.jobs[0])).toBe('computed');
  });

  test('that was changed there is told by file and hashes', async () => {
    const { file, plan } = await planned();
    await workplace.store.writeOnce(assetPlace('csv', file.hash), new TextEncoder().encode('a,b,y\n1,2,3\n'));
    await expect(compute(plan.jobs[0])).rejects.toThrow(
      new RegExp(`^data/table\\.csv has the hash [\\da-f]{64} in the store — expected ${file.hash}: `),
    );
  });

  test('that is read to other numbers is told', async () => {
    const { file, plan } = await planned();
    await putAssets(workplace.store, plan.rules, file);
    const other = planOf(experiment, {
      shape: { rows: 40, features: 2, classes: 0, contentHash: 'ab'.repeat(32) },
      csvFile: file.hash,
      arithmetic,
    });
    await expect(compute(other.jobs[0])).rejects.toThrow(/^data\/table\.csv has numbers with the hash/);
  });
});
