/** Which columns have room, and how wide they are, as the table gets narrower. */
import { describe, expect, it } from 'vitest';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { fittingColumns } from '../../../webview/panel/table/fittingColumns.ts';
import { raceOf, runView } from './fixtures.ts';

function idsOf(race: RaceData, width: number, narrow = false): string[] {
  return fittingColumns(race, width, narrow).map(({ column }) => column.id);
}

/** What goes as the table gets narrower, pixel by pixel. */
function goingOf(race: RaceData, narrow: boolean): string[] {
  let before = idsOf(race, 3000, narrow);
  const going: string[] = [];
  for (let width = 3000; width >= 0; width--) {
    const ids = idsOf(race, width, narrow);
    going.push(...before.filter((id) => !ids.includes(id)));
    before = ids;
  }
  return going;
}

describe('where there is little room', () => {
  const names = ['SGD', 'Nesterov’s accelerated gradient with a long name'];
  const trained = {
    ...{ path: null, stepsPerEpoch: 3, batchSize: 32, seed: 1, stepsPerSecond: 9 },
    evaluations: [{ step: 3, loss: 0.5, accuracy: 0.875 }],
  };
  const onData = { problem: { data: 'digits', hidden: [], validation: 0.2 }, target: null };
  const races = [
    raceOf(),
    raceOf({ runs: names.map((name, i) => runView({ name, lr: 0.01 + i })) }),
    raceOf({ ...onData, runs: names.map((name) => runView({ ...trained, name })) }),
  ];

  it('the status goes after all that says less', () => {
    const less = ['best', 'position0', 'steps', 'time', 'rate'];
    for (const race of races)
      for (let width = 284; width < 1500; width += 4) {
        const ids = idsOf(race, width, width < 720);
        if (!ids.includes('status'))
          expect(
            less.filter((id) => ids.includes(id)),
            `${width} px`,
          ).toEqual([]);
      }
    expect(idsOf(races[2] ?? raceOf(), 769)).toEqual([
      ...['name', 'loss', 'accuracy', 'whole', 'time', 'status'],
    ]);
  });

  it('no column comes and goes as the table gets wider', () => {
    for (const race of races)
      for (const narrow of [true, false]) {
        let before: string[] = [];
        for (let width = 284; width < 1500; width += 3) {
          const ids = idsOf(race, width, narrow);
          expect(ids, `${width} px`).toEqual(expect.arrayContaining(before));
          before = ids;
        }
      }
  });

  it('what says least goes first, of columns that say as much the last, and name and loss stay', () => {
    const onSurface = ['steps', 'lr', 'best', 'position0', 'position1', 'status', 'target'];
    for (const narrow of [true, false]) {
      expect(goingOf(raceOf(), narrow)).toEqual(onSurface);
      expect(idsOf(raceOf(), 0, narrow)).toEqual(['name', 'loss']);
    }
    expect(goingOf(races[2] ?? raceOf(), false)).toEqual([
      'steps',
      'seed',
      'batch',
      'lr',
      'rate',
      'best',
      'time',
      'status',
      'whole',
      'accuracy',
    ]);
  });

  it.each([true, false])('columns stay down to the last pixel that they need, narrow: %s', (narrow) => {
    const all = idsOf(raceOf(), 3000, narrow);
    let least = 3000;
    while (idsOf(raceOf(), least - 1, narrow).length === all.length) least--;
    const fixed = fittingColumns(raceOf(), least, narrow).reduce((sum, each) => sum + (each.width ?? 0), 0);
    const padding = narrow ? 16 + 8 : 24;
    expect(least - fixed).toBe(Math.ceil(8.8 * 'Running'.length + 42) + padding);
  });

  it('each column has a whole number of pixels, and never less than it needs; one has what is left', () => {
    for (const race of [...races, raceOf({ target: null })])
      for (const narrow of [true, false]) {
        const needed = Math.ceil(7.3 * '-1.234e-308'.length) + (narrow ? 8 : 24);
        for (let width = 0; width < 1500; width++) {
          const fitting = fittingColumns(race, width, narrow);
          const widths = fitting.flatMap((each) => each.width ?? []);
          expect(widths.length, `${width} px`).toBe(fitting.length - 1);
          expect(widths.every(Number.isInteger), `${width} px`).toBe(true);
          const loss = fitting.find(({ column }) => column.id === 'loss')?.width;
          expect(loss, `${width} px`).toBeGreaterThanOrEqual(needed);
        }
      }
  });

  it('rows of several runs have room for their counts, where there is more than a little', () => {
    const runs = ['SGD', 'Momentum'].flatMap((name) =>
      [0, 1].map((seed) => runView({ name, optimizer: name, seed })),
    );
    const race = raceOf({ runs });
    const named = Math.ceil(8.8 * 'Momentum 10 seeds'.length + 42 + 20) + 24;
    const told = Math.ceil(8.8 * '10 diverged,'.length + 42) + 24;
    for (let width = 640; width < 1800; width += 40) {
      const fitting = fittingColumns(race, width, false, false, 'seed');
      const name = fitting.find(({ column }) => column.id === 'name');
      expect(name?.width ?? width, `${width} px`).toBeGreaterThanOrEqual(named);
      const left = width - fitting.reduce((sum, each) => sum + (each.width ?? 0), 0);
      if (name?.width !== null) expect(left, `${width} px`).toBeGreaterThanOrEqual(told);
    }
  });

  it('heads and names have less room before a column goes, and all of theirs where there is enough', () => {
    const [, race = raceOf()] = races;
    const widthOf = (id: string, width: number) =>
      fittingColumns(race, width, false).find(({ column }) => column.id === id)?.width ?? 0;
    expect(widthOf('name', 5000)).toBe(Math.ceil(8.8 * 28 + 42) + 24);
    expect(widthOf('name', 700)).toBeLessThan(widthOf('name', 5000));
    expect(widthOf('name', 600)).toBeGreaterThanOrEqual(8.8 * 14 + 42 + 24);
    expect(widthOf('target', 5000)).toBe(Math.ceil(6.4 * 'Steps to 1.0'.length + 14) + 24);
    expect(widthOf('target', 600)).toBeLessThan(widthOf('target', 5000));
    const ofStatus = Math.ceil(8.8 * 'Running'.length + 42) + 24;
    for (let width = 600; width < 1500; width += 7) {
      const fitting = fittingColumns(race, width, false);
      const left = width - fitting.reduce((sum, each) => sum + (each.width ?? 0), 0);
      expect(left, `${width} px`).toBeGreaterThanOrEqual(ofStatus);
      // While names wrap, no more is left over than the parts of pixels.
      if (widthOf('name', width) < widthOf('name', 5000))
        expect(left, `${width} px`).toBeLessThan(ofStatus + fitting.length);
    }
  });
});

it('a column of seeds is as wide as their number, where several runs are one row', () => {
  const problem = { data: 'digits', hidden: [] };
  const runs = [0, 1, 2].map((seed) => runView({ path: null, stepsPerEpoch: 3, batchSize: 32, seed }));
  const race = raceOf({ problem, target: null, runs });
  const widthOf = (grouping: string) =>
    fittingColumns(race, 900, false, false, grouping).find(({ column }) => column.id === 'seed')?.width ?? 0;
  // Seven letters.
  expect(widthOf('optimizer')).toBeGreaterThan(7 * 7);
  expect(widthOf('run')).toBeLessThan(widthOf('optimizer'));
});
