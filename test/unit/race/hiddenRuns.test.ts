import { describe, expect, it } from 'vitest';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { Hidden } from '../../../core/race/hidden.ts';
import type { RaceOrLog } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { onValley } from '../experiment/faults.ts';
import { hiddenIn } from './hidden.ts';
import { raceOf } from './pieces.ts';

const raceWith = (id: string) => raceOf(onValley({ lr: [0.001, 0.01, 0.1] }), { id });

function setUp(kept?: Hidden) {
  const store = new RaceStore();
  store.show(raceWith('first'));
  const { hidden, picked, saved } = hiddenIn(store, undefined, kept);
  const heard: Hidden[] = [];
  const listening = hidden.onDidChange((runs) => heard.push(runs));
  return { store, hidden, picked, saved, heard, listening };
}

it('hides runs, shows the others, tells of it and keeps it', () => {
  const { hidden, saved, heard, listening } = setUp();
  expect(hidden.current).toEqual([]);
  hidden.hide({ race: 'first', runs: [0, 2] });
  expect([0, 1, 2].map((run) => hidden.has(run))).toEqual([true, false, true]);
  hidden.hide({ race: 'first', runs: [1] });
  expect(hidden.current).toEqual([1]);
  const changes = [
    { race: 'first', runs: [0, 2] },
    { race: 'first', runs: [1] },
  ];
  expect([heard, saved]).toEqual([changes, changes]);
  listening.dispose();
  hidden.hide({ race: 'first', runs: [] });
  expect(heard).toHaveLength(2);
});

it('belongs to a race: another has none hidden, whatever its runs, and takes none of what comes late', () => {
  const { store, hidden, saved } = setUp();
  hidden.hide({ race: 'first', runs: [1] });
  store.show(raceWith('second'));
  expect([hidden.current, hidden.has(1)]).toEqual([[], false]);
  hidden.hide({ race: 'first', runs: [2] });
  expect([hidden.current, saved.length]).toEqual([[], 1]);
  hidden.hide({ race: 'second', runs: [0] });
  expect(hidden.current).toEqual([0]);
});

it('survives a reload of the window', () => {
  const { hidden } = setUp({ race: 'first', runs: [2] });
  expect([hidden.current, hidden.has(2)]).toEqual([[2], true]);
  expect(setUp({ race: 'gone', runs: [2] }).hidden.current).toEqual([]);
});

it('shows a hidden run again that is picked, and lets go of the picked run that is hidden', () => {
  const { hidden, picked, heard } = setUp();
  hidden.hide({ race: 'first', runs: [0, 2] });
  picked.pick({ race: 'first', run: 1 });
  expect(hidden.current).toEqual([0, 2]);
  picked.toggle({ race: 'first', run: 2 });
  expect([hidden.current, picked.run, heard.at(-1)]).toEqual([[0], 2, { race: 'first', runs: [0] }]);
  hidden.hide({ race: 'first', runs: [0, 1] });
  expect(picked.run).toBe(2);
  hidden.hide({ race: 'first', runs: [2] });
  expect([hidden.current, picked.run]).toEqual([[2], null]);
});

describe('of chosen runs', () => {
  const [a, b] = [raceWith('a'), raceWith('b')];
  const chosen = (...places: [RaceOrLog, number][]) =>
    chosenRuns(places.map(([race, number]) => ({ race, number })));

  it('stay hidden when others are taken off or added', () => {
    const { store, hidden, saved } = setUp();
    store.compare(chosen([a, 0], [a, 1], [b, 2]));
    const { id: race = '' } = store.shown ?? {};
    hidden.hide({ race, runs: [1, 2] });
    store.compare(chosen([a, 1], [b, 2]));
    expect(hidden.current).toEqual([0, 1]);
    store.compare(chosen([b, 2], [b, 0]));
    expect(hidden.current).toEqual([]);
    store.compare(chosen([b, 2]));
    hidden.hide({ race: store.shown?.id ?? '', runs: [0] });
    store.compare(chosen([b, 2], [a, 0]));
    expect([hidden.has(0), hidden.has(1)]).toEqual([true, false]);
    expect(saved.at(-1)).toEqual({ race: store.shown?.id, runs: [0] });
  });

  it('stay hidden when others are added to a race, but not where they are chosen of it', () => {
    const { store, hidden } = setUp();
    store.show(a);
    hidden.hide({ race: 'a', runs: [1] });
    store.compare(chosen([a, 0], [a, 1]));
    expect(hidden.current).toEqual([]);
    store.show(a);
    expect(hidden.current).toEqual([1]);
    store.compare(chosen([b, 0], [a, 0], [a, 1], [a, 2]));
    expect(hidden.current).toEqual([2]);
  });

  it('are known to whoever hears of the screen first', () => {
    const store = new RaceStore();
    const heard: (readonly number[])[] = [];
    let current = (): readonly number[] => [];
    store.onDidChange(() => heard.push(current()));
    const { hidden } = hiddenIn(store);
    current = () => hidden.current;
    store.compare(chosen([a, 0], [b, 1]));
    hidden.hide({ race: store.shown?.id ?? '', runs: [1] });
    store.compare(chosen([b, 1]));
    expect(heard.at(-1)).toEqual([0]);
  });
});
