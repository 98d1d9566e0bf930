/** Names and values at the line ends, and the card beside the crosshair, pixel by pixel. */
import { describe, expect, it } from 'vitest';
import { cardPlace } from '../../../webview/shared/chart/cardPlace.ts';
import { drawEnds, endRoom, labelled } from '../../../webview/shared/chart/drawEnds.ts';
import type { Line, Scene } from '../../../webview/shared/chart/scene.ts';
import { RecordingPen } from './recordingPen.ts';
import { curveOf, lineOf, pixelPlot, sceneOf, theme } from './scenes.ts';

const axis = { kind: 'step', log: false, min: 0, max: 400, quantum: 1 } as const;

function endsOf(lines: readonly Line[], change: Partial<Scene> = {}, top = pixelPlot.top) {
  const pen = new RecordingPen();
  drawEnds(pen, pixelPlot, sceneOf(lines, { axis, logY: false, ...change }), top);
  const texts = pen.of('text').map(({ text, points }) => [text, ...points]);
  return { pen, texts };
}

/** A line that ends at step 2 with this value. */
const ending = (value: number, change: Partial<Line> = {}) =>
  lineOf({ endName: `ends ${value}`, color: '#00f', curve: curveOf([50, 50, value]), ...change });

describe('a line that goes on beyond what is in view', () => {
  const view = { axis: { ...axis, max: 1 } };

  it('has name and value where it leaves, and no dot', () => {
    const { pen, texts } = endsOf([ending(40)], view);
    expect(pen.of('fill')).toEqual([]);
    expect(texts.map(([text, x, y]) => [text, x, y])).toEqual([
      ['ends 40', 420, 50.5],
      ['50.0', 420 + 42 + 6, 51],
    ]);
  });

  it('has none where it ended before, or has not come so far', () => {
    expect(endsOf([ending(40)], { axis: { ...axis, min: 3 } }).texts).toEqual([]);
    expect(endsOf([lineOf({ curve: curveOf([]) })]).texts).toEqual([]);
  });

  it('is the best by what is in view', () => {
    const lines = [
      lineOf({ key: '0', curve: curveOf([50, 40, 1]) }),
      lineOf({ key: '1', curve: curveOf([50, 30, 20]) }),
    ];
    const best = (change: Partial<Scene>) =>
      labelled(sceneOf(lines, { axis, direct: false, ...change })).map(({ key }) => key);
    expect([best({}), best(view)]).toEqual([['0'], ['1']]);
  });
});

describe('the end of a line', () => {
  it('has a dot, a hairline to its name, and its value beside that', () => {
    const { pen, texts } = endsOf([ending(40)]);
    expect(pen.of('stroke')).toMatchObject([
      { points: [7, 60, 14, 60, 18, 60], color: '#00f', width: 1, alpha: 0.6 },
    ]);
    expect(pen.of('fill')).toMatchObject([{ points: [2, 60], color: '#00f', alpha: 1 }]);
    expect(texts).toEqual([
      ['ends 40', 22, 60.5],
      ['40.0', 22 + 42 + 6, 61],
    ]);
    expect(pen.of('text').map(({ color }) => color)).toEqual(['#00f', theme.quiet]);
    expect(pen.globalAlpha).toBe(1);
  });

  it('has its value beneath the name where it is narrow', () => {
    expect(endsOf([ending(40)], { narrow: true }).texts).toEqual([
      ['ends 40', 22, 54.5],
      ['40.0', 22, 66.5],
    ]);
  });

  it('is pale where another line is highlighted', () => {
    const { pen } = endsOf([ending(40, { faded: true })]);
    expect(pen.of('stroke')[0]?.alpha).toBe(0.25);
    expect([...pen.of('fill'), ...pen.of('text')].map(({ alpha }) => alpha)).toEqual([0.4, 0.4, 0.4]);
  });

  it('moves from another, as far as names need', () => {
    const heights = (change: Partial<Scene>) =>
      endsOf([ending(40), ending(42, { key: '1' })], change)
        .texts.filter(([text]) => String(text).startsWith('ends'))
        .map(([, , y]) => y);
    expect(heights({})).toEqual([59 - 8.5, 59 + 9.5]);
    expect(heights({ narrow: true })).toEqual([59 - 13 - 5.5, 59 + 13 - 5.5]);
  });

  it('comes closer to others where there is no room for all', () => {
    const lines = Array.from({ length: 8 }, (_, i) => ending(40 + i, { key: `${i}` }));
    const ys = endsOf(lines, {}, 20)
      .texts.filter(([text]) => String(text).startsWith('ends'))
      .map(([, , y = 0]) => Number(y))
      .sort((a, b) => a - b);
    const gap = (86 - 20) / 7;
    ys.slice(1).forEach((y, i) => {
      expect(y - (ys[i] ?? 0)).toBeCloseTo(gap, 9);
    });
    expect([ys[0], ys.at(-1)]).toEqual([20.5, 86.5].map((y) => expect.closeTo(y, 9)));
  });

  it('is an arrow where the line stands beyond the plot, also where it has no name', () => {
    const beyond = [ending(5), ending(95, { key: '1', color: '#0f0' })];
    const arrowsOf = (direct: boolean) =>
      endsOf(beyond, { direct })
        .pen.of('fill')
        .map(({ points, color }) => [points[1], color]);
    expect(arrowsOf(true)).toEqual([
      [6, '#0f0'],
      [94, '#00f'],
    ]);
    expect(new Set(arrowsOf(false).map((each) => each.join()))).toEqual(new Set(['94,#00f', '6,#0f0']));
    const faded = endsOf([ending(5), ending(95, { key: '1', faded: true })], { direct: false }).pen.of(
      'fill',
    );
    expect(faded.map(({ alpha }) => alpha).sort()).toEqual([0.4, 1]);
  });

  it('stands above that of a lower value, also where both are beyond the plot', () => {
    const values = [200, 300, 95, Number.NaN, 5, 50, 3];
    const { texts } = endsOf(values.map((value, i) => ending(value, { key: `${i}` })));
    const ends = texts.filter(([text]) => String(text).startsWith('ends'));
    const sorted = ends.sort(([, , a], [, , b]) => Number(a) - Number(b)).map(([text]) => text);
    expect(sorted).toEqual([300, 200, 95, 50, 5, 3, Number.NaN].map((value) => `ends ${value}`));
  });

  it('of a line that diverged or has no number is not marked beyond the plot', () => {
    const none = [ending(95, { divergedAt: 2 }), ending(Number.NaN, { key: '1' }), ending(50, { key: '2' })];
    expect(endsOf(none, { direct: false }).pen.of('fill')).toHaveLength(1);
  });
});

describe('names that are numbers alone', () => {
  const named = (name: string, value: number) => ending(value, { key: name, stem: 'Adam', endName: name });
  const lines = [named('Adam lr 0.01 momentum 0.9', 30), named('Adam lr 0.001 momentum 0.95', 60)];
  /** In a chart that has room for 15 letters. */
  const textsOf = (lines: readonly Line[], change: Partial<Scene> = {}, top = pixelPlot.top) => {
    const pen = new RecordingPen();
    const scene = sceneOf(lines, { axis, logY: false, narrow: true, ...change });
    drawEnds(pen, { ...pixelPlot, width: 300 }, scene, top);
    return pen.of('text').map(({ text, points }) => [text, ...points]);
  };

  it('have what the numbers are called above the uppermost', () => {
    expect(textsOf(lines)).toEqual([
      ['lr momentum', 22, 40 - 5.5 - 13],
      ['0.001 0.95', 22, 40 - 5.5],
      ['60.0', 22, 40 + 6.5],
      ['0.01 0.9', 22, 70 - 5.5],
      ['30.0', 22, 70 + 6.5],
    ]);
    const beside = textsOf(lines, { narrow: false });
    expect(beside.slice(0, 2)).toEqual([
      ['lr momentum', 22, 40 + 0.5 - 13],
      ['0.001 0.95', 22, 40 + 0.5],
    ]);
    expect(textsOf(lines.slice(0, 1), { direct: false })[0]?.[0]).toBe('lr momentum');
  });

  it('leave room for that at the top', () => {
    const top = lines.map((line, i) => ({ ...line, curve: curveOf([50, 50, 95 - i]) }));
    expect(textsOf(top, {}, 20).slice(0, 2)).toEqual([
      ['lr momentum', 22, 20 - 5.5],
      ['0.01 0.9', 22, 20 + 13 - 5.5],
    ]);
  });

  it('have it shortened where it is long, and none where one number is called otherwise', () => {
    const long = named('Adam weight_decay 0.001 momentum 0.95', 40);
    expect(textsOf([long])[0]?.[0]).toBe('weight… moment…');
    expect(textsOf([...lines, long]).map(([text]) => text)).not.toContain('lr momentum');
    expect(textsOf([named('Adam lr 0.001', 40)]).map(([text]) => text)).toEqual(['Adam lr 0.001', '40.0']);
  });

  it('have room for it beside the plot', () => {
    const roomOf = (line: Line) => endRoom(new RecordingPen(), sceneOf([line], { narrow: true }), 300);
    expect(roomOf(named('Adam lr 1e-4 momentum 0.9', 40))).toBe(20 + 6 * 'lr momentum'.length + 2);
    expect(roomOf(named('Adam', 40))).toBe(20 + 48 + 2);
  });
});

describe('room for the ends', () => {
  const roomOf = (name: string, change: Partial<Scene> = {}, width = 800, line: Partial<Line> = {}) =>
    endRoom(new RecordingPen(), sceneOf([lineOf({ endName: name, stem: name, ...line })], change), width);

  it('is that of name and longest value, beside or beneath each other', () => {
    expect(roomOf('Adam')).toBe(20 + 24 + 6 + 48 + 2);
    expect(roomOf('Adam', { isShare: true })).toBe(20 + 24 + 6 + 42 + 2);
    expect(roomOf('Adam', { narrow: true })).toBe(20 + 48 + 2);
    expect(roomOf('ten letter', { narrow: true })).toBe(20 + 60 + 2);
  });

  it('has a limit for names, which depends on the width', () => {
    const long = 'a name of forty letters, which is too long';
    expect(roomOf(long, {}, 500)).toBe(20 + 150 + 6 + 48 + 2);
    expect(roomOf(long, {}, 200)).toBe(20 + 90 + 6 + 48 + 2);
    expect(roomOf(long, { narrow: true }, 400)).toBe(20 + 96 + 2);
    expect(roomOf(long, { narrow: true }, 200)).toBe(20 + 90 + 2);
  });

  it('is less where a legend has the names whole', () => {
    const long = 'a name of forty letters, which is too long';
    expect(roomOf(long, { direct: false }, 500)).toBe(20 + 90 + 6 + 48 + 2);
    expect(roomOf(long, { direct: false, narrow: true }, 650)).toBe(20 + 96 + 2);
    // A quarter of a narrow width at most.
    expect(roomOf(long, { direct: false, narrow: true }, 300)).toBe(20 + 72 + 2);
    expect(roomOf('Adam', { direct: false }, 500)).toBe(roomOf('Adam', {}, 500));
  });

  it('is little where no line has an end', () => {
    expect(roomOf('Adam', {}, 800, { divergedAt: 3 })).toBe(8);
    expect(endRoom(new RecordingPen(), sceneOf([]), 800)).toBe(8);
  });
});

describe('lines with a name at their end', () => {
  const keysOf = (lines: readonly Line[], change: Partial<Scene>) =>
    labelled(sceneOf(lines, change)).map(({ key }) => key);
  const three = [ending(3, { key: 'a' }), ending(1, { key: 'b' }), ending(2, { key: 'c' })];

  it('are all that have an end, or the best and the highlighted one', () => {
    expect(keysOf(three, {})).toEqual(['a', 'b', 'c']);
    expect(keysOf(three, { direct: false })).toEqual(['b']);
    expect(keysOf(three, { direct: false, isShare: true })).toEqual(['a']);
    const highlighted = three.map((line) => ({ ...line, highlighted: line.key === 'c' }));
    expect(keysOf(highlighted, { direct: false })).toEqual(['b', 'c']);
  });

  it('are not those that diverged, are empty, or have no number', () => {
    const others = [
      ending(0, { key: 'x', divergedAt: 1 }),
      lineOf({ key: 'y', curve: curveOf([]) }),
      ending(Number.NaN, { key: 'z' }),
    ];
    expect(keysOf([...others, ...three], { direct: false })).toEqual(['b']);
    expect(keysOf([...others, ...three], {})).toEqual(['z', 'a', 'b', 'c']);
    expect(keysOf(others, { direct: false })).toEqual([]);
  });

  it('are the first of those that are as good', () => {
    expect(keysOf([ending(1, { key: 'p' }), ending(1, { key: 'q' })], { direct: false })).toEqual(['p']);
  });
});

describe('the card', () => {
  const flat = (height: number) => lineOf({ curve: curveOf(Array.from({ length: 401 }, () => height)) });
  const place = (lines: readonly Line[], cursor: number, width = 100, height = 30) =>
    cardPlace(pixelPlot, sceneOf(lines, { axis, logY: false, cursor }), width, height);

  it('lies beside the crosshair where it hides the fewest curves', () => {
    // At the bottom the card is from 48 to 78, at the top from 34 to 64.
    expect(place([flat(30)], 200)).toEqual({ left: 88, top: 34 });
    expect(place([flat(60)], 200)).toEqual({ left: 88, top: 48 });
    const half = lineOf({ curve: curveOf(Array.from({ length: 195 }, () => 45)) });
    expect(place([half], 200)).toEqual({ left: 212, top: 48 });
  });

  it('lies within the chart, at the side that has room', () => {
    expect(place([], 50)).toEqual({ left: 62, top: 48 });
    expect(place([], 390).left).toBe(278);
    expect(place([], 250, 300)).toEqual({ left: 180, top: 48 });
    expect(place([], 100, 470)).toEqual({ left: 10, top: 48 });
    expect(place([], 100, 600).left).toBe(0);
    expect(place([], 100, 100, 200).top).toBe(0);
  });
});
