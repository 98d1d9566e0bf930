/** A fair comparison from its experiment to its verdict, with real threads. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../../core/experiment/schema.ts';
import { ComparisonDriver } from '../../../../core/fairComparison/comparisonDriver.ts';
import { comparisonSpecOf } from '../../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../../core/fairComparison/comparisonState.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { Scheduler } from '../../../../threads/race/scheduler.ts';
import { bundleForNode } from '../childProgram.ts';
import { createLog } from '../library/libraryTools.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/threads/worker.ts',
    helper: 'node/threads/helperThread.ts',
  });
});
afterAll(() => programs.remove());

/** Runs one to its end. */
async function compare(experiment: object): Promise<ComparisonDriver> {
  const store = new RaceStore();
  const files = {
    worker: path.join(programs.folder, 'worker.js'),
    helper: path.join(programs.folder, 'helper.js'),
    data: inRoot('core', 'problems', 'data'),
    kernels: inRoot('dist', 'kernels'),
  };
  const memory = {
    roomFor: ({ runs }: { runs: readonly unknown[] }) => runs.length,
    reserve() {},
    release() {},
  };
  const scheduler = new Scheduler(store, raceStarters(files), createLog(), { memory });
  return new Promise((resolve, reject) => {
    const driver = new ComparisonDriver(firstState(comparisonSpecOf(parseExperiment(experiment))), [], {
      store,
      begin: async (planned: Experiment) =>
        scheduler.start(parseExperiment(planned), null, { cores: 2, speed: 'max' }),
      stop: async (race) => scheduler.stop(race),
      onChange() {
        if (driver.sheet().phase !== 'done') return;
        scheduler.dispose();
        resolve(driver);
      },
      onError: reject,
    });
    driver.go().catch(reject);
  });
}

/** How each sample came out, as its page says. */
async function verdictsOf(sample: string) {
  const text = readFileSync(inRoot('extension', 'sample', `${sample}.experiment.json`), 'utf8');
  const sheet = (await compare(JSON.parse(text))).sheet();
  const [problem] = sheet.problems;
  return {
    headline: problem?.headline ?? '',
    verdicts: problem?.entrants.map(({ name, verdict, edge }) => [name, verdict, edge]),
    moreSeeds: sheet.moreSeeds,
  };
}

test('of the samples one has a winner', async () => {
  expect(await verdictsOf('compare-digits')).toEqual({
    headline: 'Adam wins: SGD and Momentum are worse on fresh seeds.',
    verdicts: [
      ['SGD', 'worse', null],
      ['Momentum', 'worse', null],
      ['Adam', 'best', null],
    ],
    moreSeeds: null,
  });
});

test('one establishes nothing', async () => {
  const { headline, verdicts } = await verdictsOf('compare-adams');
  expect(headline).toMatch(/^Not established: \w+ comes first, but .* may be as good within seed noise\.$/);
  expect(verdicts?.filter(([, verdict]) => verdict === 'not established')).toHaveLength(3);
});

test('and one ends at the edge of its rates', async () => {
  const { headline, verdicts } = await verdictsOf('compare-edge');
  expect(headline).toBe(
    'Adam wins: SGD is worse on fresh seeds. The best rates of SGD and Adam are still at the edge of those tried: they may improve.',
  );
  expect(verdicts).toEqual([
    ['SGD', 'worse', 'highest'],
    ['Adam', 'best', 'highest'],
  ]);
});
