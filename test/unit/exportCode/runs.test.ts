/** Exported scripts are run, and give the losses of the runs that they are of. */
import { describe, expect, test } from 'vitest';
import { type FrameworkId, frameworks } from '../../../core/exportCode/frameworks.ts';
import {
  everyActivation,
  everyDataset,
  everyFormula,
  everyInitialization,
  everyOptimizer,
  everySchedule,
  everySurface,
  special,
} from './cases.ts';
import { type Answer, answersOf, deviationOf, missingFor, ourRuns, scriptsOf } from './scripts.ts';

const everyCase = [
  ['every optimizer', everyOptimizer],
  ...everySurface.map(([name, experiment]) => [`surface ${name}`, experiment]),
  ...everyFormula.map(([name, experiment]) => [`formula ${name}`, experiment]),
  ...everyDataset.map(([name, experiment]) => [`data ${name}`, experiment]),
  ...everyActivation.map(([name, experiment]) => [`activation ${name}`, experiment]),
  ...everyInitialization.map(([name, experiment]) => [`init ${name}`, experiment]),
  ...everySchedule.map(([name, experiment]) => [`schedule ${name}`, experiment]),
  ...special,
] as readonly (readonly [string, object])[];

/** JAX compiles each script anew, for a second or two. */
const briefly = [
  'settings and options',
  'rates by layer with a schedule',
  'growing batches',
  'formula kinks',
];

function casesFor(id: FrameworkId): typeof everyCase {
  const isQuick = id === 'numpy' || id === 'torch' || process.env['SCRIPTS'] === 'all';
  return isQuick ? everyCase : everyCase.filter(([name]) => briefly.includes(name));
}

/** Keras computes in single precision on JAX, and its own Adam has another epsilon, as its scripts say. */
function toleranceOf(id: FrameworkId): number {
  return id === 'keras' ? 1e-4 : 1e-9;
}

describe.each(Object.keys(frameworks) as FrameworkId[])('in %s', (id) => {
  const missing = missingFor(id);
  if (missing !== null) {
    console.warn(`SKIPPED: scripts in ${frameworks[id].name} are not run: ${missing}`);
    test.skip(`give the losses of their runs: ${missing}`, () => {});
    return;
  }
  const cases = casesFor(id);
  const answers = new Map<string, readonly (Answer | null)[]>();

  test('run', { timeout: 600_000 }, () => {
    const written = cases.map(([name, experiment]) => [name, scriptsOf(experiment, id)] as const);
    const all = answersOf(
      written.flatMap(([, scripts]) => scripts.filter((script) => script !== null)),
      id,
    );
    let next = 0;
    for (const [name, scripts] of written)
      answers.set(
        name,
        scripts.map((script) => (script === null ? null : (all[next++] ?? {}))),
      );
    expect(all).toHaveLength(next);
  });

  test.each(cases)('%s', async (name, experiment) => {
    const ours = await ourRuns(experiment);
    const found = ours.map((each, index) => {
      const answer = answers.get(name)?.[index];
      if (answer === null) return '';
      return answer ? deviationOf(answer, each, { tolerance: toleranceOf(id) }) : 'not run';
    });
    expect(found).toEqual(ours.map(() => ''));
  });
});
