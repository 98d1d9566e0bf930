// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { setSize } from '../webview/fakeCanvas.ts';
import { canvasesBeforeEach } from '../webview/figureTools.ts';
import { runView, updateOf } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { only, textOf } from './pageTools.ts';

timersBeforeEach();
canvasesBeforeEach();

const landscape = (root: HTMLElement) => only(root, '.landscape');
const caption = (root: HTMLElement) => textOf(root.querySelector('.figure.land .caption, .figure.land'));

/** How many times larger the caption says that one axis is drawn. */
const stretch = (root: HTMLElement) => Number(/drawn ([\d.]+)×/.exec(caption(root))?.[1]);

describe('the zoom of the chart', () => {
  const zoomNames = (root: HTMLElement) =>
    [...root.querySelectorAll('.loss .zoom button')].map(
      (each) => each.getAttribute('aria-label') ?? textOf(each),
    );

  it('is told and kept, and can be undone, by what stands beside the caption', () => {
    const { root, draw, saved, show } = openPage();
    setSize(only(root, '.loss .body'), 600, 400);
    draw();
    const [zoomIn, zoomOut] = root.querySelectorAll<HTMLElement>('.loss .zoom button');
    expect(zoomNames(root)).toHaveLength(2);
    expect(zoomOut?.getAttribute('aria-disabled')).toBe('true');
    zoomIn?.click();
    expect(saved.at(-1)?.views).toEqual([]);
    expect(zoomNames(root)).toHaveLength(2);
    const long = viewOf({
      id: 'long',
      runs: [runView({ steps: 100, losses: new Float64Array(101).fill(1) })],
    });
    show(long);
    root.querySelectorAll<HTMLElement>('.loss .zoom button')[0]?.click();
    draw();
    expect(saved.at(-1)?.views).toMatchObject([
      { race: 'long', kind: 'step', x: { min: 15, max: 85 }, y: null },
    ]);
    expect(zoomNames(root)[0]).toBe('Zoomed: show all');
    root.querySelector<HTMLElement>('.loss .zoom .link')?.click();
    draw();
    expect(saved.at(-1)?.views).toEqual([]);
    expect(zoomNames(root)).toHaveLength(2);
  });
});

describe('the zoom of the landscape', () => {
  const buttons = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('.land .zoom button')];

  it('is kept for each race, and can be undone, by what stands beside its caption', () => {
    const { root, draw, saved, show } = openPage();
    setSize(landscape(root), 300, 400);
    draw();
    expect(buttons(root)).toHaveLength(2);
    buttons(root)[0]?.click();
    draw();
    const [kept] = saved.at(-1)?.lands ?? [];
    expect(kept?.x[0]).toBeGreaterThan(-1.52);
    expect(landscape(root).getAttribute('aria-label')).toMatch(/In view: w0 from \S+ to \S+, w1 from/);
    show(viewOf({ id: 'other' }));
    draw();
    expect(landscape(root).getAttribute('aria-label')).not.toContain('In view');
    show(viewOf({ id: kept?.race ?? '' }));
    draw();
    expect(landscape(root).getAttribute('aria-label')).toContain('In view');
    expect(textOf(buttons(root)[0])).toBe('Zoomed: show all');
    buttons(root)[0]?.click();
    draw();
    expect(saved.at(-1)?.lands).toEqual([]);
    expect(buttons(root)).toHaveLength(2);
  });
});

describe('the caption of the landscape', () => {
  it('names the stretch that the figure has got, as soon as it has it', () => {
    const { root, draw } = openPage();
    setSize(landscape(root), 200, 400);
    draw();
    const high = stretch(root);
    setSize(landscape(root), 800, 400);
    draw();
    expect(high).toBeGreaterThan(1);
    expect(stretch(root)).toBeGreaterThan(2 * high);
  });

  it('stays as it is while nothing changes its size', () => {
    const running = viewOf({
      phase: 'running',
      runs: [runView({ steps: 500, status: { kind: 'running' }, losses: Float64Array.of(9) })],
    });
    const { root, draw, panel } = openPage(running);
    setSize(landscape(root), 300, 400);
    draw();
    const before = caption(root);
    const runs = [updateOf(1, [8], [1, 1])];
    panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
    draw();
    expect(caption(root)).toBe(before);
  });
});
