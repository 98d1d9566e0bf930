/** Strokes, bars and bands of a chart, pixel by pixel. */
import { describe, expect, it } from 'vitest';
import type { BandPoint } from '../../../webview/shared/chart/band.ts';
import { drawBand, drawBars, drawStroke, isDense } from '../../../webview/shared/chart/drawLines.ts';
import type { Plot } from '../../../webview/shared/chart/plot.ts';
import type { Polyline } from '../../../webview/shared/chart/polyline.ts';
import { barsOf, RecordingPen } from './recordingPen.ts';

/** One pixel for each unit; y downward. */
const plot: Plot = {
  ...{
    left: 0,
    right: 100,
    top: 10,
    bottom: 90,
    width: 120,
    range: { min: 0, max: 100, ticks: [] },
    fitted: null,
  },
  x: (value) => value,
  y: (value) => 100 - value,
  yInside: (value) => Math.min(90, Math.max(10, 100 - value)),
};

/** As far as what draws lines looks at it. */
function lineThrough(...points: readonly (readonly [number, number])[]): Polyline {
  const line: Pick<Polyline, 'length' | 'x' | 'y'> = {
    length: points.length,
    x: (index) => points[index]?.[0] ?? Number.NaN,
    y: (index) => points[index]?.[1] ?? Number.NaN,
  };
  return line as Polyline;
}

const stroke = { color: '#08f', width: 2, dash: [] };

function barsThrough(line: Polyline, change: Partial<Parameters<typeof drawBars>[5]> = {}, from = 0) {
  const pen = new RecordingPen();
  drawBars(pen, plot, line, from, line.length, { ...stroke, ...change });
  return barsOf(pen).map(({ points }) => points);
}

describe('a stroke', () => {
  const line = lineThrough([0, 50], [3, 54], [6, 50], [6, 40]);
  const strokeOf = (from: number, to: number, dashed = 0) => {
    const pen = new RecordingPen();
    const length = drawStroke(pen, plot, line, from, to, { ...stroke, dash: [4, 2] }, dashed);
    return { drawn: pen.drawn, length, pen };
  };

  it('joins the points, and says how long it is', () => {
    const { drawn, length, pen } = strokeOf(0, 4);
    expect(drawn).toMatchObject([
      {
        ...{ what: 'stroke', points: [0, 50, 3, 46, 6, 50, 6, 60], color: '#08f', width: 2 },
        ...{ dash: [4, 2], dashOffset: 0 },
      },
    ]);
    expect(length).toBe(20);
    expect(pen.lineDashOffset).toBe(0);
    pen.fillText('after', 0, 0);
    expect(pen.drawn.at(-1)?.dash).toEqual([]);
  });

  it('goes on at the point before, with its dashes where they were', () => {
    const { drawn, length } = strokeOf(2, 4, 5);
    expect(drawn).toMatchObject([{ points: [3, 46, 6, 50, 6, 60], dashOffset: 5 }]);
    expect(length).toBe(20);
    expect(strokeOf(3, 3, 7).length).toBe(7);
  });

  it('gives way to bars where its points are more than two a pixel column', () => {
    const dense = (length: number) =>
      isDense(lineThrough(...Array.from({ length }, () => [0, 0] as const)), plot);
    expect([dense(200), dense(201)]).toEqual([false, true]);
  });
});

describe('a line that goes on beside the plot', () => {
  const far = lineThrough([-1e6, 50], [1e6, 50], [2e6, 60]);

  it('is stroked near it alone, so that dashes don’t go on for ever', () => {
    const pen = new RecordingPen();
    const length = drawStroke(pen, plot, far, 0, 3, stroke);
    expect(pen.drawn[0]?.points.slice(0, 4)).toEqual([-8, 50, 108, 50]);
    expect(length).toBeLessThan(120);
  });

  it('is filled near it alone', () => {
    const xs = barsThrough(far).map(([x]) => x ?? 0);
    expect([Math.min(...xs), Math.max(...xs) < 120, xs.length]).toEqual([-8, true, 117]);
  });
});

describe('bars', () => {
  it('reach from the smallest to the largest value of a pixel column, by the width of the line farther', () => {
    expect(barsThrough(lineThrough([5.1, 50], [5.5, 70], [5.9, 40]))).toEqual([[5, 29, 1, 32]]);
  });

  it('join what is apart without a gap, as a line between the columns does', () => {
    const bars = barsThrough(lineThrough([0, 50], [4, 58]));
    expect(bars).toEqual([
      [0, 47, 1, 4],
      [1, 45, 1, 4],
      [2, 43, 1, 4],
      [3, 41, 1, 4],
      [4, 41, 1, 2],
    ]);
  });

  it('end at the plot, and are not there for what is beyond', () => {
    expect(barsThrough(lineThrough([5, 95], [5, 50]))).toEqual([[5, 10, 1, 41]]);
    expect(barsThrough(lineThrough([5, 5], [5, 50]))).toEqual([[5, 49, 1, 41]]);
    expect(barsThrough(lineThrough([5, 120], [5, 95]))).toEqual([]);
    expect(barsThrough(lineThrough([5, 4], [5, 1]))).toEqual([]);
    expect(barsThrough(lineThrough([5, 90], [6, 10]))).toHaveLength(2);
  });

  it('go on at the point before', () => {
    const line = lineThrough([0, 50], [2, 50], [4, 50]);
    expect(barsThrough(line, {}, 2).map(([x]) => x)).toEqual([2, 3, 4]);
    expect(barsThrough(line, {}, 0).map(([x]) => x)).toEqual([0, 1, 2, 3, 4]);
    expect(barsThrough(lineThrough())).toEqual([]);
  });

  it('leave out columns by the dashes, from where the line has them begin', () => {
    const line = lineThrough([0, 50], [20, 50]);
    const columns = (phase?: number) =>
      barsThrough(line, { dash: [3, 2], ...(phase === undefined ? {} : { phase }) }).map(([x]) => x);
    expect(columns()).toEqual([0, 1, 2, 5, 6, 7, 10, 11, 12, 15, 16, 17, 20]);
    expect(columns(1)).toEqual([0, 1, 4, 5, 6, 9, 10, 11, 14, 15, 16, 19, 20]);
    expect(columns(3)).toEqual([2, 3, 4, 7, 8, 9, 12, 13, 14, 17, 18, 19]);
  });

  it('have the colour of the line', () => {
    const pen = new RecordingPen();
    drawBars(pen, plot, lineThrough([1, 50]), 0, 1, stroke);
    expect(pen.drawn.map(({ color }) => color)).toEqual(['#08f']);
  });
});

describe('a band', () => {
  const bandOf = (...points: BandPoint[]) => {
    const pen = new RecordingPen();
    drawBand(pen, plot, points, 'pale');
    return pen.drawn;
  };

  it('is filled between its places, which meet at whole pixels, half a pixel farther up and down', () => {
    const drawn = bandOf(
      { x: 1.4, low: 40, high: 60 },
      { x: 10.6, low: 30, high: 70 },
      { x: 20, low: 50, high: 50 },
    );
    expect(drawn.map(({ what, points, color }) => [what, color, points])).toEqual([
      ['fill', 'pale', [1, 39.5, 11, 29.5, 11, 70.5, 1, 60.5]],
      ['fill', 'pale', [11, 29.5, 20, 49.5, 20, 50.5, 11, 70.5]],
    ]);
  });

  it('of one place is nothing', () => {
    expect(bandOf({ x: 1, low: 1, high: 2 })).toEqual([]);
    expect(bandOf()).toEqual([]);
  });
});
