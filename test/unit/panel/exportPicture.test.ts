// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportPicture } from '../../../webview/panel/picture/exportPicture.ts';
import { lightTheme } from '../../../webview/panel/picture/lightTheme.ts';
import type { PictureOptions } from '../../../webview/panel/state.ts';
import { RecordingPen } from '../webview/recordingPen.ts';
import { theme } from '../webview/scenes.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';

const figure = { width: 600, height: 300 };
const race = raceOf({ title: 'Valley & <others>', runs: [runView(), runView({ name: 'Adam', color: 1 })] });
const state = stateOf(race, { theme, cursor: 2, highlighted: '1' });

/** What a canvas is asked for here, since this document's canvases paint nothing. */
class Context extends RecordingPen {
  readonly scales: number[] = [];
  scale(x: number, y: number) {
    this.scales.push(x, y);
  }
  clearRect() {}
  /** Half of a red: the colour of whatever was painted. */
  getImageData = () => ({ data: [255, 0, 10, 51] });
}

let contexts: Context[];
let canvases: HTMLCanvasElement[];

beforeEach(() => {
  contexts = [];
  canvases = [];
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (this: HTMLCanvasElement) {
    const context = new Context();
    contexts.push(context);
    canvases.push(this);
    return context as unknown as null;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('as SVG', () => {
  const svgOf = async (look: PictureOptions['look']) =>
    new TextDecoder().decode(await exportPicture(state, figure, { format: 'svg', look }));

  it('is a document with its title and size, and every name', async () => {
    const svg = await svgOf('screen');
    const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
    expect(page.querySelector('title')?.textContent).toBe('Valley & <others>');
    const texts = [...page.querySelectorAll('text')].map((each) => each.textContent);
    expect(texts).toEqual(expect.arrayContaining(['SGD', 'Adam']));
    expect(Number(page.documentElement.getAttribute('width'))).toBeGreaterThan(700);
  });

  it('has colours as numbers, with what shines through', async () => {
    const svg = await svgOf('screen');
    expect(svg).toContain('#ff000a');
    expect(svg).toContain('0.2');
    expect(svg).not.toContain(theme.foreground);
  });
});

describe('as PNG', () => {
  const png = (look: PictureOptions['look'], blob: Blob | null = new Blob(['a picture'])) => {
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((take) => take(blob));
    return exportPicture(state, figure, { format: 'png', look });
  };

  it('is at least twice as sharp as the page', async () => {
    const bytes = await png('screen');
    expect(new TextDecoder().decode(bytes)).toBe('a picture');
    expect(contexts.map(({ scales }) => scales)).toEqual([[], [2, 2]]);
    const [canvas] = canvases;
    expect(canvas?.width).toBeGreaterThan(2 * 700);
    vi.stubGlobal('devicePixelRatio', 3);
    await png('screen');
    expect(contexts.at(-1)?.scales).toEqual([3, 3]);
    vi.unstubAllGlobals();
  });

  it('is in the colours of the screen or on white, as is asked', async () => {
    await png('screen');
    await png('light');
    const grounds = contexts.map((each) => each.of('fillRect')[0]?.color);
    expect(grounds).toEqual([theme.background, theme.background, '#ffffff', '#ffffff']);
  });

  it('has neither cursor nor highlight', async () => {
    await png('screen');
    const withCursor = contexts.at(-1)?.take();
    await exportPicture(stateOf(race, { theme }), figure, { format: 'png', look: 'screen' });
    expect(contexts.at(-1)?.take()).toEqual(withCursor);
  });

  it('says why where there is none', async () => {
    await expect(png('screen', null)).rejects.toThrow('The picture is empty or too large.');
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    for (const format of ['png', 'svg'] as const)
      await expect(exportPicture(state, figure, { format, look: 'screen' })).rejects.toThrow(
        'The picture needs a canvas, and there is none.',
      );
  });
});

it('draws a light picture with the light theme', () => {
  expect(lightTheme(theme).background).toBe('#ffffff');
});
