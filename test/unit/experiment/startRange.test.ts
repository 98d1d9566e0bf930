import { describe, expect, test } from 'vitest';
import { groupsOf, haveSeeds } from '../../../core/compare/groups.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import { experimentOfRuns } from '../../../core/experiment/experimentOfRuns.ts';
import { withSetting } from '../../../core/experiment/map/mapSettings.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { experimentText } from '../../../core/experiment/text/experimentText.ts';
import { differencesOf } from '../../../core/race/differences.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';

const range = { x: [-1, 1], y: [0, 2] };
const fromAnywhere = {
  problem: { surface: 'rosenbrock', start_range: range },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.001, 0.01],
  seed: [4, 5, 6],
  steps: 50,
};

function faultsOf(problem: object): string[] {
  try {
    parseExperiment({ ...fromAnywhere, problem });
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.faults.map(({ message }) => message);
    throw error;
  }
}

test('each seed has a run with a start of its own, the same for all optimizers and rates', () => {
  const experiment = parseExperiment(fromAnywhere);
  const runs = expandExperiment(experiment);
  expect(runs).toHaveLength(12);
  expect(countRuns(experiment)).toBe(12);
  const starts = new Map<number | null, Set<string>>();
  for (const { seed, problem } of runs)
    starts.set(seed, (starts.get(seed) ?? new Set()).add('start' in problem ? String(problem.start) : ''));
  expect([...starts.keys()]).toEqual([4, 5, 6]);
  for (const of of starts.values()) expect(of.size).toBe(1);
  expect(new Set([...starts.values()].flatMap((of) => [...of])).size).toBe(3);
});

test('without a range all have one start, and no seed', () => {
  const runs = expandExperiment(parseExperiment({ ...fromAnywhere, problem: { surface: 'rosenbrock' } }));
  expect(runs).toHaveLength(4);
  expect(runs.every(({ seed, problem }) => seed === null && !('start' in problem))).toBe(true);
});

test('runs of different starts differ in the seed alone, so that they are shown as one curve with a band', () => {
  const experiment = parseExperiment(fromAnywhere);
  const runs = expandExperiment(experiment).map((spec) => ({ facts: { ...spec, name: spec.optimizer } }));
  expect(haveSeeds(runs)).toBe(true);
  expect(groupsOf(runs, new Set(['seed']))).toHaveLength(4);
  const { equal, differ } = differencesOf(runs.map(({ facts }) => facts));
  expect(differ.map(({ id }) => id)).not.toContain('start');
  const start = equal.find(({ id }) => id === 'start');
  expect(runs[0] && start?.of(runs[0].facts)).toBe('drawn from x -1 to 1 and y 0 to 2');
  expect(raceTitle(experiment)).toContain('3 seeds');
});

test('an experiment that is made of such runs has the range, and draws the same starts again', () => {
  const experiment = parseExperiment(fromAnywhere);
  const runs = expandExperiment(experiment);
  const one = runs[4] ?? expect.fail('no run');
  const alone = experimentOfRun(experiment, one);
  expect(alone.problem).toEqual(fromAnywhere.problem);
  expect(expandExperiment(parseExperiment(alone)).map(({ id }) => id)).toEqual([one.id]);
  // As a map has the problem of its run.
  expect(experimentOfRun({ ...experiment, problem: one.problem }, one).problem).toEqual(fromAnywhere.problem);
  expect(experimentOfRuns(experiment, runs)).toMatchObject({ seed: [4, 5, 6], lr: [0.001, 0.01] });
});

test('a start on an axis of a map takes the place of the one that was drawn', () => {
  const [run] = expandExperiment(parseExperiment(fromAnywhere));
  const { problem } = withSetting(run ?? expect.fail('no run'), 'start_x', 0.5);
  expect(problem).not.toHaveProperty('start_range');
  expect(problem).toMatchObject({ start: [0.5, expect.any(Number)] });
});

test('a file keeps range and seeds, and no note says that seeds are ignored', () => {
  const experiment = parseExperiment(fromAnywhere);
  expect(parseExperiment(JSON.parse(experimentText(experiment)))).toEqual(experiment);
  expect(notesOf(experiment).join()).not.toContain('seed');
});

describe('what is refused', () => {
  test('a range beside a start', () => {
    expect(faultsOf({ surface: 'rosenbrock', start: [0, 0], start_range: range })).toEqual([
      'problem.start_range = {"x":[-1,1],"y":[0,2]} — expected either start, where all runs begin, or start_range, from which each seed draws its own',
    ]);
  });

  test('a range the wrong way round', () => {
    expect(faultsOf({ surface: 'rosenbrock', start_range: { x: [1, -1], y: [0, 2] } })).toEqual([
      'problem.start_range.x = [1,-1] — expected two numbers, the lower one first',
    ]);
  });

  test('a range in which no run can begin', () => {
    expect(faultsOf({ formula: 'log(x) + y*y', start_range: { x: [-3, -1], y: [0, 2] } })).toEqual([
      'problem.start_range = {"x":[-3,-1],"y":[0,2]} — expected a part of the plane where the loss and its slope are finite at some points, such as {"x":[-5,5],"y":[-5,5]}',
    ]);
  });
});
