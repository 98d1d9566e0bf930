import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { stateOf, viewShown } from '../../../core/protocol/viewShown.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import { createRace, type Race, type RaceOrLog } from '../../../core/race/race.ts';
import { type RunPlace, wholeRace } from '../../../core/race/shown.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { onValley } from '../experiment/faults.ts';
import { logRaceOf } from '../log/logRaces.ts';

const raceOf = (id: string, change: object = {}): Race =>
  createRace(parseExperiment(onValley({ title: `Race ${id}`, ...change })), { id, startedAt: 0 });

const sgd = raceOf('a', { lr: [0.001, 0.01], target: 1 });
const adam = raceOf('b', { optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }], lr: [0.1], target: 2 });
const network = raceOf('c', {
  problem: { data: 'digits' },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.1],
});

const place = (race: RaceOrLog, number: number): RunPlace => ({ race, number });

describe('runs on the screen', () => {
  test('are those of a race, with its looks', () => {
    const { id, title, races, runs } = wholeRace(sgd);
    expect([id, title, races]).toEqual(['a', 'Race a', [sgd]]);
    expect(runs.map(({ number, variant, record }) => [number, variant, record])).toEqual(
      sgd.runs.map(({ variant, record }, number) => [number, variant, record]),
    );
  });

  test('are chosen ones of several races, which look as if they were of one', () => {
    const shown = chosenRuns([place(sgd, 1), place(adam, 0), place(adam, 1)]);
    expect(shown.title).toBe('3 runs from 2 experiments');
    expect(shown.races).toEqual([sgd, adam]);
    const [first, second, third] = shown.runs;
    expect(first?.record).toBe(sgd.runs[1]?.record);
    expect(first?.color).toBe(third?.color);
    expect(second?.color).not.toBe(first?.color);
    expect([first?.variant, second?.variant, third?.variant]).toEqual([0, 0, 1]);
  });

  test('are there once, and the same ones have the same id', () => {
    const once = chosenRuns([place(sgd, 0), place(adam, 0)]);
    const twice = chosenRuns([place(sgd, 0), place(adam, 0), place(sgd, 0)]);
    expect(twice.runs).toHaveLength(2);
    expect(twice.id).toBe(once.id);
    expect(chosenRuns([place(sgd, 1), place(adam, 0)]).id).not.toBe(once.id);
    expect(chosenRuns([place(sgd, 0)]).title).toBe('1 run of Race a');
  });

  test.each([
    ['none', () => chosenRuns([]), 'runs = none — expected at least one'],
    ['what is not there', () => chosenRuns([place(sgd, 2)]), 'run = 2 — expected one of the 2 of Race a'],
  ])('are refused: %s', (_, choose, message) => {
    expect(choose).toThrow(new RangeError(message));
  });
});

describe('the view of runs on the screen', () => {
  test('has what all have alike, and says of each where it is from', () => {
    const view = viewShown(chosenRuns([place(sgd, 0), place(adam, 0)]));
    expect(toPanelSchema.parse({ type: 'snapshot', race: view })).toBeTruthy();
    expect([view.problem, view.target]).toEqual([sgd.experiment.problem, null]);
    expect(view.experiments).toEqual(['Race a', 'Race b']);
    expect(view.runs.map(({ experiment }) => experiment)).toEqual([0, 1]);
  });

  test('has no problem where there are several', () => {
    expect(viewShown(chosenRuns([place(sgd, 0), place(network, 0)])).problem).toBeNull();
  });

  test('goes on as long as one of its races does', () => {
    const ended: Race = { ...raceOf('d'), phase: 'ended', speed: 1, threads: 1 };
    const going: Race = { ...raceOf('e'), phase: 'running', speed: 4, threads: 2 };
    const state = stateOf({ races: [ended, going] });
    expect(state).toEqual({ phase: 'running', phases: ['ended', 'running'], speed: 4, threads: 3 });
    expect(stateOf({ races: [ended, { ...going, phase: 'paused' }] }).phase).toBe('paused');
    expect(stateOf({ races: [ended] })).toEqual({ phase: 'ended', speed: 1, threads: 1 });
  });
});

describe('the store', () => {
  test('shows chosen runs, and what is chosen anew stays as it is', () => {
    const store = new RaceStore();
    for (const race of [sgd, adam]) store.open(race);
    const told: string[] = [];
    store.onDidChange(({ type }) => told.push(type));
    store.compare(chosenRuns([place(sgd, 0), place(adam, 0)]));
    store.compare(chosenRuns([place(sgd, 0), place(adam, 0)]));
    expect(told).toEqual(['shown']);
    expect([store.isShown(sgd), store.isShown(adam), store.isShown(network)]).toEqual([true, true, false]);
  });

  test('is about the race that goes on, of several', () => {
    const store = new RaceStore();
    const ended: Race = { ...raceOf('d'), phase: 'ended' };
    const going = raceOf('e');
    for (const race of [ended, going]) store.open(race);
    store.compare(chosenRuns([place(ended, 0), place(going, 0)]));
    expect(store.current).toBe(going);
    store.clear();
    expect([store.current, store.shown]).toEqual([null, null]);
  });

  test('closes no race that is on the screen', () => {
    const store = new RaceStore();
    const [first, second] = [raceOf('f'), raceOf('g')].map((race): Race => ({ ...race, phase: 'ended' }));
    if (!first || !second) throw new Error('two races');
    for (const race of [first, second]) store.open(race);
    store.compare(chosenRuns([place(first, 0), place(second, 0)]));
    store.close(second);
    expect(store.races).toEqual([first, second]);
    store.show(first);
    store.close(second);
    expect([store.races, store.find('g')]).toEqual([[first], undefined]);
  });

  test('has the runs of a log that are still there, in their places', () => {
    const store = new RaceStore();
    const log = logRaceOf('run,step,loss\na,0,4\nb,0,5\n');
    for (const race of [sgd, log]) store.open(race);
    store.compare(chosenRuns([place(sgd, 0), place(log, 0), place(log, 1)]));
    const before = store.shown;
    const [a, b] = log.runs;
    if (!a || !b) throw new Error('two runs');
    store.setRuns(log, [b, a]);
    expect([store.shown?.id, store.shown?.runs.map(({ number }) => number)]).toEqual([before?.id, [0, 1, 0]]);
    expect(store.shown?.runs.map(({ color }) => color)).toEqual(before?.runs.map(({ color }) => color));
    store.setRuns(log, [b]);
    expect(store.shown?.runs.map(({ name }) => name)).toEqual(['SGD', 'b']);
    expect(store.shown?.id).not.toBe(before?.id);
  });
});
