/** What the page of the map works out before it draws: axes, ticks, texts, places of words. */
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { cellsOf, placeInCells } from '../../../core/map/mapCells.ts';
import { MapGrid, numbersOfCell } from '../../../core/map/mapGrid.ts';
import { mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { openedMap } from '../../../extension/map/openedMap.ts';
import { between, moved, zoomedAround } from '../../../webview/map/navigate.ts';
import { isAllFree, placeBox } from '../../../webview/shared/map/labelPlaces.ts';
import { keyStep } from '../../../webview/shared/map/mapKeys.ts';
import { cellAt, layOutMap, placeAt, xOf, yOf } from '../../../webview/shared/map/mapLayout.ts';
import {
  atFirst,
  grownPart,
  isToGrow,
  type MapState,
  opened,
  summaryOf,
  toldCell,
  withoutGrowth,
  withPart,
} from '../../../webview/shared/map/mapState.ts';
import { axisTicks, cellText, tickText } from '../../../webview/shared/map/valueText.ts';
import { headline, words } from '../../../webview/shared/map/words.ts';

function stateOf(change: object = {}): MapState {
  const experiment = parseExperiment({
    problem: { surface: 'valley' },
    ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], target: 1 },
    ...change,
  });
  const spec = mapOfExperiment(experiment, undefined);
  const place = { experiment, csvFolder: null, x: spec.x, y: spec.y };
  return withPart(opened(openedMap(spec, place, undefined), atFirst), 1, spec.x, spec.y);
}

const partOf = ({ part }: MapState) => part ?? expect.fail('no part');

describe('where the plane lies', () => {
  const layout = layOutMap(partOf(stateOf()), 800, 600);

  test('cells are found where they are drawn', () => {
    for (const [column, row] of [
      [0, 0],
      [255, 255],
      [170, 85],
    ] as const) {
      const [x, y] = [xOf(layout, column), yOf(layout, row)];
      expect(cellAt(layout, x, y)).toBe(row * 256 + column);
      expect(placeAt(layout, x, y).column).toBeCloseTo(column, 9);
      expect(placeAt(layout, x, y).row).toBeCloseTo(row, 9);
    }
    // The first row is at the bottom.
    expect(yOf(layout, 0)).toBeGreaterThan(yOf(layout, 255));
  });

  test('beside the plane is no cell', () => {
    const { left, top, width, height } = layout;
    expect(cellAt(layout, left - 2, top + 10)).toBe(null);
    expect(cellAt(layout, left + width + 2, top + 10)).toBe(null);
    expect(cellAt(layout, left + 10, top - 2)).toBe(null);
    expect(cellAt(layout, left + 10, top + height + 2)).toBe(null);
  });
});

describe('which part comes next', () => {
  test('zooming keeps what is under the pointer', () => {
    const state = stateOf();
    const axes = zoomedAround(state, { column: 170, row: 85 }, 0.5) ?? expect.fail('no part');
    expect(placeInCells(cellsOf(axes.x), 0.01)).toBeCloseTo(170, 6);
    expect(placeInCells(cellsOf(axes.y), 0.9)).toBeCloseTo(85, 6);
  });

  test('a drag in any direction shows what it went over, and no more than is in view', () => {
    const state = stateOf();
    const axes = between(state, { column: 400, row: 0 }, { column: 85, row: 85 }) ?? expect.fail('no part');
    expect(axes.x.from).toBeCloseTo(0.001, 12);
    expect(axes.x.to).toBeCloseTo(0.1, 12);
    expect(axes.y).toMatchObject({ from: 0 });
    expect(axes.y.to).toBeCloseTo(0.9, 12);
  });

  test('moving stops at what a setting can be, the other axis goes on', () => {
    const state = stateOf();
    const axes = moved(state, { column: 85, row: -300 }) ?? expect.fail('no part');
    expect(axes.x.from).toBeCloseTo(0.001, 12);
    expect(axes.x.to).toBeCloseTo(1, 12);
    expect(axes.y).toEqual(partOf(state).rows.axis);
    expect(moved(atFirst, { column: 1, row: 1 })).toBe(null);
  });
});

test('keys go from cell to cell, and not beyond the plane', () => {
  const from = { column: 3, row: 3 };
  const go = (key: string, isFar = false) => keyStep(key, isFar, from, 20, 10);
  expect(go('ArrowUp')).toEqual({ column: 3, row: 4 });
  expect(go('ArrowLeft')).toEqual({ column: 2, row: 3 });
  expect(go('ArrowRight', true)).toEqual({ column: 13, row: 3 });
  expect(go('ArrowDown', true)).toEqual({ column: 3, row: 0 });
  expect([go('Home'), go('End')]).toEqual([
    { column: 0, row: 3 },
    { column: 19, row: 3 },
  ]);
  expect(go('a')).toBe(null);
});

describe('texts of values', () => {
  test('tell neighbouring cells apart', () => {
    const { columns, rows } = partOf(stateOf());
    expect([0, 85, 170].map((cell) => cellText(columns, cell, false))).toEqual([
      '1.00e-4',
      '0.00100',
      '0.0100',
    ]);
    expect([0, 85].map((cell) => cellText(rows, cell, false))).toEqual(['0', '0.900']);
    const narrow = cellsOf({ setting: 'lr', scale: 'log', from: 0.01, to: 0.010000001 });
    expect(cellText(narrow, 1, false)).not.toBe(cellText(narrow, 2, false));
    expect(cellText(cellsOf({ setting: 'seed', scale: 'linear', from: 0, to: 9 }, true), 3, true)).toBe('3');
  });

  test('ticks are round, and at their values', () => {
    const { columns, rows } = partOf(stateOf());
    const ticks = (cells: typeof columns) =>
      axisTicks(
        cells,
        (from, to) => [from, (from + to) / 2, to],
        (value) => placeInCells(cells, value),
      );
    expect(ticks(columns).map(({ text }) => text)).toEqual(['1e-4', '0.001', '0.01', '0.1']);
    expect(ticks(rows).map(({ text }) => text)).toEqual(['0', '0.5', '0.9', '0.99', '0.999']);
    expect(ticks(columns)[2]?.place).toBeCloseTo(170, 9);
    const near = cellsOf({ setting: 'beta2', scale: 'one minus log', from: 0.9, to: 1 - 1e-8 });
    expect(ticks(near).map(({ text }) => text)).toContain('1 − 1e-7');
    const whole = cellsOf({ setting: 'beta2', scale: 'one minus log', from: 0, to: 1 - 1e-8 });
    expect(ticks(whole).at(-1)?.text).toBe('1 − 1e-8');
    const narrow = cellsOf({ setting: 'lr', scale: 'log', from: 0.01, to: 0.02 });
    expect(ticks(narrow).map(({ text }) => text)).toEqual(['0.01', '0.015', '0.02']);
    expect([tickText(1e-9, 1e-9), tickText(250_000, 50_000), tickText(-4, 2)]).toEqual([
      '1e-9',
      '2.5e5',
      '-4',
    ]);
  });
});

describe('places of words', () => {
  const bounds = { x: 0, y: 0, width: 400, height: 300 };
  const size = { width: 100, height: 40 };

  test('are beside what they are about, where nothing is to be read', () => {
    const isRight = (x: number) => x > 220;
    const box = placeBox({ x: 200, y: 150 }, size, bounds, [], isRight) ?? expect.fail('no place');
    expect(box.x).toBeGreaterThan(220);
    expect(Math.abs(box.y + 20 - 150)).toBeLessThan(20);
    expect(isAllFree(box, isRight)).toBe(true);
    const other = placeBox({ x: 200, y: 150 }, size, bounds, [box], isRight) ?? expect.fail('no place');
    expect(other.y + 40 <= box.y || other.y >= box.y + 40 || other.x >= box.x + 100).toBe(true);
  });

  test('are not far away, and none where there is no room', () => {
    expect(placeBox({ x: 10, y: 10 }, size, bounds, [], (x) => x > 290)).toBe(null);
    expect(placeBox({ x: 200, y: 150 }, size, bounds, [], () => false)).toBe(null);
    expect(placeBox({ x: 200, y: 150 }, { width: 500, height: 40 }, bounds, [], () => true)).toBe(null);
  });
});

describe('what is said', () => {
  const asked: Parameters<typeof headline>[0] & { readonly best: object } = {
    ...{ target: 1, limit: 1000, isDone: true, known: 10, asGood: 1, diverged: 2, reached: [] },
    measure: 'forGood',
    best: { value: 17, first: 17, forGood: 17 },
    at: 'learning rate 0.03',
  };

  test('of the best run', () => {
    expect(headline(asked)).toBe('Best: below 1 for good after 17 steps, at learning rate 0.03.');
    expect(headline({ ...asked, isDone: false, asGood: 9 })).toBe(
      'Best so far: below 1 for good after 17 steps, at learning rate 0.03. 9 runs are as fast; this one ends lowest.',
    );
    expect(headline({ ...asked, measure: 'final', best: { ...asked.best, value: 1.5e-7 } })).toBe(
      'Best: 1.50e-7 at the end, at learning rate 0.03.',
    );
    expect(headline({ ...asked, measure: 'best', best: { ...asked.best, value: 0.25 } })).toContain(
      'on the way',
    );
  });

  test('of luck', () => {
    const lucky = { ...asked, measure: 'first', best: { value: 8, first: 8, forGood: 101 } } as const;
    expect(headline(lucky)).toBe(
      '8 steps at learning rate 0.03 are luck: the loss rises again and stays below 1 only from step 101.',
    );
    expect(headline({ ...lucky, best: { value: 8, first: 8, forGood: 0 } })).toContain(
      'rises above 1 again.',
    );
    expect(headline({ ...lucky, best: asked.best })).toBe(
      'Best: below 1 after 17 steps, at learning rate 0.03.',
    );
  });

  test('where there is none', () => {
    expect(headline({ ...asked, best: null })).toBe('No run is below 1 at the end of 1,000 steps.');
    expect(headline({ ...asked, best: null, measure: 'first' })).toBe(
      'No run is below 1 within 1,000 steps.',
    );
    expect(headline({ ...asked, best: null, measure: 'final' })).toBe('All runs diverged.');
    expect(headline({ ...asked, known: 0 })).toBe('The first runs are computed.');
    expect(headline({ ...asked, measure: 'diverged', best: null })).toBe('20 % of the runs diverged.');
    expect(words.shares({ known: 65_536, diverged: 1, missed: 0 })).toBe(
      '65,536 runs: below 0.1 % diverged, 0.0 % did not reach the target.',
    );
  });
});

test('it is said where the runs are computed, and why, where that was a question', () => {
  const gpu = { kind: 'gpu', device: 'NVIDIA H200', reason: null } as const;
  expect(words.computed(null)).toBe('');
  expect(words.computed(gpu)).toBe(
    'Computed on the GPU (NVIDIA H200), in single precision. Curves are in double precision.',
  );
  expect(words.computed({ ...gpu, reason: 'the processor would have taken 8 seconds more' })).toBe(
    'Computed on the GPU (NVIDIA H200), in single precision: the processor would have taken 8 seconds more. Curves are in double precision.',
  );
  const cpu = { kind: 'cpu', device: null, reason: 'the GPU was lost' } as const;
  expect(words.computed(cpu)).toBe('Computed on the processor: the GPU was lost.');
  expect(words.computed({ ...cpu, reason: null })).toBe('');
  const precise = { ...cpu, precision: 'float64', reason: 'it is small' } as const;
  expect(words.computed(precise)).toBe('Computed in double precision: it is small.');
  expect(words.engine(precise, 'CPU, float32')).toBe('CPU, float64');
  const single = { ...cpu, precision: 'float32', reason: null } as const;
  expect(words.computed(single)).toBe(
    'Computed in single precision as the experiment says. Curves are in double precision.',
  );
  expect(words.computed({ ...single, reason: 'the GPU was lost' })).toBe(
    'Computed on the processor, in single precision as the experiment says: the GPU was lost. Curves are in double precision.',
  );
  const singleRest = { ...single, device: 'NVIDIA H200', reason: 'the GPU was lost' };
  expect(words.computed(singleRest)).toBe(
    'Begun on the GPU (NVIDIA H200), the rest on the processor, in single precision as the experiment says: the GPU was lost. Curves are in double precision.',
  );
  expect([single, singleRest].map((each) => words.engine(each, 'CPU, float64'))).toEqual([
    'CPU, float32',
    'GPU, then CPU',
  ]);
  const begun = { ...cpu, device: 'NVIDIA H200', reason: 'the GPU was lost: No instance.' };
  expect(words.computed(begun)).toBe(
    'Begun on the GPU (NVIDIA H200), in single precision; the rest on the processor, in double precision: the GPU was lost: No instance.',
  );
  expect([gpu, begun, cpu, null].map((each) => words.engine(each, 'CPU, float64'))).toEqual([
    'GPU, float32',
    'GPU, then CPU',
    'CPU, float64',
    'CPU, float64',
  ]);
});

test('of minima it is told how many runs ended at each', () => {
  const told = { ...{ target: null, limit: 9, best: null, isDone: true, known: 10, asGood: 0 }, at: '' };
  const of = (reached: readonly number[]) => headline({ ...told, measure: 'minimum', diverged: 0, reached });
  expect(of([2, 4, 0, 2])).toBe(
    'The runs that did not diverge ended 50 % at minimum 1 and 25 % at minimum 3.',
  );
  expect(of([10])).toBe('No run ended at a minimum.');
});

test('a map grows twice at most, and not where the person chose a part', () => {
  const state = stateOf();
  expect(isToGrow(state)).toBe(false);
  const { grid } = partOf(state);
  for (let row = 0; row < 256; row += 16)
    for (let column = 0; column < 256; column += 16)
      grid.take({
        cells: Uint32Array.of(row * 256 + column),
        numbers: Float64Array.of(300 - column, 0, 0, 0, 0),
      });
  expect(isToGrow(state)).toBe(true);
  expect(grownPart(state)).toMatchObject({ x: { from: 1e-4, to: 10 }, y: null });
  expect(grownPart({ ...state, growth: { ...state.growth, x: false } })).toBe(null);
  expect([state.growth.left, isToGrow(withoutGrowth(state))]).toEqual([2, false]);
});

test('the best run is told of where none is pointed at, and a measure is kept from map to map', () => {
  const state = stateOf();
  const { grid } = partOf(state);
  const numbers = new Float64Array(numbersOfCell);
  numbers.set([0.5, 0.4, 8, 20, 0]);
  grid.take({ cells: Uint32Array.of(300), numbers });
  const told = { ...state, summary: summaryOf(grid, 'forGood', 200) };
  expect(told.summary).toMatchObject({ best: 300, range: { low: 20, high: 200 } });
  expect(toldCell(told)).toBe(300);
  expect(toldCell({ ...told, pointed: 7 })).toBe(7);
  const { map } = state;
  if (!map) return expect.fail('no map');
  expect(opened(map, atFirst).measure).toBe('forGood');
  expect(opened(map, { ...state, measure: 'final' }).measure).toBe('final');
  expect(opened({ ...map, target: null }, { ...state, measure: 'first' }).measure).toBe('final');
  expect(new MapGrid(2, 2).knownCount).toBe(0);
});
