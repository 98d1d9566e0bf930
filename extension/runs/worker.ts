/** A worker thread: advances its runs side by side and posts what they record, about 30 times a second. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { createObjective } from '../../core/engine/cpu/createObjective.ts';
import { Pace } from '../../core/engine/cpu/pace.ts';
import { Runner } from '../../core/engine/cpu/runner.ts';
import { findOptimizer } from '../../core/optimizers/index.ts';
import type { Dataset } from '../../core/problems/data/dataset.ts';
import { findDataset } from '../../core/problems/data/index.ts';
import { compileFloat64 } from '../../core/rule/compileFloat64.ts';
import type { FromWorker, ToWorker, WorkerInput } from './workerMessages.ts';

/** Milliseconds between two posts; also the longest that a message waits. */
const tick = 33;

const { runs, speed, begin, dataFolder } = workerData as WorkerInput;
const now = () => performance.now();
const datasets = new Map<string, Dataset>();

function loadDataset(id: string): Dataset {
  const loaded = datasets.get(id);
  if (loaded) return loaded;
  const entry = findDataset(id);
  if (!entry) throw new RangeError(`problem.data = ${id} — expected a data set of the table`);
  const text = entry.file ? gunzipSync(readFileSync(path.join(dataFolder, entry.file))).toString('utf8') : '';
  const dataset = entry.load(text);
  datasets.set(id, dataset);
  return dataset;
}

const runners = runs.map((spec) => {
  const optimizer = findOptimizer(spec.optimizer);
  if (!optimizer) throw new RangeError(`optimizer = ${spec.optimizer} — expected an optimizer of the table`);
  return new Runner(spec, createObjective(spec, loadDataset), compileFloat64(optimizer.rule), now);
});
const pace = new Pace(runners, speed, now, now() - (Date.now() - begin));

/** Posts news of every run that has any; returns whether all have ended. */
function post(): boolean {
  const message: FromWorker = {
    type: 'chunks',
    chunks: runners.filter((each) => each.hasNews).map((each) => each.takeChunk()),
  };
  const buffers = message.chunks.flatMap(({ losses, path: points }) => [
    losses.buffer,
    ...(points ? [points.buffer] : []),
  ]);
  if (message.chunks.length > 0) parentPort?.postMessage(message, buffers);
  return runners.every((each) => each.ended);
}

let timer: NodeJS.Timeout | undefined;

function run(): void {
  clearTimeout(timer);
  const started = now();
  pace.advance(started + tick);
  if (post()) parentPort?.close();
  else if (!pace.paused) timer = setTimeout(run, Math.max(0, started + tick - now()));
}

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'pause':
      pace.pause();
      break;
    case 'resume':
      pace.resume();
      break;
    case 'stepTo':
      pace.stepTo(message.step);
      break;
    case 'stepEach':
      pace.stepEach();
      break;
    case 'setSpeed':
      pace.setSpeed(message.speed);
      break;
    case 'stop':
      for (const runner of runners) runner.stop();
      break;
  }
  run();
});

run();
