/** Which columns have room, and how wide they are, as the table gets narrower. */
import { describe, expect, it } from 'vitest';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { fittingColumns } from '../../../webview/panel/table/fittingColumns.ts';
import { raceOf, runView } from './fixtures.ts';

function idsOf(race: RaceData, width: number, narrow = false): string[] {
  return fittingColumns(race, width, narrow).map(({ column }) => column.id);
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

  it('heads and names have less room before a column goes, and all of theirs where there is enough', () => {
    const [, race = raceOf()] = races;
    const widthOf = (id: string, width: number) =>
      fittingColumns(race, width, false).find(({ column }) => column.id === id)?.width ?? 0;
    expect(widthOf('name', 5000)).toBe(Math.ceil(8.8 * 28 + 42) + 24);
    expect(widthOf('name', 700)).toBeLessThan(widthOf('name', 5000));
    expect(widthOf('name', 600)).toBeGreaterThanOrEqual(8.8 * 14 + 42 + 24);
    expect(widthOf('target', 5000)).toBe(Math.ceil(6.4 * 'Steps to 1.0'.length + 14) + 24);
    expect(widthOf('target', 600)).toBeLessThan(widthOf('target', 5000));
    for (let width = 600; width < 1500; width += 7) {
      const fixed = fittingColumns(race, width, false).reduce((sum, each) => sum + (each.width ?? 0), 0);
      // What is left is the status's: an icon, a word, and padding.
      expect(width - fixed, `${width} px`).toBeGreaterThanOrEqual(100);
    }
  });
});
