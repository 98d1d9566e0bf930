import { describe, expect, it } from 'vitest';
import type { RaceData } from '../../../webview/panel/data/raceData.ts';
import { measuresOf } from '../../../webview/panel/scene/measures.ts';
import { fittingParts, partsOf, type ToolbarPart } from '../../../webview/panel/toolbarRoom.ts';
import { readViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';
import { sweepView } from './sweepRace.ts';

const model = raceOf({
  problem: { data: 'digits', hidden: [] },
  runs: [runView({ path: null, steps: 11_400, stepsPerEpoch: 1140 })],
});

const longestMeasure = Math.max(...measuresOf(model).map((each) => each.name(model).length));

/** The least width at which a part stands in the toolbar. */
function leastWidth(race: RaceData, part: ToolbarPart): number {
  for (let width = 200; width <= 2000; width++) {
    if (fittingParts(stateOf(race, { width })).has(part)) return width;
  }
  throw new Error(`${part} fits nowhere`);
}

/** What a part adds to the width of those before it. */
function added(race: RaceData, part: ToolbarPart): number {
  const parts = partsOf(stateOf(race));
  const before = parts[parts.indexOf(part) - 1];
  return leastWidth(race, part) - (before ? leastWidth(race, before) : 0);
}

describe('a toolbar', () => {
  it('has what belongs to models for models alone', () => {
    expect(partsOf(stateOf(model))).toEqual([
      ...[
        'counter',
        'restart',
        'logY',
        'measure',
        'speed',
        'xAxis',
        'logX',
        'epochs',
        'engine',
        'outliers',
        'smoothing',
        'raw',
      ],
    ]);
    expect(partsOf(stateOf(raceOf()))).toEqual([
      ...['counter', 'restart', 'logY', 'speed', 'xAxis', 'logX', 'engine', 'outliers', 'smoothing', 'raw'],
    ]);
  });

  it('has what belongs to curves where there are curves, and the views of a sweep', () => {
    const race = raceOf(sweepView(['Adam'], 2));
    expect(partsOf(stateOf(race))).toEqual([
      ...['counter', 'restart', 'stage', 'judge', 'logY', 'groupBy', 'speed', 'xAxis', 'logX', 'engine'],
      ...['outliers', 'smoothing', 'raw', 'differing'],
    ]);
    const settings = { ...readViewSettings(undefined), stage: 'heatMap' } as const;
    expect(partsOf(stateOf(race, { settings }))).toEqual([
      ...['counter', 'restart', 'stage', 'judge', 'logY', 'speed', 'engine', 'differing'],
    ]);
  });

  it('has the room that the views of a sweep take, and what it is judged by', () => {
    const race = raceOf(sweepView(['Adam'], 2));
    const longest = 'Steps to 1, first time'.length;
    for (const [part, count, beside] of [
      ['stage', 'View'.length + 'Heat map'.length, 50],
      ['judge', 'Judge by'.length + longest, 30],
    ] as const) {
      expect(added(race, part), part).toBeGreaterThanOrEqual(6 * count + beside);
      expect(added(race, part), part).toBeLessThanOrEqual(8 * count + beside + 30);
    }
  });

  it('has at least the room that a part takes, and not much more', () => {
    // Of a letter 6 to 8 px, of a button 24 to 28, of a list its arrow.
    const letters = (count: number, beside: number) => [6 * count + beside, 8 * count + beside + 30] as const;
    const widths: readonly (readonly [ToolbarPart, readonly [number, number]])[] = [
      ['restart', [24, 32]],
      ['logY', letters('Log y'.length, 12)],
      // A line stands before these two.
      ['measure', letters('Show'.length + longestMeasure, 50)],
      ['speed', letters('Speed'.length + '0.25×'.length, 50)],
      ['xAxis', letters('X axis'.length + 'Seconds'.length, 30)],
      ['logX', letters('Log x'.length, 12)],
    ];
    for (const [part, [least, most]] of widths) {
      expect(added(model, part), part).toBeGreaterThanOrEqual(least);
      expect(added(model, part), part).toBeLessThanOrEqual(most);
    }
  });

  it('has more room for a counter of more digits', () => {
    const of = (steps: number) => leastWidth(raceOf({ runs: [runView({ steps })] }), 'counter');
    const [three, four, five] = [200, 2000, 20_000].map(of);
    // Two numbers, and a comma from ten thousand on.
    expect((four ?? 0) - (three ?? 0)).toBeGreaterThanOrEqual(13);
    expect((five ?? 0) - (four ?? 0)).toBeGreaterThanOrEqual(26);
  });
});
