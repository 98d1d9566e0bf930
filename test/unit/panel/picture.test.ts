import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../../webview/panel/picture/drawPicture.ts';
import { lightTheme } from '../../../webview/panel/picture/lightTheme.ts';
import { wrapText } from '../../../webview/panel/picture/wrapText.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
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
