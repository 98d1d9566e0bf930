// @vitest-environment happy-dom
/** The bytes of a picture's file. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exportPicture } from '../../../webview/panel/picture/exportPicture.ts';
import type { PanelState } from '../../../webview/panel/state.ts';
import { contextOf, type FakeContext, fakeCanvases } from '../webview/fakeCanvas.ts';
import { theme } from '../webview/scenes.ts';
import { raceOf, runView, stateOf } from './fixtures.ts';

const figure = { width: 800, height: 420 };
let canvases: HTMLCanvasElement[];

beforeEach(() => {
  fakeCanvases();
  canvases = [];
  const create = document.createElement.bind(document);
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    const element = create(name);
    if (element instanceof HTMLCanvasElement) canvases.push(element);
    return element;
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const state = (change: Partial<PanelState> = {}) =>
  stateOf(raceOf({ title: 'Valley & more', runs: [runView(), runView({ name: 'Adam', color: 1 })] }), {
    theme: { ...theme, runs: ['#0000ff', '#ff000080'] },
    ...change,
  });

/** What a canvas says of the pixel that was filled last: red, green, blue and how opaque. */
function readColors(context: FakeContext): void {
  Object.assign(context, {
    getImageData: () => {
      const hex = /^#(..)(..)(..)(..)?$/.exec(context.fillStyle)?.slice(1) ?? ['11', '22', '33'];
      return { data: hex.map((part) => Number.parseInt(part ?? 'ff', 16)) };
    },
  });
}

async function svgOf(change: Partial<PanelState> = {}, look: 'screen' | 'light' = 'screen'): Promise<string> {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
  ): never {
    const context = contextOf(this);
    readColors(context);
    return context as never;
  });
  return new TextDecoder().decode(await exportPicture(state(change), figure, { format: 'svg', look }));
}

it('of an SVG are its text, with the title and colours in numbers', async () => {
  const file = await svgOf();
  expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1184" height="\d+"/);
  expect(file).toContain('<title>Valley &amp; more</title>');
  for (const text of ['SGD', 'Adam', 'Loss: log scale, by step', 'start'])
    expect(file).toContain(`>${text}</text>`);
  expect(file).toMatch(/>Landscape: ½\(100 w0² \+ w1²\)/);
  expect(file).toContain('stroke="#0000ff"');
  expect(file).toContain('stroke="#ff0000" stroke-opacity="0.5"');
});

it('of a light one have the colours of paper', async () => {
  expect(await svgOf({}, 'light')).toContain('fill="#ffffff"');
  expect(await svgOf({}, 'screen')).not.toContain('fill="#ffffff"');
});

it('show neither the crosshair nor what is highlighted', async () => {
  expect(await svgOf({ cursor: 2, highlighted: '1', picked: '1' })).toBe(await svgOf());
});

it.each([
  [1, 2],
  [3, 3],
])(
  'of a PNG are those of its canvas, on a screen of ratio %d with %d pixels for one',
  async (ratio, sharpness) => {
    vi.stubGlobal('devicePixelRatio', ratio);
    const blob = { arrayBuffer: async () => Uint8Array.of(1, 2, 3).buffer };
    Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', {
      configurable: true,
      value: (take: (blob: unknown) => void) => take(blob),
    });
    const scaled = vi.spyOn(contextOf(document.createElement('canvas')).constructor.prototype, 'scale');
    const bytes = await exportPicture(state(), figure, { format: 'png', look: 'screen' });
    expect([...bytes]).toEqual([1, 2, 3]);
    const canvas = canvases.find(({ width }) => width === 1184 * sharpness);
    expect(canvas).toBeDefined();
    expect(scaled).toHaveBeenCalledWith(sharpness, sharpness);
    const texts = canvas
      ? contextOf(canvas)
          .of('text')
          .map(({ text }) => text)
      : [];
    expect(texts).toContain('Valley & more');
  },
);

it('are refused where the canvas has none', async () => {
  Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', {
    configurable: true,
    value: (take: (blob: null) => void) => take(null),
  });
  await expect(exportPicture(state(), figure, { format: 'png', look: 'screen' })).rejects.toThrow(
    'The picture is empty or too large.',
  );
});

it('are refused where there is no canvas', async () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  for (const format of ['png', 'svg'] as const)
    await expect(exportPicture(state(), figure, { format, look: 'screen' })).rejects.toThrow(
      'The picture needs a canvas, and there is none.',
    );
});
