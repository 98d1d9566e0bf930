/** The words on a map: about the cross of theory, with its own values and the steps of the nearest cell, and the names of axes. */
import { describe, expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { numbersOfCell, writeScore } from '../../../core/map/mapGrid.ts';
import type { MapMeasure } from '../../../core/map/mapMeasure.ts';
import { mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { theoryOf } from '../../../core/map/mapTheory.ts';
import { openedMap } from '../../../extension/map/openedMap.ts';
import { drawLabels } from '../../../webview/shared/map/drawLabels.ts';
import { drawTicks } from '../../../webview/shared/map/drawTicks.ts';
import { cellAt, layOutMap, xOf, yOf } from '../../../webview/shared/map/mapLayout.ts';
import type { MapScene } from '../../../webview/shared/map/mapScene.ts';
import { atFirst, opened, summaryOf, withPart } from '../../../webview/shared/map/mapState.ts';
import { FakeContext } from './fakeCanvas.ts';
import { theme } from './scenes.ts';

interface Change {
  readonly measure?: MapMeasure;
  readonly width?: number;
  /** Steps until the loss stays at the target, in the cell at the cross, and in the one of the usual settings; 0: never. */
  readonly atCross?: number;
  readonly atUsual?: number;
  /** Whether every second column is of cells that are still above the target at the end. */
  readonly striped?: boolean;
}

/**
 * What is written on a map of momentum in a valley with the curvatures 100 and 1. All other cells have none of the numbers
 * that colours stand for: they diverged, or did not where the step of that is shown.
 */
function mapOf(change: Change = {}): MapScene {
  const { measure = 'forGood', width = 800, atCross = 24, atUsual = 17, striped = false } = change;
  const experiment = parseExperiment({
    problem: { surface: 'valley' },
    ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], target: 1 },
  });
  const spec = mapOfExperiment(experiment, undefined);
  const map = openedMap(spec, { experiment, csvFolder: null, x: spec.x, y: spec.y }, undefined);
  const state = withPart(opened(map, atFirst), 1, spec.x, spec.y);
  const part = state.part ?? expect.fail('no part');
  const layout = layOutMap(part, width, 600);
  const theory = theoryOf(spec, part.columns, part.rows);
  const { longRun } = theory ?? {};
  if (!longRun) expect.fail('no cross');
  const crossed = cellAt(layout, xOf(layout, longRun.column), yOf(layout, longRun.row));
  const cells = Uint32Array.from({ length: part.grid.count }, (_, cell) => cell);
  const numbers = new Float64Array(numbersOfCell * cells.length);
  for (const cell of cells) {
    const forGood = cell === crossed ? atCross : cell === 85 * part.grid.columns + 170 ? atUsual : null;
    const isStripe = striped && (cell % part.grid.columns) % 2 === 0;
    const isOther = forGood === null && measure !== 'diverged' && !isStripe;
    const end = isOther ? Number.NaN : 1 / (1 + (forGood ?? 0));
    const divergedAt = isOther ? 9 : 0;
    writeScore({ final: end, best: end, first: 0, forGood: forGood ?? 0, divergedAt }, numbers, cell);
  }
  part.grid.take({ cells, numbers });
  const summary = summaryOf(part.grid, measure, 200);
  return { part, layout, theme, state: { ...state, theory, measure, summary } };
}

function drawnOn(change: Change = {}): FakeContext {
  const context = new FakeContext(null as never);
  drawLabels(context as never, mapOf(change));
  return context;
}

const wordsOn = (change: Change = {}) =>
  drawnOn(change)
    .of('text')
    .map(({ text }) => text);

/** The cross stands between cells. The nearest has 0.0329 and 0.671. */
const own = ['lr 0.0331', 'momentum 0.669'];

describe('the words about the cross', () => {
  const linesBelow = (texts: readonly string[], first: string) => {
    const at = texts.indexOf(first);
    return at < 0 ? null : texts.slice(at + 1, at + 3);
  };

  test('are 4 / (√100 + √1)² and ((√100 − √1) / (√100 + √1))², and the steps of its cell', () => {
    expect(linesBelow(wordsOn(), 'Long-run best: 24 steps')).toEqual(own);
  });

  test('name no steps where its cell never gets there, or where no steps are counted', () => {
    expect(linesBelow(wordsOn({ atCross: 0 }), 'Long-run best')).toEqual(own);
    for (const measure of ['final', 'best'] as const)
      expect(linesBelow(wordsOn({ measure, atCross: 12 }), 'Long-run best')).toEqual(own);
    // The lowest loss is at the cross, and no cell is called the best.
    expect(linesBelow(wordsOn({ measure: 'diverged' }), 'Long-run best')).toEqual(own);
  });

  test('leave the word to the best cell where that is its own, and where there is no room', () => {
    const isAbout = (text: string) => text.startsWith('Long-run');
    expect(wordsOn({ atCross: 17, atUsual: 24 }).filter(isAbout)).toEqual([]);
    expect(wordsOn({ atCross: 17, atUsual: 24 })).toContain('Best: 17 steps');
    expect(wordsOn({ width: 400 }).filter(isAbout)).toEqual([]);
  });
});

test('words beside a point are on a plate where the ground is of several kinds', () => {
  const platesOn = (change: Change) => drawnOn(change).of('fillRect').length;
  expect(platesOn({})).toBe(0);
  expect(wordsOn({ striped: true })).toEqual(expect.arrayContaining(['Limit in theory', ...own]));
  expect(platesOn({ striped: true })).toBe(3);
});

test('axes are named with their scales', () => {
  const context = new FakeContext(null as never);
  const map = mapOf();
  drawTicks(context as never, map, null);
  const linear = { ...map.part.rows, axis: { ...map.part.rows.axis, scale: 'linear' } } as const;
  drawTicks(context as never, { ...map, part: { ...map.part, rows: linear } }, null);
  const names = context.of('text').map(({ text }) => text);
  expect(names.filter((text) => /^[↑L]/.test(text))).toEqual([
    ...['Learning rate, log', '↑ Momentum, log of 1 − momentum'],
    ...['Learning rate, log', '↑ Momentum'],
  ]);
});
