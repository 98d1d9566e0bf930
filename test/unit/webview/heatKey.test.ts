/** The key below a heat map: which colour is which number, and what cells without one mean. */
import { describe, expect, test } from 'vitest';
import { viridis } from '../../../core/viridis.ts';
import { drawHeatKey } from '../../../webview/shared/sweep/drawHeatKey.ts';
import type { CellKind, HeatScene } from '../../../webview/shared/sweep/heatScene.ts';
import { RecordingPen } from './recordingPen.ts';
import { theme } from './scenes.ts';

const scene = (change: Partial<HeatScene> = {}): HeatScene => ({
  ...{ label: '', across: '', down: '', columns: ['1'], rows: ['1'], cells: [[null]] },
  ...{ range: [1, 9], log: false, best: null, card: () => [], theme },
  ...change,
});
const empty = (...kinds: readonly CellKind[]) => ({
  cells: [kinds.map((kind) => ({ kind, score: Number.POSITIVE_INFINITY }))],
});

/** Texts with where they begin or, to the right, end; and the bar: left and right end, first and last colour. */
function drawn(change?: Partial<HeatScene>, width = 402) {
  const pen = new RecordingPen();
  drawHeatKey(pen, scene(change), width);
  const texts = pen.of('text').map(({ text, points: [x] }) => `${text} at ${x}`);
  const strips = pen.of('fillRect').filter(({ points }) => points[3] === 8);
  const [first, last] = [strips[0], strips.at(-1)];
  const right = (last?.points[0] ?? 0) + (last?.points[2] ?? 0);
  return { texts, bar: first && last && [first.points[0], right, first.color, last.color] };
}

describe('the bar', () => {
  const colors = [viridis(1 - 0.5 / 120), viridis(0.5 / 120)];

  test('is bright at the left, where the best numbers are, and as wide as it may be', () => {
    expect(drawn().bar).toEqual([160, 400.5, ...colors]);
    expect(drawn({}, 102).bar?.slice(0, 2)).toEqual([0, 100.5]);
  });

  test.each([
    [false, '5.00'],
    [true, '3.00'],
  ])('says its ends and, with logarithms %s, its middle', (log, middle) => {
    expect(drawn({ log }).texts).toEqual(['1.00 at 160', '9.00 at 400', `${middle} at 280`]);
  });

  test('leaves out the middle where it would touch an end', () => {
    // Three numbers of 24 pixels, with 12 beside the middle one.
    expect(drawn({}, 98).texts).toEqual(['1.00 at 0', '9.00 at 96']);
    expect(drawn({}, 99).texts).toEqual(['1.00 at 0', '9.00 at 97', '5.00 at 48.5']);
  });

  test('is not there without a number, or without room', () => {
    expect(drawn({ range: null })).toEqual({ texts: [], bar: undefined });
    expect(drawn({}, 81)).toEqual({ texts: [], bar: undefined });
    expect(drawn({}, 82).bar?.slice(0, 2)).toEqual([0, 80.5]);
  });
});

describe('cells without a number', () => {
  test('are explained from the right, and the bar makes room', () => {
    const [diverged, missed] = ['diverged', 'target not reached'].map((text) => 6 * text.length + 36);
    const { texts, bar } = drawn(empty('missed', 'diverged'), 602);
    expect(texts.slice(0, 2)).toEqual(['diverged at 600', `target not reached at ${600 - (diverged ?? 0)}`]);
    expect(bar?.[1]).toBeCloseTo(600.5 - (diverged ?? 0) - (missed ?? 0), 9);
  });

  test('are explained where there are some alone', () => {
    expect(drawn({ ...empty('missed', 'waiting'), range: null }).texts).toEqual([
      'target not reached at 400',
    ]);
    expect(drawn({ ...empty('diverged'), range: null }).texts).toEqual(['diverged at 400']);
  });
});
