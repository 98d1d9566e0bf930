/** Rules of people’s own in races: names, what stays from before, and what tells runs apart. */
import { describe, expect, test } from 'vitest';
import { optimizerNames } from '../../../core/experiment/describe.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { texts } from '../../../core/optimizers/texts.ts';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { differencesOf } from '../../../core/race/differences.ts';
import { createRace } from '../../../core/race/race.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onValley } from '../experiment/faults.ts';
import { filesOf, half, parsed, withHalf } from '../experiment/ownRules.ts';
import { pieceOf } from './pieces.ts';

const raceWith = (experiment: Experiment, id = 'a') => createRace(experiment, { id, startedAt: 0 });

describe('names', () => {
  const files = filesOf({
    './a.optimizer': texts.adam,
    'b/a.optimizer': texts.adam.replace('eps)', 'eps) * 1'),
  });
  const choices = (...names: string[]) => ({ optimizers: names.map((optimizer) => ({ optimizer })) });
  const namesOf = (...names: string[]) =>
    raceWith(parsed(onValley(choices(...names)), files)).runs.map(({ name }) => name);

  test('of rules of one’s own are those that their texts give', () => {
    expect(namesOf('./a.optimizer', 'sgd')).toEqual(['Adam', 'SGD']);
  });

  test('that several have are told apart by their files', () => {
    expect(namesOf('adam', './a.optimizer', 'b/a.optimizer')).toEqual([
      'Adam',
      'Adam (a.optimizer)',
      'Adam (b/a.optimizer)',
    ]);
    expect(raceWith(parsed(onValley(choices('adam', './a.optimizer')), files)).title).toContain(
      'Adam, Adam (a.optimizer)',
    );
  });

  test('are paths where there is no text', () => {
    expect(optimizerNames([])({ optimizer: './a.optimizer' })).toBe('./a.optimizer');
  });
});

describe('a race that takes the place of another, since a rule was changed,', () => {
  const files = filesOf({ './half.optimizer': half.replace('lr * g', 'g * lr') });
  const choices = {
    optimizers: ['sgd', './half.optimizer'].map((optimizer) => ({ optimizer })),
    lr: [0.1, 0.2],
  };
  const before = raceWith(parsed(onValley(choices)));
  const keeps = (experiment: Experiment) => {
    const { runs } = createRace(experiment, { id: 'b', startedAt: 0, before });
    return runs.map((run) => before.runs.findIndex(({ record }) => record === run.before));
  };

  test('has what runs of that rule had recorded, and sends it to pages', () => {
    expect(keeps(parsed(onValley(choices), files))).toEqual([-1, -1, 2, 3]);
    const race = createRace(parsed(onValley(choices), files), { id: 'b', startedAt: 0, before });
    before.runs[2]?.record.append(pieceOf({ loss: [7, 6], position: [0, 0, 1, 1] }));
    const { runs } = viewShown(wholeRace(race));
    expect(runs.map((run) => run.before && (run.before.points.loss?.length ?? 0))).toEqual([
      undefined,
      undefined,
      2,
      0,
    ]);
  });

  test('has nothing of runs whose rule is the same, or that are others', () => {
    expect(keeps(parsed(onValley(choices)))).toEqual([-1, -1, -1, -1]);
    expect(keeps(parsed(onValley({ ...choices, lr: [0.1, 0.3] }), files))).toEqual([-1, -1, 2, -1]);
    const swapped = { ...choices, optimizers: [...choices.optimizers].reverse() };
    expect(keeps(parsed(onValley(swapped), files))).toEqual([-1, -1, -1, -1]);
  });
});

test('runs by the same name whose rules differ have that as a difference', () => {
  const before = raceWith(parsed(withHalf()), 'a');
  const after = raceWith(
    parsed(withHalf(), filesOf({ './half.optimizer': half.replace('lr * g', 'g * lr') })),
    'b',
  );
  const places = [before, after].map((race) => ({ race, number: 0 }));
  const named = chosenRuns(places).runs.map(({ spec, name }) => ({ ...spec, name }));
  expect(differencesOf(named).differ.map(({ name }) => name)).toEqual(['rule version']);
  const same = [before, raceWith(parsed(withHalf()), 'c')].map(({ runs: [run] }) => ({
    ...(run?.spec ?? expect.fail()),
    name: 'Half',
  }));
  expect(differencesOf(same).all.map(({ id }) => id)).not.toContain('rule');
});
