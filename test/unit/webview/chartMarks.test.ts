/** What the chart has beside its lines: target, crosshair, exits and axes, pixel by pixel. */
import { describe, expect, it } from 'vitest';
import { drawAxes } from '../../../webview/shared/chart/drawAxes.ts';
import { drawCursorDots, drawCursorLine } from '../../../webview/shared/chart/drawCursor.ts';
import { drawExits } from '../../../webview/shared/chart/drawExits.ts';
import { drawPeaks } from '../../../webview/shared/chart/drawPeaks.ts';
import { drawStepMark } from '../../../webview/shared/chart/drawStepMark.ts';
import { drawPassings, drawTarget, drawTargetName } from '../../../webview/shared/chart/drawTarget.ts';
import { drawLeaving, sideOf } from '../../../webview/shared/chart/leaving.ts';
import type { Line, Scene } from '../../../webview/shared/chart/scene.ts';
import { RecordingPen } from './recordingPen.ts';
import { curveOf, laidOut, lineOf, pixelPlot, sceneOf, theme } from './scenes.ts';

const axis = { kind: 'step', log: false, min: 0, max: 400, quantum: 1 } as const;

function sceneWith(lines: readonly Line[], change: Partial<Scene> = {}): Scene {
  return sceneOf(lines, { axis, logY: false, ...change });
}

/** Lines that pass the target after so many steps. */
const passing = (...steps: (number | null)[]) =>
  steps.map((reached, i) => lineOf({ key: String(i), color: `#00${i}`, reached }));

function drawnWith(draw: (pen: RecordingPen) => void): RecordingPen {
  const pen = new RecordingPen();
  draw(pen);
  return pen;
}

describe('the mark of a step', () => {
  const line = lineOf({ curve: curveOf([90, 70, 50], [0, 100, 200]) });
  const markOf = (mark: Scene['mark'], change: Partial<Scene> = {}) =>
    drawnWith((pen) => drawStepMark(pen, pixelPlot, sceneWith([line], { mark, ...change })));

  it('is a line with its number, a dot where the line is, and a veil on what follows', () => {
    const pen = markOf({ at: 100, line: line.key, text: '101' });
    expect(pen.of('stroke').map(({ points, color }) => [points, color])).toContainEqual([
      [100.5, 10, 100.5, 90],
      theme.mark,
    ]);
    expect(pen.of('text')).toMatchObject([{ text: '101', points: [100.5, 99] }]);
    expect(pen.of('fillRect')).toMatchObject([
      { points: [100.5, 10, 299.5, 80], color: theme.background },
      { points: [100.5 - 13, 97, 26, 15], color: theme.background },
    ]);
    expect(pen.of('fill')).toMatchObject([{ points: [100, 30], color: line.color }]);
  });

  it('stands in the place of what the axis has written there, none of which is cut', () => {
    const pen = markOf({ at: 400, line: 'another', text: '400' });
    const [, cleared] = pen.of('fillRect');
    const labels = drawnWith((each) => drawAxes(each, pixelPlot, sceneWith([line]))).of('text');
    const last = labels.find(({ text }) => text === 'step 400');
    // It ends at the right edge of the plot.
    const [right = 0] = last?.points ?? [];
    const [from = 0, , width = 0] = cleared?.points ?? [];
    expect(right).toBe(400);
    expect(from).toBeLessThanOrEqual(right - 'step 400'.length * 6);
    expect(from + width).toBeGreaterThanOrEqual(right + 13);
  });

  it('has no dot where its line has not come so far, and is left out beyond the axis', () => {
    expect(markOf({ at: 300, line: line.key, text: '301' }).of('fill')).toEqual([]);
    expect(markOf({ at: 100, line: 'another', text: '101' }).of('fill')).toEqual([]);
    expect(markOf({ at: 401, line: line.key, text: '402' }).of('text')).toEqual([]);
    const later = { ...axis, min: 200 };
    const before = markOf({ at: 100, line: line.key, text: '101' }, { axis: later });
    expect([before.of('text'), before.of('fillRect').length]).toEqual([[], 1]);
  });

  it('is nowhere by default', () => {
    expect(drawnWith((pen) => drawStepMark(pen, pixelPlot, sceneWith([line]))).of('text')).toEqual([]);
  });
});

describe('peaks', () => {
  const steps = [0, 100, 200];
  const peaksOf = (lines: readonly Line[], change: Partial<Scene> = {}) =>
    drawnWith((pen) => drawPeaks(pen, pixelPlot, sceneWith(lines, { marksPeaks: true, ...change })));
  const up = lineOf({ key: '0', color: '#080', curve: curveOf([20, 70, 50], steps) });

  it('are rings with the value and its step', () => {
    const pen = peaksOf([up]);
    expect(pen.of('fill')).toMatchObject([{ points: [100, 30], color: theme.background }]);
    expect(pen.of('stroke')).toMatchObject([{ color: '#080' }]);
    expect(pen.of('text').filter(({ color }) => color === '#080')).toMatchObject([
      { text: '70.0 at step 100', points: [108, 23] },
    ]);
  });

  it('are of lines that rise and fall, by enough to be seen', () => {
    const textsOf = (losses: number[]) => peaksOf([lineOf({ curve: curveOf(losses, steps) })]).of('text');
    for (const losses of [[20, 50, 70], [70, 50, 20], [70, 72, 20], [20, 72, 70], []])
      expect(textsOf(losses)).toEqual([]);
    expect(textsOf([20, 74, 70])).not.toEqual([]);
  });

  it('are left out beyond what is in view, and where nobody asks for them', () => {
    expect(peaksOf([up], { marksPeaks: false }).drawn).toEqual([]);
    expect(peaksOf([up], { axis: { ...axis, min: 101 } }).drawn).toEqual([]);
    expect(peaksOf([up], { axis: { ...axis, max: 99 } }).drawn).toEqual([]);
    expect(peaksOf([lineOf({ curve: curveOf([20, 91, 50], steps) })]).drawn).toEqual([]);
    expect(peaksOf([lineOf({ curve: curveOf([2, 9, 5], steps) })]).drawn).toEqual([]);
  });

  it('have their words on the other side at the right, and none where they would be over others', () => {
    const right = lineOf({ curve: curveOf([20, 70, 50], [0, 390, 400]) });
    expect(peaksOf([right]).of('text')[0]?.points[0]).toBe(390 - 8 - 16 * 6);
    const near = lineOf({ key: '1', curve: curveOf([20, 60, 50], [0, 150, 200]) });
    const pen = peaksOf([near, up]);
    expect(new Set(pen.of('text').map(({ text }) => text))).toEqual(new Set(['70.0 at step 100']));
    expect(pen.of('fill')).toHaveLength(2);
  });
});

describe('the target', () => {
  const targetOf = (lines: readonly Line[], change: Partial<Scene> = {}) =>
    drawnWith((pen) => {
      const scene = sceneWith(lines, { target: 50, ...change });
      drawTarget(pen, pixelPlot, scene);
      drawTargetName(pen, pixelPlot, scene);
    });
  const placeOf = (lines: readonly Line[], change: Partial<Scene> = {}) =>
    targetOf(lines, change).of('text')[0]?.points;

  it('is a line across the plot with its name beneath, at the left', () => {
    const pen = targetOf([lineOf()]);
    expect(pen.of('stroke').map(({ points, color, width }) => [points, color, width])).toEqual([
      [[0, 50.5, 400, 50.5], theme.rule, 1],
    ]);
    expect(pen.of('text')).toMatchObject([{ text: 'target 50.0', points: [4, 55.5], color: theme.quiet }]);
  });

  it('has its name above where there is no room beneath', () => {
    expect(placeOf([lineOf()], { target: 33 })).toEqual([4, 72.5]);
    expect(placeOf([lineOf()], { target: 32 })).toEqual([4, 63.5]);
  });

  it('has its name where no line passes: left, right, or in the widest gap', () => {
    expect(placeOf(passing(75))?.[0]).toBe(4);
    expect(placeOf(passing(74))?.[0]).toBe(340);
    expect(placeOf(passing(30, 326))?.[0]).toBe(30 + (296 - 60) / 2);
    expect(placeOf(passing(30, 326, 100))?.[0]).toBe(100 + (226 - 60) / 2);
    // Nothing is written at passings where lines have no names.
    expect(placeOf(passing(30, 326), { direct: false })?.[0]).toBe(4);
  });

  it('has its name on the other side of the line where steps leave no room beneath', () => {
    const every = (distance: number) => passing(...[0, 1, 2, 3, 4].map((i) => 50 + i * distance));
    expect(placeOf(every(84))?.[1]).toBe(55.5);
    expect(placeOf(every(83))).toEqual([340, 45.5]);
  });

  it('is not there where there is none, or no axis', () => {
    expect(targetOf([lineOf()], { target: null }).drawn).toEqual([]);
    const pen = drawnWith((pen) => {
      for (const draw of [drawTarget, drawTargetName])
        draw(pen, { ...pixelPlot, range: null }, sceneWith([lineOf()], { target: 50 }));
    });
    expect(pen.drawn).toEqual([]);
  });

  it('is not at 0 where there is none and the axis has a 0', () => {
    const around = { ...pixelPlot, range: { min: -10, max: 10, ticks: [] } };
    for (const draw of [drawTarget, drawTargetName, drawPassings])
      expect(drawnWith((pen) => draw(pen, around, sceneWith(passing(120), { target: null }))).drawn).toEqual(
        [],
      );
  });
});

describe('where lines pass the target', () => {
  const passingsOf = (lines: readonly Line[], change: Partial<Scene> = {}) =>
    drawnWith((pen) => drawPassings(pen, pixelPlot, sceneWith(lines, { target: 50, ...change })));
  const writtenOf = (lines: readonly Line[], change: Partial<Scene> = {}) =>
    passingsOf(lines, change)
      .of('text')
      .map(({ text, points: [x] }) => [text, x]);

  it('is a ring and the step, in the colour of the line', () => {
    const pen = passingsOf(passing(120));
    expect(pen.of('fill')).toMatchObject([{ points: [120, 50], color: theme.background }]);
    expect(pen.of('stroke')).toMatchObject([{ color: '#000', width: 1.5 }]);
    expect(pen.of('text')).toMatchObject([
      { text: '120', points: [120, 59], color: '#000', align: 'center' },
    ]);
  });

  it('is written above where there is no room beneath', () => {
    expect(passingsOf(passing(120), { target: 32 }).of('text')[0]?.points).toEqual([120, 77]);
    expect(passingsOf(passing(120), { target: 31 }).of('text')[0]?.points).toEqual([120, 60]);
  });

  it('is written in order, as far as there is room, with a ring for each', () => {
    expect(writtenOf(passing(200, 30, null, 130))).toEqual([
      ['30', 30],
      ['130', 130],
      ['200', 200],
    ]);
    // Three digits and a gap take 29.8 pixels.
    expect(writtenOf(passing(130, 159, 161))).toEqual([
      ['130', 130],
      ['161', 161],
    ]);
    expect(passingsOf(passing(130, 159, 161)).of('fill')).toHaveLength(3);
  });

  it('is told in epochs along an axis of epochs, and begins where the axis does', () => {
    const line = lineOf({ reached: 50, stepsPerUnit: 4 });
    expect(writtenOf([line], { axis: { ...axis, kind: 'epoch' } })).toEqual([['12.5', 12.5]]);
    expect(writtenOf([line], { axis: { ...axis, kind: 'epoch', min: 20 } })).toEqual([['20.0', 20]]);
    expect(writtenOf(passing(2000), { axis: { ...axis, max: 4000 } })).toEqual([['2000', 2000]]);
  });

  it('is not marked without a target, an axis, or names at the ends', () => {
    expect(passingsOf(passing(120), { target: null }).drawn).toEqual([]);
    expect(passingsOf(passing(120), { direct: false }).drawn).toEqual([]);
    const scene = sceneWith(passing(120), { target: 50 });
    expect(drawnWith((pen) => drawPassings(pen, { ...pixelPlot, range: null }, scene)).drawn).toEqual([]);
  });
});

describe('the crosshair', () => {
  const line = lineOf({ color: '#00f', curve: curveOf([20, 50, 95, 90, 5]) });

  it('is a line through the plot, at a whole pixel', () => {
    const pen = drawnWith((pen) => drawCursorLine(pen, pixelPlot, sceneWith([line], { cursor: 2.6 })));
    expect(pen.drawn).toMatchObject([{ points: [3.5, 10, 3.5, 90], color: theme.rule, width: 1 }]);
    expect(drawnWith((pen) => drawCursorLine(pen, pixelPlot, sceneWith([line]))).drawn).toEqual([]);
  });

  it('has no dot for what was measured before that is in view', () => {
    const line = lineOf({ curve: curveOf([50, 40], [0, 100]) });
    const dotsAt = (min: number) => {
      const view = { axis: { ...axis, min }, cursor: 60 };
      return drawnWith((pen) => drawCursorDots(pen, pixelPlot, sceneWith([line], view))).of('fill').length;
    };
    expect([dotsAt(0), dotsAt(50)]).toEqual([1, 0]);
  });

  it('has none on a line of which another is the median', () => {
    const scene = sceneWith([{ ...line, isMember: true }], { cursor: 0 });
    expect(drawnWith((pen) => drawCursorDots(pen, pixelPlot, scene)).drawn).toEqual([]);
  });

  it('has a dot on each line that has come so far, where that is within the plot', () => {
    const dotsOf = (cursor: number | null) =>
      drawnWith((pen) => drawCursorDots(pen, pixelPlot, sceneWith([line], { cursor })))
        .of('fill')
        .map(({ points, color }) => [...points, color]);
    expect(dotsOf(0)).toEqual([[0, 80, '#00f']]);
    expect(dotsOf(2)).toEqual([]);
    expect(dotsOf(3)).toEqual([[3, 10, '#00f']]);
    expect(dotsOf(4)).toEqual([]);
    expect(dotsOf(5)).toEqual([]);
    expect(dotsOf(null)).toEqual([]);
    const rims = drawnWith((pen) => drawCursorDots(pen, pixelPlot, sceneWith([line], { cursor: 0 })));
    expect(rims.of('stroke')).toMatchObject([{ color: theme.background }]);
  });
});

describe('an arrow where a line leaves', () => {
  it('lies across the edge and points outward', () => {
    const arrow = (side: 'above' | 'below') =>
      drawnWith((pen) => drawLeaving(pen, pixelPlot, { x: 30, side }, '#00f')).drawn;
    expect(arrow('above')).toMatchObject([{ what: 'fill', points: [30, 6, 26, 14, 34, 14], color: '#00f' }]);
    expect(arrow('below')).toMatchObject([{ what: 'fill', points: [30, 94, 26, 86, 34, 86], color: '#00f' }]);
  });

  it('is where a value is beyond the range', () => {
    expect([9.9, 10, 90, 90.1].map((value) => sideOf(value, pixelPlot))).toEqual([
      ...['below', 'inside', 'inside', 'above'],
    ]);
    expect(sideOf(1e9, { ...pixelPlot, range: null })).toBe('inside');
  });
});

describe('runs that diverged', () => {
  const exitsOf = (losses: readonly (readonly number[])[], change: Partial<Scene> = {}, width = 800) => {
    const stays = lineOf({ key: 'stays', curve: curveOf([4, 3, 2, 1, 0.5]) });
    const lines = losses.map((each, i) =>
      lineOf({
        key: `${i}`,
        name: `run ${i}`,
        color: '#00f',
        curve: curveOf(each),
        divergedAt: each.length - 1,
      }),
    );
    const scene = sceneOf([...lines, stays], { axis: { ...axis, max: 4 }, ...change });
    const { plot, lines: traced } = laidOut(scene, width);
    const pen = new RecordingPen();
    const lowest = drawExits(pen, plot, traced, scene);
    return { pen, plot, lowest, texts: pen.of('text').map(({ text }) => text) };
  };

  it('have an arrow at the top and are told of once, with the room that this takes', () => {
    const { pen, plot, lowest, texts } = exitsOf([[4, 5, 1e9, 1e12]]);
    expect(texts).toEqual(['run 0 diverged at step 3']);
    expect(lowest).toBe(plot.top + 16);
    const [arrow] = pen.of('fill');
    expect(arrow?.color).toBe(theme.error);
    expect(arrow?.points[1]).toBe(plot.top - 4);
    const x = arrow?.points[0] ?? 0;
    expect([x > plot.x(1), x < plot.x(2)]).toEqual([true, true]);
    expect(pen.of('text')).toMatchObject([
      { points: [x + 10, plot.top + 1], align: 'left', color: theme.error },
    ]);
    expect(pen.of('stroke')).toEqual([]);
  });

  it('are counted where they are several', () => {
    const { texts, pen } = exitsOf([
      [4, 1e9, 1e12],
      [4, 5, 1e9, 1e12],
    ]);
    expect(texts).toEqual(['2 runs diverged']);
    const xs = pen.of('fill').map(({ points: [x = 0] }) => x);
    expect(pen.of('text')[0]?.points[0]).toBe(Math.max(...xs) + 10);
  });

  it('are told of at the left where there is no room at the right', () => {
    const { pen } = exitsOf([[4, 4, 4, 4, 1e9]], {}, 400);
    const [text] = pen.of('text');
    const [x = 0] = pen.of('fill')[0]?.points ?? [];
    expect(text?.align).toBe('right');
    expect(text?.points[0]).toBe(Math.max(x - 10, 6 * 'run 0 diverged at step 4'.length));
    expect((text?.points[0] ?? 0) - 6 * (text?.text.length ?? 0)).toBeGreaterThanOrEqual(0);
  });

  it('of several it is told at the left of the first', () => {
    const leavesAfter = (step: number) => [...new Array(step + 1).fill(4), 1e9];
    const { pen } = exitsOf([leavesAfter(28), leavesAfter(22)], { axis: { ...axis, max: 29 } }, 300);
    const [text] = pen.of('text');
    const xs = pen.of('fill').map(({ points: [x = 0] }) => x);
    expect(text?.align).toBe('right');
    expect(text?.points[0]).toBe(Math.min(...xs) - 10);
  });

  it('that have no next number go straight up', () => {
    const { pen, plot } = exitsOf([[4, 3, Number.NaN]]);
    const [leg] = pen.of('stroke');
    expect(leg).toMatchObject({ color: '#00f', width: 1.25 });
    expect(leg?.points).toEqual([plot.x(1), plot.y(3), plot.x(1), plot.top]);
    expect(pen.of('fill')[0]?.points[0]).toBe(plot.x(1));
  });

  it('need no room where there are none', () => {
    const { pen, plot, lowest } = exitsOf([]);
    expect([pen.drawn, lowest]).toEqual([[], plot.top]);
  });
});

describe('the axes', () => {
  const axesOf = (change: Partial<Scene> = {}, plot = pixelPlot) =>
    drawnWith((pen) => drawAxes(pen, plot, sceneWith([lineOf()], change)));

  it('have a line for each number, at whole pixels', () => {
    const pen = axesOf();
    expect(pen.of('stroke')).toMatchObject([{ color: theme.grid, width: 1 }]);
    const points = pen.of('stroke')[0]?.points ?? [];
    const lines = Array.from({ length: points.length / 4 }, (_, i) => points.slice(4 * i, 4 * i + 4));
    expect(lines).toEqual([
      ...[0.5, 200.5, 400.5].map((x) => [x, 10, x, 90]),
      ...[90.5, 50.5, 10.5].map((y) => [0, y, 400, y]),
    ]);
  });

  it('have their numbers beside the plot, those at the ends within its width', () => {
    const texts = axesOf()
      .of('text')
      .map(({ text, points, align }) => [text, ...points, align]);
    expect(texts).toEqual([
      ['0', 0, 99, 'left'],
      ['200', 200, 99, 'center'],
      ['step 400', 400, 99, 'right'],
      ['10', -8, 90, 'right'],
      ['50', -8, 50, 'right'],
      ['90', -8, 10, 'right'],
    ]);
  });

  it('count in percent where values are shares', () => {
    const plot = { ...pixelPlot, range: { min: 0, max: 1, ticks: [0, 0.5] } };
    const texts = axesOf({ isShare: true }, plot)
      .of('text')
      .map(({ text }) => text);
    expect(texts.slice(-2)).toEqual(['0 %', '50 %']);
  });
});
