/** The sample whose batches grow shows what it says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createRunners, recordAll } from '../engine/runs.ts';

test('a batch that grows ends where a rate that decays does, in fewer steps; both or none end elsewhere', async () => {
  const file = new URL('../../../extension/sample/growing-batches.experiment.json', import.meta.url);
  const experiment = JSON.parse(readFileSync(file, 'utf8'));
  const specs = expandExperiment(parseExperiment(experiment));
  const runs = await recordAll(createRunners(experiment));
  const lossOf = (grows: boolean, decays: boolean) => {
    const run = specs.findIndex(
      ({ batchSize, schedule }) =>
        (typeof batchSize === 'object') === grows && (schedule !== null) === decays,
    );
    return runs[run]?.evaluation?.loss ?? expect.fail();
  };
  const [grown, decayed] = [lossOf(true, false), lossOf(false, true)];
  expect(Math.abs(grown / decayed - 1)).toBeLessThan(0.02);
  for (const other of [lossOf(true, true), lossOf(false, false)])
    expect(Math.abs(other / decayed - 1)).toBeGreaterThan(0.05);
  expect(specs.map(({ steps }) => steps)).toEqual([3750, 1650, 3750, 1650]);
});
