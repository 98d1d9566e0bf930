import { expect, it } from 'vitest';
import type { Pick } from '../../../core/race/pick.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from './pieces.ts';

const experiment = onValley({ lr: [0.001, 0.01, 0.1] });

/** Two races with the same runs, the first of them on the screen. */
function setUp() {
  const store = new RaceStore();
  const [first, second] = [
    { ...raceOf(experiment), id: 'first' },
    { ...raceOf(experiment), id: 'second' },
  ];
  store.show(first);
  const picked = new PickedRun(store);
  const heard: Pick[] = [];
  picked.onDidChange((pick) => heard.push(pick));
  return { store, second, picked, heard };
}

it('picks a run, and lets go of it when it is picked once more', () => {
  const { picked, heard } = setUp();
  picked.toggle({ race: 'first', run: 1 });
  expect(picked.run).toBe(1);
  picked.toggle({ race: 'first', run: 1 });
  expect(picked.run).toBeNull();
  expect(heard).toEqual([
    { race: 'first', run: 1 },
    { race: 'first', run: null },
  ]);
});

it('goes from one run to another, and tells of changes alone', () => {
  const { picked, heard } = setUp();
  for (const run of [0, 0, 2, 2, null, null]) picked.pick({ race: 'first', run });
  expect(heard.map(({ run }) => run)).toEqual([0, 2, null]);
});

it('begins another race with no picked run, although it has runs of the same numbers', () => {
  const { store, second, picked, heard } = setUp();
  picked.pick({ race: 'first', run: 2 });
  store.show(second);
  expect(picked.run).toBeNull();
  expect(heard.at(-1)).toEqual({ race: 'second', run: null });
});

it('keeps the run while its race goes on', () => {
  const { store, picked } = setUp();
  picked.pick({ race: 'first', run: 2 });
  if (store.current) store.setPaused(store.current, true);
  expect(picked.run).toBe(2);
});

it('keeps the run while its race gets another title', () => {
  const { store, picked, heard } = setUp();
  picked.pick({ race: 'first', run: 2 });
  const race = store.current;
  if (!race || race.log) expect.fail('expected a race');
  store.rename(race, { title: 'Renamed', experiment: race.experiment });
  expect(picked.run).toBe(2);
  expect(heard).toHaveLength(1);
});

it('takes no pick of a race that is gone, and none of a run that the race does not have', () => {
  const { store, second, picked } = setUp();
  store.show(second);
  picked.pick({ race: 'first', run: 1 });
  picked.pick({ race: 'second', run: 3 });
  expect(picked.run).toBeNull();
  picked.pick({ race: 'second', run: 1 });
  picked.pick({ race: 'first', run: null });
  expect(picked.run).toBe(1);
});

it('tells nobody who has stopped listening', () => {
  const { picked } = setUp();
  const heard: Pick[] = [];
  picked.onDidChange((pick) => heard.push(pick)).dispose();
  picked.pick({ race: 'first', run: 1 });
  expect(heard).toEqual([]);
});
