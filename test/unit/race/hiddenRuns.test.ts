import { expect, it } from 'vitest';
import type { Hidden } from '../../../core/race/hidden.ts';
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
