/** Exported scripts are run, and give the losses of the runs that they are of. */
import { describe, expect, test } from 'vitest';
import { type FrameworkId, frameworks } from '../../../core/exportCode/frameworks.ts';
import { noPython, python, runPython } from '../rule/runPython.ts';
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
import { type Answer, answersOf, deviationOf, ourRuns, scriptsOf } from './scripts.ts';

const installed: readonly string[] = python === null ? [] : JSON.parse(runPython('scripts.py', '', 'libraries'));

const cases = [
  ['every optimizer', everyOptimizer],
  ...everySurface.map(([name, experiment]) => [`surface ${name}`, experiment]),
  ...everyFormula.map(([name, experiment]) => [`formula ${name}`, experiment]),
  ...everyDataset.map(([name, experiment]) => [`data ${name}`, experiment]),
  ...everyActivation.map(([name, experiment]) => [`activation ${name}`, experiment]),
  ...everyInitialization.map(([name, experiment]) => [`init ${name}`, experiment]),
  ...everySchedule.map(([name, experiment]) => [`schedule ${name}`, experiment]),
  ...special,
] as readonly (readonly [string, object])[];

describe.each(['numpy'] as readonly FrameworkId[])('in %s', (id) => {
  const missing = python === null ? noPython : null;
  if (missing !== null) {
    console.warn(`SKIPPED: scripts in ${frameworks[id].name} are not run: ${missing}`);
    test.skip(`give the losses of their runs: ${missing}`, () => {});
    return;
  }
  const answers = new Map<string, readonly Answer[]>();

  test('run', { timeout: 600_000 }, () => {
    const scripts = cases.map(([name, experiment]) => [name, scriptsOf(experiment, id)] as const);
    const all = answersOf(scripts.flatMap(([, sources]) => sources));
    let next = 0;
    for (const [name, sources] of scripts) answers.set(name, all.slice(next, (next += sources.length)));
    expect(all).toHaveLength(next);
  });

  test.each(cases)('%s', async (name, experiment) => {
    const ours = await ourRuns(experiment);
    const found = (answers.get(name) ?? []).map((each, index) => deviationOf(each, ours[index] ?? { losses: [], evaluations: [] }));
    expect(found).toEqual(ours.map(() => ''));
  });
});
