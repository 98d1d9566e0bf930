import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../../webview/panel/picture/drawPicture.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { lightTheme } from '../../../webview/shared/picture/lightTheme.ts';
import { wrapText } from '../../../webview/shared/picture/wrapText.ts';
import { RecordingPen } from '../webview/recordingPen.ts';
import { theme } from '../webview/scenes.ts';
import { type RunChange, raceOf, runView, stateOf } from './fixtures.ts';

const losses = Float64Array.of(9, 8, 1);

function raceOfRuns(count: number, change: RunChange = {}, title = 'Valley') {
  const runs = Array.from({ length: count }, (_, run) =>
    runView({ lr: (1 + run) / 100, color: run % 12, variant: Math.floor(run / 12), losses, ...change }),
  );
  return raceOf({ runs, title });
}

function picture(state: PanelState, figure = { width: 600, height: 300 }) {
  const pen = new RecordingPen();
  const size = drawPicture(pen, state, figure, false);
  return { pen, size, texts: pen.of('text').map(({ text }) => text) };
}

describe('a picture', () => {
  it.each([9, 16, 17, 64])('has the names of all %i runs', (count) => {
    const race = raceOfRuns(count);
    const { texts, pen, size } = picture(stateOf(race));
    expect(texts).toEqual(expect.arrayContaining([...race.names.values()]));
    for (const { text, points } of pen.of('text')) {
      expect(points[0], text).toBeLessThan(size.width);
      expect(points[1], text).toBeLessThan(size.height);
    }
  });

  it('names a run that diverged, which has no line end', () => {
    const diverged = runView({ name: 'Adam', status: { kind: 'diverged', step: 2, reason: '', hint: '' } });
    const { texts } = picture(stateOf(raceOf({ runs: [runView(), diverged] })));
    expect(texts.filter((text) => text === 'Adam')).toHaveLength(1);
  });

  it('has the whole title, in lines that fit', () => {
    const title = `Valley · ${Array.from({ length: 40 }, (_, i) => `optimizer ${i}`).join(', ')}`;
    const { texts, size } = picture(stateOf(raceOfRuns(1, {}, title)));
    const lines = texts.slice(
      0,
      texts.findIndex((text) => text.startsWith('Loss')),
    );
    expect(lines.join(' ')).toBe(title);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(6 * line.length).toBeLessThanOrEqual(size.width - 40);
  });

  it('is as large as it must be, however narrow the panel is', () => {
    const { size } = picture(stateOf(raceOfRuns(2), { width: 320 }), { width: 280, height: 200 });
    expect(size.width).toBeGreaterThan(720);
    expect(size.height).toBeGreaterThan(400);
  });

  it('says what the landscape shows, above it', () => {
    const { pen, size } = picture(stateOf(raceOfRuns(12)));
    const texts = pen.of('text');
    const caption = texts.find(({ text }) => text.startsWith('Landscape: '));
    expect(caption?.text).toMatch(/^Landscape: ½\(100 w0² \+ w1²\), w0 drawn \d\.\d× larger$/);
    const [x = 0, y = 0] = caption?.points ?? [];
    expect([x, x + 6 * (caption?.text.length ?? 0) <= size.width - 20]).toEqual([size.width - 340, true]);
    const loss = texts.find(({ text }) => text.startsWith('Loss: '));
    expect(loss?.points[1]).toBe(y);
    const { texts: onData } = picture(stateOf(raceOf({ problem: { data: 'digits', hidden: [] } })));
    expect(onData.some((text) => text.startsWith('Landscape'))).toBe(false);
  });

  it('has a long formula whole, in lines above the landscape', () => {
    const formula = Array.from({ length: 12 }, (_, i) => `(x - ${i})**2 + ${i} * y**2`).join(' + ');
    const { pen, size } = picture(stateOf(raceOf({ problem: { formula } })));
    const from = size.width - 340;
    const texts = pen.of('text').filter(({ points: [x] }) => x === from);
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.map(({ text }) => text).join(' ')).toContain(`Landscape: ${formula}`);
    const ys = texts.map(({ points: [, y = 0] }) => y);
    expect(ys.slice(1).map((y, i) => y - (ys[i] ?? 0))).toEqual(Array(ys.length - 1).fill(16));
    for (const { text } of texts) expect(6 * text.length).toBeLessThanOrEqual(320);
  });

  it('has keys with the style of their lines, a whole pattern long', () => {
    const race = raceOfRuns(12 * 6);
    const { pen } = picture(stateOf(race));
    const keys = pen.of('stroke').filter(({ width }) => width === 2.25);
    expect(keys).toHaveLength(64);
    expect(new Set(keys.map(({ dash }) => dash.join())).size).toBe(6);
    for (const { dash, points } of keys) {
      const [from = 0, , to = 0] = points;
      expect(to - from).toBeGreaterThanOrEqual(dash.reduce((sum, part) => sum + part, 0));
    }
  });

  it('has its parts below each other, with the sizes of the screen', () => {
    const { pen, size } = picture(stateOf(raceOfRuns(9)), { width: 900, height: 500 });
    expect(size.width).toBe(20 + 900 + 24 + 320 + 20);
    const texts = pen.of('text').map(({ text, points }) => [text, ...points]);
    expect(texts[0]).toEqual(['Valley', 20, 30]);
    const names = texts.slice(1, 10);
    expect(names[0]).toEqual(['lr 0.01', 20 + 38, 52.5]);
    expect(names[1]).toEqual(['lr 0.02', 20 + 38 + 42 + 18 + 38, 52.5]);
    const keys = pen.of('stroke').filter(({ width }) => width === 2.25);
    expect(keys.map(({ points }) => points).slice(0, 2)).toEqual([
      [20, 52, 48, 52],
      [118, 52, 146, 52],
    ]);
    const caption = texts.find(([text]) => String(text).startsWith('Loss'));
    expect(caption?.slice(1)).toEqual([20, 42 + 20 + 8]);
    expect(size.height).toBe(42 + 20 + 16 + 8 + 500 + 20);
    expect(pen.of('fillRect')[0]?.points).toEqual([0, 0, size.width, size.height]);
  });

  it('has more rows of names where one is not enough, none wider than the picture', () => {
    const { pen, size } = picture(stateOf(raceOfRuns(64)));
    const keys = pen.of('stroke').filter(({ width }) => width === 2.25);
    const rows = new Set(keys.map(({ points: [, y] }) => y));
    expect(rows.size).toBeGreaterThan(3);
    expect(size.height).toBe(42 + 20 * rows.size + 16 + 8 + 400 + 20);
    const names = pen.of('text').slice(1, 65);
    for (const { text, points } of names)
      expect((points[0] ?? 0) + 6 * text.length).toBeLessThanOrEqual(size.width - 20);
  });

  it('of a race on data is as wide as its chart, and as high', () => {
    const { size } = picture(
      stateOf(raceOf({ problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] })),
    );
    expect(size).toEqual({ width: 760, height: 42 + 16 + 8 + 400 + 20 });
  });

  it('without curves has its landscape, and else only words', () => {
    const onSurface = picture(stateOf(raceOf({ record: 'score' })));
    expect(onSurface.texts).toContain('start');
    expect(onSurface.size.height).toBe(42 + 16 + 8 + 400 + 20);
    const { size, texts } = picture(
      stateOf(raceOf({ problem: { data: 'digits', hidden: [] }, record: 'score' })),
    );
    expect(size.height).toBeLessThan(120);
    expect(texts).not.toContain('step 4');
  });

  it('says why where there are no curves', () => {
    const { texts } = picture(stateOf(raceOf({ problem: { data: 'digits', hidden: [] }, record: 'score' })));
    expect(texts.join(' ')).toContain('This race keeps where each run ended');
  });
});

describe('a light picture', () => {
  it('has dark letters on white, in the fonts of the screen', () => {
    const light = lightTheme(theme);
    const { pen } = picture(stateOf(raceOfRuns(2), { theme: light }));
    expect(pen.of('fillRect')[0]?.color).toBe('#ffffff');
    expect(pen.of('text')[0]?.color).toBe('#3b3b3b');
    expect(light.textFont).toBe(theme.textFont);
    expect(new Set(light.runs).size).toBe(12);
  });
});

describe('a text in lines', () => {
  const pen = new RecordingPen();

  it('is broken between words, and within one that is too long', () => {
    expect(wrapText(pen, 'one two three', '', 48)).toEqual(['one two', 'three']);
    expect(wrapText(pen, 'abcdefghij kl', '', 30)).toEqual(['abcde', 'fghij', 'kl']);
    expect(wrapText(pen, '', '', 30)).toEqual([]);
  });
});
