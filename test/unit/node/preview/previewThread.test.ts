/** The thread of previews, as it ships. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { previewRuns } from '../../../../core/preview/previewRuns.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { PreviewThread } from '../../../../threads/preview/previewThread.ts';
import { onValley } from '../../debug/inspections.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({ worker: 'node/preview/previewWorker.ts' });
});
afterAll(() => programs.remove());

test('takes the runs that are asked for from each place, and says what can’t be', async () => {
  const specs = expandExperiment(parseExperiment(onValley('adam', { lr: [0.1, 0.2] })));
  const thread = new PreviewThread(threadsOf(path.join(programs.folder, 'worker.js')), { specs });
  try {
    const [both, second] = await Promise.all([
      thread.ask('from', { start: [1, 2], runs: [0, 1] }),
      thread.ask('from', { start: [-1, 2], runs: [1] }),
    ]);
    expect(both).toEqual(await previewRuns(specs, [1, 2], () => 0));
    expect(second).toEqual(await previewRuns(specs.slice(1), [-1, 2], () => 0));
    await expect(thread.ask('from', { start: [1, 2], runs: [2] })).rejects.toThrow(
      'run = 2 — expected one of the 2 of the race',
    );
  } finally {
    thread.dispose();
  }
}, 60_000);
