/** What tests of sweeps need: jobs, a store in a folder, and threads. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../../core/experiment/schema.ts';
import { encodeRun } from '../../../../core/race/runFile.ts';
import { beforeStart } from '../../../../core/race/runRecord.ts';
import { type SweepOptions, sweepPlan } from '../../../../core/sweep/sweepPlan.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { bundleForNode } from '../childProgram.ts';

export const onValley = parseExperiment({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.001, 0.01],
  steps: 20,
});

export function planOf(experiment: Experiment = onValley, options: Partial<SweepOptions> = {}) {
  return sweepPlan(experiment, { store: 'here', arithmetic: 'SIMD', ...options });
}

/** The record of a run that has ended at once. */
export function recordOf(key: string): Uint8Array {
  const state = { ...beforeStart, status: { kind: 'finished' }, loss: 1, best: 1, stepsDone: 20 } as const;
  return encodeRun(key, { firstPoint: 0, points: { loss: Float64Array.of(1) }, evaluations: [], state });
}

export function scratchFolder(name: string) {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The programs of threads, as they are bundled, with the files that they need. */
export async function sweepPrograms() {
  const bundled = await bundleForNode({
    runThread: 'node/sweep/threads/runThread.ts',
    csvWorker: 'node/data/csvWorker.ts',
  });
  return {
    runThread: path.join(bundled.folder, 'runThread.js'),
    csvWorker: path.join(bundled.folder, 'csvWorker.js'),
    kernels: inRoot('dist', 'kernels'),
    data: inRoot('core', 'problems', 'data'),
    remove: bundled.remove,
  };
}
