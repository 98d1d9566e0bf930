/** Optimizers that are compared fairly on a surface, over starts that seeds draw: run to the end, in float64. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Problem } from '../../../core/experiment/schema.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import {
  type ComparisonState,
  firstState,
  freshSeeds,
  runsOf,
} from '../../../core/fairComparison/comparisonState.ts';
import { nextRaces } from '../../../core/fairComparison/nextRaces.ts';
import { reportText } from '../../../core/fairComparison/report.ts';
import { sheetOf } from '../../../core/fairComparison/sheetOf.ts';
import { tuningOf } from '../../../core/fairComparison/tuning.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { completed } from '../lesson/lessonComparisons.ts';

const onRosenbrock = {
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'momentum' }, { optimizer: 'rmsprop' }, { optimizer: 'sam' }],
  lr: [0.01],
  steps: 500,
  compare: { trials: 5, tuning_seeds: 3, seeds: 9 },
};
const specOf = (changes: object = {}) => comparisonSpecOf(parseExperiment({ ...onRosenbrock, ...changes }));

let state: ComparisonState;
beforeAll(async () => {
  state = await completed(firstState(specOf()), 'float64');
});

function startsOf(runs: Iterable<{ readonly spec: { readonly problem: Problem } }>): string[] {
  return [...runs].map(({ spec }) => ('start' in spec.problem ? String(spec.problem.start) : 'none'));
}

test('races have the starts of the landscape’s part of the plane, and as many gradients for each', () => {
  const planned = nextRaces(firstState(specOf()));
  // SAM takes two gradients a step.
  expect(planned.map(({ experiment }) => experiment.steps)).toEqual([500, 250]);
  for (const { experiment } of planned) {
    expect(experiment.problem).toEqual({
      surface: 'rosenbrock',
      start_range: { x: [-1.6, 1.6], y: [-0.6, 1.8] },
    });
    expect(experiment).not.toHaveProperty('epochs');
    expect(parseExperiment(experiment)).toEqual(experiment);
  }
});

test('a range of the experiment’s own is kept, and a start beside none counts for nothing, which is said', () => {
  const start_range = { x: [0, 1], y: [0, 1] };
  const own = specOf({ problem: { surface: 'rosenbrock', start_range } });
  expect(nextRaces(firstState(own))[0]?.experiment.problem).toMatchObject({ start_range });
  const fixed = specOf({ problem: { surface: 'rosenbrock', start: [0, 0] } });
  expect(nextRaces(firstState(fixed))[0]?.experiment.problem).not.toHaveProperty('start');
  expect(fixed.notes).toEqual([
    'problem.start is left out: each seed has a start of its own; problem.start_range says from where.',
  ]);
});

test('all optimizers have the same starts, and those that judge are others than those of tuning', () => {
  const entries = state.spec.entrants.map((_, entrant) => {
    const { trials, best } = tuningOf(state, 0, entrant);
    return { entrant, trial: trials[best ?? 0]?.trial ?? expect.fail('no trial') };
  });
  const tuned = entries.map((entry) => startsOf(runsOf(state, 'tuning', 0, entry).values()));
  const judged = entries.map((entry) => startsOf(runsOf(state, 'judging', 0, entry).values()));
  expect(new Set(tuned.map(String)).size).toBe(1);
  expect(new Set(judged.map(String)).size).toBe(1);
  expect(new Set([...(tuned[0] ?? []), ...(judged[0] ?? [])]).size).toBe(3 + 9);
});

test('there is a verdict over starts, by final losses and curves of the steps', () => {
  const sheet = sheetOf(state, false, null);
  expect(sheet).toMatchObject({ phase: 'done', seeds: 9, unit: 'gradient' });
  expect(sheet.budget).toBe('500 steps · 5 trials each on 3 seeds · judged on 9 fresh seeds');
  expect(sheet.judge).toMatchObject({ judged: 'final loss', tuned: 'final loss' });
  const [problem] = sheet.problems;
  const [momentum, rmsprop, sam] = problem?.entrants ?? [];
  expect(problem?.rows).toEqual({ training: 0, validation: 0, test: 0 });
  expect(problem?.headline).toBe(
    'Momentum wins: RMSProp and SAM are worse on fresh seeds. The best rate of SAM is still at the edge of those tried: it may improve.',
  );
  expect(momentum?.verdict).toBe('best');
  expect(rmsprop?.behind).toMatchObject({ pairs: 9, p: 2 / 2 ** 9 });
  // Each third step of 500; of SAM's 250 each second, of two gradients.
  expect(momentum?.curve.x.slice(0, 3)).toEqual([0, 3, 6]);
  expect(sam?.curve.x.slice(0, 3)).toEqual([0, 4, 8]);
  expect([momentum, sam].map((entrant) => entrant?.curve.x.at(-1))).toEqual([500, 500]);
  expect(momentum?.curve.median.at(-1)).toBe(momentum?.result?.median);
  // Each trial at the usual rates diverged.
  expect(sam?.trials.filter(({ isAdded }) => isAdded).map(({ lr }) => lr)).toEqual([
    0.000316, 0.001, 0.00316, 0.01,
  ]);
  expect(sheet.notes.slice(0, 3)).toEqual([
    'Each optimizer gets 5 trials and 500 gradients, with rates around the default of its rule; all have the same start on each seed. A best rate at the edge of those tried adds two, 2 times at most.',
    'SAM takes two gradients a step, and so 250 of the 500 steps.',
    'Each seed starts at a point of its own, drawn uniformly from x -1.6 to 1.6 and y -0.6 to 1.8; the fresh ones are judged from starts that tuning never saw.',
  ]);
});

test('by steps to a target every step counts, and by the best loss the lowest', async () => {
  const judged = async (judge: string) => {
    const spec = specOf({
      target: 0.5,
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
      compare: { ...onRosenbrock.compare, judge },
    });
    const done = await completed(firstState(spec), 'float64');
    const { trials, best } = tuningOf(done, 0, 1);
    const trial = trials[best ?? 0]?.trial ?? expect.fail('no trial');
    return freshSeeds(done).flatMap(
      (seed) => runsOf(done, 'judging', 0, { entrant: 1, trial }).get(seed) ?? [],
    );
  };
  for (const { score, state: run, firstStepAt } of await judged('steps')) {
    expect(score?.value).toBe(run.reached ?? Number.POSITIVE_INFINITY);
    expect(score?.hasMissed).toBe(run.reached === null);
    expect(firstStepAt(0.5)).toBe(score?.value);
  }
  for (const { score, state: run } of await judged('best loss')) {
    expect(score?.value).toBe(run.best);
    expect(score?.finalLoss).toBe(run.loss);
  }
});

test('the sample on Rosenbrock has a verdict', async () => {
  const text = readFileSync(inRoot('extension', 'sample', 'compare-rosenbrock.experiment.json'), 'utf8');
  const spec = comparisonSpecOf(parseExperiment(JSON.parse(text)));
  const { problems, phase } = sheetOf(await completed(firstState(spec), 'float64'), false, null);
  expect(phase).toBe('done');
  expect(problems[0]?.headline).toBe('Momentum wins: SGD, RMSProp and Adam are worse on fresh seeds.');
});

test('a typed formula is compared, too, and its report can be compared again', async () => {
  const spec = specOf({
    problem: { formula: 'x**4 + 3*y**2 - x', window: { x: [-2, 2], y: [-1, 1] } },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    steps: 100,
  });
  const done = await completed(firstState(spec), 'float64');
  const sheet = sheetOf(done, false, null);
  expect(sheet.phase).toBe('done');
  expect(sheet.problems[0]?.name).toBe('x**4 + 3*y**2 - x');
  const report = reportText(spec, sheet, []);
  expect(report).toContain('| Final loss |');
  const again = /```json\n([\s\S]*?)```/.exec(report)?.[1] ?? '';
  expect(comparisonSpecOf(parseExperiment(JSON.parse(again)))).toEqual(spec);
});

describe('over several surfaces', () => {
  const several = (compare: object, others: object = {}) =>
    specOf({
      problem: { surface: 'booth' },
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }],
      steps: 60,
      ...others,
      compare: { trials: 3, tuning_seeds: 2, seeds: 6, ...compare },
    });
  const problems = [{ surface: 'styblinskiTang' }, { surface: 'valley', condition: 10 }];

  test('each is tuned and judged from its own starts, and a profile sums up, also where losses are below 0', async () => {
    const sheet = sheetOf(await completed(firstState(several({ problems })), 'float64'), false, null);
    expect(sheet.phase).toBe('done');
    expect(sheet.problems.map(({ name }) => name)).toEqual([
      'Booth',
      'Styblinski–Tang',
      'Ill-conditioned valley, condition 10',
    ]);
    expect(sheet.profiled).toBe(3);
    expect(sheet.profile).toHaveLength(2);
    const [booth, tang, valley] = sheet.problems.map(({ entrants }) =>
      entrants.map(({ result }) => result?.median ?? Number.NaN),
    );
    expect(Math.max(...(tang ?? []))).toBeLessThan(0);
    // Someone is the best on each, and both where there is nothing between them.
    const lowest = 2 * -39.16616570377142;
    const above = [booth, tang?.map((loss) => loss - lowest), valley].map((losses) =>
      (losses ?? []).map((loss) => Math.max(1e-9, loss)),
    );
    for (const [entrant, { share }] of sheet.profile.entries()) {
      const within = (factor: number) =>
        above.filter((losses) => (losses[entrant] ?? 0) <= factor * Math.min(...losses) * (1 + 1e-9)).length /
        3;
      expect(share[0]).toBeCloseTo(within(1), 12);
      expect(share.at(-1)).toBeCloseTo(within(4), 12);
    }
    expect(sheet.notes).toContain(
      'In the profile a loss counts by how far it is above the lowest of its surface, 1e-9 at least.',
    );
    expect(sheet.notes).toContainEqual(
      expect.stringMatching(/^Styblinski–Tang: each seed starts at a point of its own/),
    );
  });

  test('a formula has no known lowest loss, which is said; steps to a target count all the same', async () => {
    const formula = { formula: 'x**2 + 2*y**2 - 1', start: [1, 1] };
    const byLoss = sheetOf(
      await completed(firstState(several({ problems: [formula] })), 'float64'),
      false,
      null,
    );
    expect(byLoss.profiled).toBe(1);
    expect(byLoss.notes).toContain(
      'x**2 + 2*y**2 - 1 is not in the profile: its lowest loss isn’t known. With "judge": "steps" and a target it is.',
    );
    expect(byLoss.notes).toContain('compare.problems[0].start is left out, as problem.start would be.');
    const bySteps = several({ problems: [formula], judge: 'steps' }, { target: 0.5 });
    const sheet = sheetOf(await completed(firstState(bySteps), 'float64'), false, null);
    expect(sheet.profiled).toBe(2);
    expect(sheet.notes.join()).not.toContain('profile');
  });

  test('the report can be compared again', async () => {
    const spec = several({ problems });
    const report = reportText(spec, sheetOf(await completed(firstState(spec), 'float64'), false, null), []);
    const again = /```json\n([\s\S]*?)```/.exec(report)?.[1] ?? '';
    expect(comparisonSpecOf(parseExperiment(JSON.parse(again)))).toEqual(spec);
  });
});
