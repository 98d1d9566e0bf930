/** The experiments that ship, as scripts, give the losses of their races in double precision. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FrameworkId } from '../../../core/exportCode/frameworks.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { answersOf, deviationOf, missingFor, ourRuns, scriptsOf } from './scripts.ts';

/** Steps that are compared. */
const most = 200;

/** Of fewer epochs where many are more than is compared. */
const shorter: Readonly<Record<string, number>> = {
  ...{ digits: 4, 'compare-adams': 4, 'compare-digits': 4, 'compare-edge': 4 },
  ...{ spirals: 17, 'spirals-map': 30 },
};

const folder = 'extension/sample';
const samples = readdirSync(inRoot(folder))
  .filter((file) => file.endsWith('.experiment.json'))
  .map((file) => {
    const name = file.replace('.experiment.json', '');
    const experiment = JSON.parse(readFileSync(inRoot(`${folder}/${file}`), 'utf8'));
    const epochs = shorter[name];
    return [name, epochs === undefined ? experiment : { ...experiment, epochs }] as const;
  })
  // That on a CSV file is among the tests of these.
  .filter(([, { problem }]) => !('csv' in problem));

describe.each(['numpy', 'torch'] as readonly FrameworkId[])('in %s', (id) => {
  const missing = missingFor(id);
  test.skipIf(missing !== null)(
    `scripts of all samples${missing ? `: ${missing}` : ''}`,
    async () => {
      const scripts = samples.map(([, experiment]) => scriptsOf(experiment, id).map((each) => each ?? ''));
      const answers = answersOf(scripts.flat(), id);
      const found: string[] = [];
      let next = 0;
      for (const [name, experiment] of samples)
        for (const ours of await ourRuns(experiment)) {
          // Of one that diverges there are fewer.
          const hasDiverged = !(Number(ours.losses.at(-1)) < 1e6);
          expect(hasDiverged || ours.losses.length > 30, name).toBe(true);
          found.push(`${name}: ${deviationOf(answers[next++] ?? {}, ours, { most })}`);
        }
      expect(next).toBe(answers.length);
      expect(found.filter((each) => !each.endsWith(': '))).toEqual([]);
    },
    300_000,
  );
});
