import { describe, expect, it } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { Pick } from '../../../core/race/pick.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { onValley } from '../experiment/faults.ts';
import { logRaceOf } from '../log/logRaces.ts';
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

describe('on a screen that others leave', () => {
  const log = logRaceOf('run,step,loss\na,0,4\nb,0,5\n');

  /** Run 1 of a race and the two of a log. */
  function compared() {
    const { store, picked } = setUp();
    const race = store.current ?? expect.fail('expected a race');
    store.open(log);
    store.compare(chosenRuns([...[0, 1].map((number) => ({ race: log, number })), { race, number: 1 }]));
    return { store, picked, race };
  }

  it('stays, at its new place', () => {
    const { store, picked, race } = compared();
    picked.pick({ race: store.shown?.id ?? '', run: 2 });
    store.compare(
      chosenRuns([
        { race: log, number: 1 },
        { race, number: 1 },
      ]),
    );
    expect(picked.run).toBe(1);
    store.compare(chosenRuns([{ race: log, number: 1 }]));
    expect(picked.run).toBeNull();
  });

  it('is none where runs are added', () => {
    const { store, picked, race } = compared();
    picked.pick({ race: store.shown?.id ?? '', run: 2 });
    store.compare(chosenRuns([0, 1, 2].map((number) => ({ race, number }))));
    expect(picked.run).toBeNull();
  });

  it('is none where a race was there as a whole', () => {
    const { store, picked } = setUp();
    const race = store.current ?? expect.fail('expected a race');
    picked.pick({ race: 'first', run: 1 });
    store.compare(chosenRuns([{ race, number: 1 }]));
    expect(picked.run).toBeNull();
  });

  it('stays the run of a log that begins anew with other runs', () => {
    const { store, picked } = compared();
    picked.pick({ race: store.shown?.id ?? '', run: 1 });
    const { runs } = log;
    const [, last] = runs;
    store.setRuns(log, last ? [last] : []);
    expect(picked.run).toBe(0);
    store.show(log);
    picked.pick({ race: log.id, run: 0 });
    store.setRuns(log, runs);
    expect(picked.run).toBe(1);
    store.setRuns(log, runs.slice(0, 1));
    expect(picked.run).toBeNull();
  });
});
