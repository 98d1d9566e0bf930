/** Which runs of a race have a rule that moves up the gradient, and where they are on the screen. */
import { expect, test } from 'vitest';
import { viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { createRace } from '../../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../../core/race/raceFile.ts';
import { wholeRace } from '../../../core/race/shown.ts';
import { onValley } from '../experiment/faults.ts';
import { filesOf, half, parsed } from '../experiment/ownRules.ts';

const files = filesOf({
  './half.optimizer': half,
  './up.optimizer': half.replace('p -= share', 'p += share').replace('"Half"', '"Up"'),
});
const optimizers = ['sgd', './half.optimizer', './up.optimizer'].map((optimizer) => ({ optimizer }));
const race = createRace(parsed(onValley({ optimizers, lr: [0.01, 0.02] }), files), { id: 'a', startedAt: 0 });

test('the first run of a rule that climbs is known, with its line', () => {
  expect(race.climbing).toEqual([{ run: 4, line: 12, turned: null }]);
  expect(decodeRace(encodeRace({ ...race, phase: 'ended' })).climbing).toEqual(race.climbing);
});

test('a rule that is asked to climb does what it is asked', () => {
  const asked = [{ optimizer: './half.optimizer', hyperparameters: { climb: [false, true] } }];
  const climbing = createRace(parsed(onValley({ optimizers: asked }), files), { id: 'b', startedAt: 0 });
  expect(climbing.climbing).toEqual([]);
});

test('the page is told of it by its place on the screen', () => {
  expect(viewShown(wholeRace(race)).climbing).toEqual([{ run: 4, line: 12, turned: null }]);
  const chosen = chosenRuns([5, 4, 0].map((number) => ({ race, number })));
  expect(viewShown(chosen).climbing).toEqual([{ run: 1, line: 12, turned: null }]);
  const others = chosenRuns([0, 1].map((number) => ({ race, number })));
  expect(viewShown(others)).not.toHaveProperty('climbing');
});
