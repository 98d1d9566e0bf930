/** What the pictures of networks are drawn from, and what is said of them. */
import { describe, expect, test } from 'vitest';
import type { LossGrid } from '../../../core/networkPictures/lossGrid.ts';
import type { NetworkFacts, StepPictures } from '../../../core/networkPictures/networkPictures.ts';
import type { SliceNews } from '../../../core/networkPictures/sliceNews.ts';
import type { NetworkRun, OpenedNetwork } from '../../../core/protocol/networks.ts';
import { cornersOf, slotOfClass } from '../../../webview/networks/decision/classLook.ts';
import { drawDecision } from '../../../webview/networks/decision/drawDecision.ts';
import {
  atFirst,
  openedState,
  placeOf,
  wentOnState,
  withRun,
} from '../../../webview/networks/networkState.ts';
import { drawPredictions } from '../../../webview/networks/predictions/drawPredictions.ts';
import { gridSurface, levelsBetween } from '../../../webview/networks/slice/gridSurface.ts';
import { shownSlice, sliceScene } from '../../../webview/networks/slice/sliceScene.ts';
import { words } from '../../../webview/networks/words.ts';
import { RecordingPen } from './recordingPen.ts';
import { theme as plainTheme } from './scenes.ts';

const theme = { ...plainTheme, runs: Array.from({ length: 12 }, (_, slot) => `run ${slot}`) };
const window = { x: [-1, 1], y: [0, 4] } as const;
const gridOf = (size: number, lossAt: (i: number, j: number) => number): LossGrid => ({
  size,
  values: Float64Array.from({ length: size * size }, (_, place) =>
    lossAt(place % size, Math.floor(place / size)),
  ),
});

describe('a grid as a surface', () => {
  const grid = gridOf(9, (i, j) => Math.exp(0.3 * i - 0.1 * j));
  const surface = gridSurface(grid, window) ?? expect.fail('no surface');

  test('has the losses of its points', () => {
    for (const [i, j] of [
      [0, 0],
      [8, 8],
      [3, 5],
      [8, 0],
    ] as const)
      expect(surface.value(-1 + i / 4, j / 2)).toBeCloseTo(Math.exp(0.3 * i - 0.1 * j), 12);
  });

  test('goes evenly between them, by the logarithm', () => {
    expect(surface.value(-1 + 3.5 / 4, 2.25 / 2)).toBeCloseTo(Math.exp(0.3 * 3.5 - 0.1 * 2.25), 12);
  });

  test('has levels within its losses, whatever of it is not finite or zero', () => {
    const broken = gridOf(9, (i, j) => (i === 0 ? Number.NaN : i === 1 ? 0 : i + j + 1));
    const { levels, value } = gridSurface(broken, window) ?? expect.fail('no surface');
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...levels)).toBeLessThanOrEqual(17);
    expect(value(-1, 2)).toBeGreaterThan(17);
    expect(value(-0.75, 2)).toBeCloseTo(3, 12);
    expect(
      gridSurface(
        gridOf(9, () => Number.POSITIVE_INFINITY),
        window,
      ),
    ).toBeNull();
  });

  test('has levels of few digits, as many as tell them apart', () => {
    expect(levelsBetween(1e-3, 1e4)).toEqual([
      0.002, 0.006, 0.02, 0.06, 0.2, 0.6, 2, 6, 20, 60, 200, 600, 2000, 6000,
    ]);
    const near = levelsBetween(1, 1.001);
    expect(new Set(near).size).toBe(14);
    expect(near.every((level) => level >= 1 && level <= 1.001)).toBe(true);
  });
});

const runs: readonly NetworkRun[] = [
  { title: 'Adam', color: 5, variant: 0, stepsDone: 20, hasDiverged: false, goesOn: false },
  { title: 'SGD', color: 0, variant: 1, stepsDone: 10, hasDiverged: false, goesOn: false },
];
const news: SliceNews = {
  request: { run: 0, kind: 'ends', seed: 0 },
  ...{ kind: 'ends', other: 1, window, grid: null, done: 5, total: 4225, isOver: false },
  paths: [
    { coordinates: Float64Array.of(0, 1, 0.5, 2, 1, 3), steps: Int32Array.of(0, 10, 20), share: 0.8 },
    { coordinates: Float64Array.of(0, 1), steps: Int32Array.of(0), share: 0.004 },
  ],
};

describe('a slice', () => {
  test('is drawn anew where its grid is finer, not with every word about it', () => {
    const first = shownSlice({ ...news, grid: gridOf(9, () => 1) }, null);
    const same = shownSlice({ ...news, grid: gridOf(9, () => 1), done: 90 }, first);
    expect(same).toMatchObject({ surface: first.surface, positions: first.positions, news: { done: 90 } });
    expect(same.surface).toBe(first.surface);
    const finer = shownSlice({ ...news, grid: gridOf(17, () => 1) }, same);
    expect(finer.surface).not.toBe(first.surface);
    expect(finer.positions).toBe(first.positions);
    const other = shownSlice({ ...news, request: { ...news.request, seed: 1 } }, finer);
    expect(other.surface).toBeNull();
    expect(other.positions).not.toBe(first.positions);
  });

  test('has the paths of all runs, a ring at the step of its own, and begins at its start', () => {
    const shown = shownSlice({ ...news, grid: gridOf(9, () => 1) }, null);
    const surface = shown.surface ?? expect.fail('no surface');
    const scene = sliceScene(shown, surface, runs, 12, '1', theme);
    expect(scene.start).toEqual([0, 1]);
    expect(scene.paths).toMatchObject([
      { name: 'Adam', look: { slot: 5, variant: 0 }, ring: [0.5, 2], faded: true, highlighted: false },
      { name: 'SGD', look: { slot: 0, variant: 1 }, ring: null, faded: false, highlighted: true },
    ]);
    expect(scene.paths[0]?.positions?.stretch(2, 6)).toEqual(Float64Array.of(0.5, 2, 1, 3));
    expect(sliceScene(shown, surface, runs.slice(0, 1), 20, null, theme).paths).toMatchObject([
      { name: '', ring: [1, 3], faded: false },
    ]);
  });
});

const points = {
  axes: ['x', 'y'] as const,
  window,
  training: { places: Float64Array.of(-0.5, 1, 0.5, 3), labels: Int32Array.of(0, 1), rows: 2 },
  validation: { places: Float64Array.of(0, 2), labels: Int32Array.of(1), rows: 1 },
};

describe('the decision boundary', () => {
  /** The right half is of class 1, more surely the farther it is. */
  const probabilities = Float32Array.from({ length: 2 * 64 }, (_, place) => {
    const right = ((place >> 1) % 8) / 7;
    return place % 2 === 1 ? right : 1 - right;
  });
  const drawnWith = (given: Float32Array | null) => {
    const pen = new RecordingPen();
    drawDecision(pen, { points, classes: 2, size: 8, probabilities: given, theme }, 400, 300);
    return pen;
  };

  test('is between the regions, each in the colour of its class', () => {
    const pen = drawnWith(probabilities);
    const box = pen.of('fill').filter(({ alpha }) => alpha < 1);
    const xs = box.flatMap(({ points: all }) => all.filter((_, i) => i % 2 === 0));
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    // All around the plot, in both directions, but for the boundary.
    const inside = (pen.of('stroke').find(({ color }) => color === theme.foreground)?.segments ?? []).filter(
      ([x0 = 0, y0 = 0, x1 = 0, y1 = 0]) =>
        y0 !== y1 && Math.max(x0, x1) < right - 60 && Math.min(x0, x1) > left + 60,
    );
    expect(inside.length).toBeGreaterThan(6);
    for (const [x0 = 0] of inside.slice(1, -1)) expect(Math.abs(x0 - (left + right) / 2)).toBeLessThan(1);
    expect(new Set(box.map(({ color }) => color))).toEqual(
      new Set([theme.runs[slotOfClass(0)], theme.runs[slotOfClass(1)]]),
    );
  });

  test('has the training rows filled and held-out rows hollow, each by class', () => {
    const marks = drawnWith(null)
      .of('fill')
      .map(({ color }) => color);
    expect(marks).toEqual([theme.runs[slotOfClass(0)], theme.runs[slotOfClass(1)], theme.background]);
  });

  test('tells classes apart by shape and by colour', () => {
    const looks = Array.from({ length: 12 }, (_, label) =>
      [slotOfClass(label), JSON.stringify(cornersOf(label, 0, 0, 1))].join(),
    );
    expect(new Set(looks).size).toBe(12);
    expect(new Set(looks.slice(0, 6).map((look) => look.slice(2))).size).toBe(6);
  });
});

test('predictions lie on the identity line where they are right, and above it where they are too high', () => {
  const pen = new RecordingPen();
  const predictions = {
    ...{ targets: Float64Array.of(10, 20, 30), predictions: Float64Array.of(10, 25, Number.NaN) },
    ...{ rows: 3, error: 1, errorOfMean: 2 },
  };
  drawPredictions(pen, { predictions, name: 'price', look: { slot: 3, variant: 0 }, theme }, 400, 300);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = pen.of('stroke').find(({ dash }) => dash.length > 0)?.points ?? [];
  const dots = pen
    .of('fill')
    .map(({ points: [x = 0, y = 0] }) => y - (y0 + ((x - x0) * (y1 - y0)) / (x1 - x0)));
  expect(dots).toHaveLength(2);
  expect(dots[0]).toBeCloseTo(0, 6);
  expect(dots[1]).toBeLessThan(-5);
  expect(pen.of('text').map(({ text }) => text)).toEqual(
    expect.arrayContaining(['price, target', 'prediction', 'dashed: prediction = target']),
  );
});

describe('where the person is', () => {
  const place = { runs: [{ race: 'a', run: 0 }], chosen: 0, step: 20 };
  const facts = {} as NetworkFacts;
  const network: OpenedNetwork = {
    ...{ type: 'opened', place, problem: '', runs, facts, precision: null },
    ...{ isLive: false, isFollowed: true },
  };
  const state = openedState(network, atFirst(theme));

  test('is the end of another run after the end of one, else the same step where it has it', () => {
    expect(withRun(state, 1)).toEqual({ chosen: 1, step: 10, isLive: false });
    expect(withRun({ ...state, step: 4 }, 1)).toMatchObject({ chosen: 1, step: 4 });
    expect(withRun({ ...state, step: 14 }, 1)).toMatchObject({ chosen: 1, step: 10 });
    expect(withRun({ ...state, chosen: 1, step: 10 }, 0)).toMatchObject({ chosen: 0, step: 20 });
  });

  const going = runs.map((run) => ({ ...run, goesOn: true }));
  const live = openedState({ ...network, runs: going, isLive: true }, state);
  const pictures = { step: 25 } as StepPictures;
  const on = going.map((run) => ({ ...run, stepsDone: 30 }));

  test('goes with a run that is followed, and no other', () => {
    const next = wentOnState(live, on, { run: 0, pictures });
    expect(next).toMatchObject({ step: 25, pictures, isLive: true });
    expect(next.network?.runs).toEqual(on);
    expect(wentOnState(live, on, { run: 1, pictures })).toMatchObject({ step: 20, pictures: null });
    expect(wentOnState({ ...live, isLive: false }, on, { run: 0, pictures })).toMatchObject({
      ...{ step: 20, pictures: null, isLive: false },
      network: { runs: on },
    });
  });

  test('stays at the last step of a run that was followed and has ended', () => {
    const ended = on.map((run) => ({ ...run, goesOn: false }));
    expect(wentOnState(live, ended, null)).toMatchObject({ step: 30, isLive: false });
  });

  test('follows another run that goes on after one that was followed, not after a look back', () => {
    expect(withRun(live, 1)).toEqual({ chosen: 1, step: 10, isLive: true });
    expect(withRun({ ...live, isLive: false, step: 4 }, 1)).toEqual({ chosen: 1, step: 4, isLive: false });
  });

  test('keeps its pictures when the same runs are opened again, and no others', () => {
    const seen = { ...state, pictures };
    expect(openedState(network, seen).pictures).toBe(pictures);
    const others = { ...network, place: { ...place, runs: [{ race: 'b', run: 0 }] } };
    expect(openedState(others, seen).pictures).toBeNull();
    expect(openedState({ ...network, place: { ...place, chosen: 1 } }, seen).pictures).toBeNull();
  });

  test('is remembered', () => {
    expect(placeOf({ ...state, chosen: 1, step: 3 })).toEqual({ ...place, chosen: 1, step: 3 });
    expect(placeOf({ ...state, network: null })).toBeNull();
  });
});

describe('the words', () => {
  const facts = {
    ...{ parameters: 42, trainingRows: 300, validationRows: 0, targetName: null, classNames: ['a', 'b'] },
    ...{ points: null, lastFinite: [null] },
  } satisfies NetworkFacts;
  const pictures: StepPictures = {
    ...{ step: 7, hasFiniteWeights: true, training: { loss: 0.123456, accuracy: 0.987 }, validation: null },
    ...{ decision: null, confusion: null, predictions: null },
  };

  test('say how good a network is after a step', () => {
    expect(words.headline(runs[0], pictures)).toBe(
      'Adam after step 7: on the training rows loss 0.123, 98.7 % right.',
    );
    expect(words.headline(runs[0], { ...pictures, validation: { loss: 2 } })).toMatch(
      /; on held-out rows loss 2\.00\.$/,
    );
    const lost = { ...pictures, hasFiniteWeights: false, training: { loss: Number.NaN } };
    expect(words.headline(runs[0], lost)).toMatch(/loss NaN\. Weights are not finite any more/);
  });

  test('say which plane it is', () => {
    expect(words.slice(news, runs, facts)).toMatch(/the start of Adam, its end and the end of SGD\./);
    expect(words.slice({ ...news, other: null }, runs, facts)).toMatch(
      /farthest from the line between them\./,
    );
    const random = { ...news, kind: 'random', other: null } as const;
    expect(words.slice(random, runs, facts)).toMatch(
      /Li et al\. 2018.*lie on a line, which spans no plane\.$/,
    );
    const asked = { ...random, request: { ...news.request, kind: 'random' as const } };
    expect(words.slice(asked, runs, facts)).not.toMatch(/spans no plane/);
  });

  test('say how far a slice is', () => {
    const grid = gridOf(9, () => 1);
    expect(words.sliceProgress(news)).toBe('No grid yet; 5 of 4225 points are computed.');
    expect(words.sliceProgress({ ...news, grid, done: 90, isOver: true })).toBe(
      '9 × 9 points; stopped at 90 of 4225 points.',
    );
    expect(words.sliceProgress({ ...news, grid: gridOf(65, () => 1), done: 4225 })).toBe('65 × 65 points.');
  });

  test.each([
    [1, '100 %'],
    [0.9999, '99 %'],
    [0.5, '50 %'],
    [0.0123, '1.2 %'],
    [0, '0 %'],
  ])('say of a share of %d that it is %s', (share, text) => {
    expect(words.share('Adam', share)).toBe(
      `Adam: ${text} of its way, by squared distance, lies in the plane`,
    );
  });

  test('name the worst pairs', () => {
    expect(words.worst([], ['a', 'b'])).toBe('Every row is answered rightly.');
    expect(
      words.worst(
        [
          { truth: 0, answer: 1, count: 5, of: 36 },
          { truth: 1, answer: 0, count: 2, of: 35 },
        ],
        ['a', 'b'],
      ),
    ).toBe('Most often a taken for b (5 of 36 rows), then b taken for a (2 of 35).');
    expect(words.cell('a', 'a', 1)).toBe('1 row of class a answered rightly');
  });

  test('say the error of a regression in the units of what is predicted', () => {
    const predictions = { targets: new Float64Array(), predictions: new Float64Array(), rows: 80 };
    expect(
      words.predictionsAbout(
        { ...predictions, error: 12.345, errorOfMean: 50 },
        { ...facts, targetName: 'price' },
      ),
    ).toBe(
      'On 80 rows of the training data predictions are wrong by 12.3 (root mean square), in the units of price; always saying the mean would be by 50.0.',
    );
  });
});
