/** The band of several curves: where it lies, how it grows, how it is drawn, and what is said of a median. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawChart } from '../../../webview/shared/chart/drawChart.ts';
import { exitOf } from '../../../webview/shared/chart/drawExits.ts';
import { readingsAt, readingsText } from '../../../webview/shared/chart/hoverCard.ts';
import { MiddleBand } from '../../../webview/shared/chart/middleBand.ts';
import type { Placing } from '../../../webview/shared/chart/placing.ts';
import type { Line } from '../../../webview/shared/chart/scene.ts';
import { MiddleCurve } from '../../../webview/shared/curves/middleCurve.ts';
import { RecordingPen } from './recordingPen.ts';
import { curveOf, laidOut, lineOf, sceneOf, theme } from './scenes.ts';

const { POSITIVE_INFINITY: infinite } = Number;

function middleOf(losses: readonly (readonly number[])[], end: 'over' | 'lost' | null = 'over'): MiddleCurve {
  return new MiddleCurve(
    losses.map((each) => ({ curve: curveOf(each), units: [1, 1] as const, end: () => end })),
  ).grow();
}

/** A line that is the median of these losses; of the others the first ends early, and is lost. */
function lineOfMiddle({ median, low, high, lostAt }: MiddleCurve, change: Partial<Line> = {}): Line {
  return lineOf({ curve: median, middle: { low, high, of: '5 seeds' }, divergedAt: lostAt, ...change });
}

function bandOf({ median, low, high }: MiddleCurve, change: Partial<Placing> = {}): MiddleBand {
  const axis = { kind: 'step', log: false, min: 0, max: 4, quantum: 1 } as const;
  const placing = { curve: median, stepsPerUnit: 1, axis, columns: 800, logY: true, ...change };
  return new MiddleBand(placing, { low, high, of: '' }).grow();
}

const pointsOf = (band: MiddleBand) => [...band.settled, ...band.tail];
const losses = [
  [1, 1, 1, 1, 1],
  [2, 3, 2, 2, 2],
  [4, 5, 6, 3, 3],
];

describe('the band of several curves', () => {
  it('has the edges at each step where there is room for them', () => {
    expect(pointsOf(bandOf(middleOf(losses)))).toEqual([
      { x: 0, low: 1.5, high: 3 },
      { x: 1, low: 2, high: 4 },
      { x: 2, low: 1.5, high: 4 },
      { x: 3, low: 1.5, high: 2.5 },
      { x: 4, low: 1.5, high: 2.5 },
    ]);
    expect(pointsOf(bandOf(middleOf(losses), { stepsPerUnit: 2 })).map(({ x }) => x)).toEqual([
      0, 0.5, 1, 1.5, 2,
    ]);
  });

  it('has all that lies between them in each column where steps are many', () => {
    const axis = { kind: 'step', log: false, min: 0, max: 300, quantum: 1 } as const;
    const noise = fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(noise, noise, noise, (a, b, c) => {
        const middle = middleOf([a, b, c]);
        const points = pointsOf(bandOf(middle, { axis, columns: 10 }));
        expect(points).toHaveLength(10);
        for (const [column, { low, high }] of points.entries()) {
          const all = (curve: typeof middle.low) => Array.from({ length: 300 }, (_, i) => curve.at(i));
          const [from, to] = [30 * column, 30 * column + 30];
          expect(low).toBe(Math.min(...all(middle.low).slice(from, to)));
          expect(high).toBe(Math.max(...all(middle.high).slice(from, to)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('opens to the top where an edge is infinite, and leaves that out of the axis', () => {
    const middle = new MiddleCurve(
      [
        [2, 2],
        [2, 2, 2, 2, 2],
        [4, 4, 4, 4, 4],
      ].map((each, i) => ({
        ...{ curve: curveOf(each), units: [1, 1] as const },
        end: () => (i === 0 ? 'lost' : 'over'),
      })),
    ).grow();
    const band = bandOf(middle);
    expect(pointsOf(band).map(({ high }) => high)).toEqual([3, 3, infinite, infinite, infinite]);
    expect(band.typical?.low).toBe(2);
    expect(band.typical?.high).toBeCloseTo(3);
    const dense = bandOf(middle, { columns: 1 });
    expect(pointsOf(dense)).toMatchObject([{ high: infinite }, {}]);
  });

  it('comes from beside what is in view, and goes there', () => {
    const axis = { kind: 'step', log: false, min: 1.5, max: 2.5, quantum: 1 } as const;
    expect(pointsOf(bandOf(middleOf(losses), { axis })).map(({ x }) => x)).toEqual([1, 2, 3]);
  });

  it('stretches the axis to its lowest value, and not to a peak', () => {
    const peak = [...Array<number>(50).fill(2), 2000, ...Array<number>(50).fill(2)];
    const axis = { kind: 'step', log: false, min: 0, max: 100, quantum: 1 } as const;
    const typical = bandOf(middleOf([peak, peak, Array<number>(101).fill(1)]), { axis }).typical;
    expect(typical?.low).toBe(1.5);
    expect(typical?.high).toBeLessThan(3);
    expect(bandOf(middleOf([[], []])).typical).toBeNull();
  });

  it('is drawn beneath the line, with edges of its own in high contrast', () => {
    const strokes = (contrast: boolean) => {
      const pen = new RecordingPen();
      drawChart(
        pen,
        sceneOf([lineOfMiddle(middleOf(losses))], { theme: { ...theme, contrast } }),
        800,
        400,
        true,
      );
      return pen.drawn.filter(({ what, color }) => what === 'stroke' && color !== theme.grid).length;
    };
    expect(strokes(true)).toBeGreaterThan(strokes(false));
    const pen = new RecordingPen();
    drawChart(pen, sceneOf([lineOfMiddle(middleOf(losses))]), 800, 400, true);
    expect(pen.of('fill').some(({ color }) => color.includes('18%'))).toBe(true);
  });
});

describe('a median', () => {
  it('is read with its middle half', () => {
    const scene = sceneOf([lineOfMiddle(middleOf(losses), { name: 'Adam' }), lineOf({ key: '1' })]);
    const readings = readingsAt(scene, 1);
    expect(readings.map(({ half }) => half)).toEqual(['2.000 to 4.000', null]);
    expect(readingsText(readings, scene)).toBe('Adam 3.000 (2.000 to 4.000), SGD lr 0.1 3.000');
  });

  it('leaves at the top where half of its runs have diverged, which is said', () => {
    const middle = new MiddleCurve(
      [
        [3, 2],
        [3, 2],
        [3, 2, 1, 1, 1],
      ].map((each, i) => ({
        ...{ curve: curveOf(each), units: [1, 1] as const },
        end: () => (i === 2 ? 'over' : 'lost'),
      })),
    ).grow();
    const scene = sceneOf([lineOfMiddle(middle, { name: 'SGD' })]);
    const { plot, lines } = laidOut(scene);
    const [traced] = lines;
    expect(traced && exitOf(traced, plot)).toBeCloseTo(plot.x(1));
    const pen = new RecordingPen();
    drawChart(pen, scene, 800, 400, true);
    expect(pen.of('text').map(({ text }) => text)).toContain('half of SGD diverged by step 2');
  });
});
