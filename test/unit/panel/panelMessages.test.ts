// @vitest-environment happy-dom
/** What the page makes of messages, and what it asks of the extension. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatNumber } from '../../../core/format.ts';
import { LossChart } from '../../../webview/shared/chart/lossChart.ts';
import { fakeCanvases } from '../webview/fakeCanvas.ts';
import { runView, updateOf } from './fixtures.ts';
import { names, openPage, viewOf } from './openPage.ts';
import { button, only, textOf, textsOf } from './pageTools.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('one message', () => {
  class AllInView {
    readonly #tell: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void;
    constructor(tell: (entries: readonly { target: Element; isIntersecting: boolean }[]) => void) {
      this.#tell = tell;
    }
    observe(target: Element) {
      this.#tell([{ target, isIntersecting: true }]);
    }
    unobserve() {}
  }

  afterEach(() => vi.unstubAllGlobals());

  it('is shown by toolbar, rows and chart in the same frame', () => {
    vi.stubGlobal('IntersectionObserver', AllInView);
    const drawnCurves = vi.spyOn(LossChart.prototype, 'update');
    const run = runView({ steps: 400, losses: Float64Array.of(4), status: { kind: 'running' } });
    const { panel, root } = openPage(viewOf({ phase: 'running', runs: [run] }));
    const shown = () => ({
      counter: textOf(root.querySelector('.counter')),
      loss: textsOf(root, 'td.loss')[0],
      curve: drawnCurves.mock.lastCall?.[0].lines[0]?.curve.last,
    });
    for (let step = 1; step <= 12; step++) {
      panel.receive({
        type: 'update',
        race: 'race',
        phase: 'running',
        speed: 1,
        threads: 2,
        runs: [updateOf(step, [1 / step])],
      });
      vi.advanceTimersByTime(33);
      expect(shown()).toEqual({
        counter: `${'\u00a0'.repeat(step < 10 ? 2 : 1)}${step} / 400`.trim(),
        loss: formatNumber(1 / step),
        curve: 1 / step,
      });
    }
    drawnCurves.mockRestore();
  });
});

describe('what comes from the extension', () => {
  const running = () =>
    viewOf({
      phase: 'running',
      runs: [3, 2, 1].map((loss, i) =>
        runView({
          name: names[i] ?? '',
          steps: 400,
          losses: Float64Array.of(9, loss),
          status: { kind: 'running' },
        }),
      ),
    });
  const lossesOf = (step: number, losses: readonly number[]) =>
    losses.map((loss, run) => ({ ...updateOf(step, [loss], [0, 0]), run }));
  const update = (runs: ReturnType<typeof lossesOf>, race = 'race') =>
    ({ type: 'update', race, phase: 'running', speed: 1, threads: 2, runs }) as const;
  const order = (root: HTMLElement) => textsOf(root, 'tbody th');

  it('is asked for anew where something of it was lost', () => {
    const { panel, posted } = openPage(running());
    panel.receive(update(lossesOf(2, [1, 2, 3])));
    expect(posted).toEqual([]);
    panel.receive(update(lossesOf(9, [1, 2, 3])));
    expect(posted).toEqual([{ type: 'missed' }]);
  });

  it('is left out where it belongs to another race', () => {
    const { panel, posted, root, draw } = openPage(running());
    panel.receive(update(lossesOf(9, [1, 2, 3]), 'gone'));
    draw();
    expect(posted).toEqual([]);
    expect(order(root)).toEqual(['Lion', 'Adam', 'SGD']);
  });

  it('gives rows other places, but not while the pointer or the focus is among them', () => {
    const { panel, root, draw } = openPage(running());
    expect(order(root)).toEqual(['Lion', 'Adam', 'SGD']);
    panel.receive(update(lossesOf(2, [1, 2, 3])));
    draw();
    expect(order(root)).toEqual(['SGD', 'Adam', 'Lion']);
    only(root, 'tbody').dispatchEvent(new Event('pointerover'));
    panel.receive(update(lossesOf(3, [3, 1, 2])));
    draw();
    expect(order(root)).toEqual(['SGD', 'Adam', 'Lion']);
    only(root, 'tbody').dispatchEvent(new Event('focusin'));
    only(root, 'tbody').dispatchEvent(new Event('pointerleave'));
    draw();
    expect(order(root)).toEqual(['SGD', 'Adam', 'Lion']);
    only(root, 'tbody').dispatchEvent(new Event('focusout'));
    draw();
    expect(order(root)).toEqual(['Adam', 'Lion', 'SGD']);
  });

  it('gives rows other places ten times a second at most', () => {
    const { panel, root } = openPage(running());
    panel.receive(update(lossesOf(2, [1, 2, 3])));
    vi.advanceTimersByTime(30);
    expect(order(root)).toEqual(['SGD', 'Adam', 'Lion']);
    panel.receive(update(lossesOf(3, [3, 2, 1])));
    vi.advanceTimersByTime(40);
    expect(order(root)).toEqual(['SGD', 'Adam', 'Lion']);
    vi.advanceTimersByTime(100);
    expect(order(root)).toEqual(['Lion', 'Adam', 'SGD']);
  });

  it('that cannot be drawn is told to the extension', () => {
    const page = openPage();
    const fault = new Error('no canvas');
    vi.spyOn(LossChart.prototype, 'update').mockImplementation(() => {
      throw fault;
    });
    page.panel.invalidate();
    page.draw();
    expect(page.failures).toEqual([fault]);
    vi.restoreAllMocks();
  });
});

describe('the crosshair', () => {
  const watch = () => {
    const drawn = vi.spyOn(LossChart.prototype, 'update');
    const page = openPage();
    const scene = () => drawn.mock.lastCall?.[0];
    return { ...page, drawn, scene };
  };

  afterEach(() => vi.restoreAllMocks());

  it('is drawn where it is moved to, and once', () => {
    const { panel, draw, scene, drawn } = watch();
    panel.moveCursor(2);
    draw();
    expect(scene()?.cursor).toBe(2);
    const { length } = drawn.mock.calls;
    panel.moveCursor(2);
    draw();
    expect(drawn.mock.calls).toHaveLength(length);
  });

  it('is gone on another axis and in another race', () => {
    const { panel, draw, scene, show } = watch();
    panel.moveCursor(2);
    panel.set({ logY: false });
    draw();
    expect(scene()?.cursor).toBe(2);
    panel.set({ xAxis: 'epoch' });
    draw();
    expect(scene()?.cursor).toBeNull();
    panel.moveCursor(1);
    show(viewOf({ id: 'another' }));
    expect(scene()?.cursor).toBeNull();
  });
});

describe('saving', () => {
  const ask = (item: string) => {
    const page = openPage();
    button(page.root, item).click();
    const request = page.posted.at(-1);
    if (request?.type !== 'request') throw new Error('expected a request');
    const reply = async (outcome: { result: string | null } | { error: string }) => {
      page.panel.receive({ type: 'reply', id: request.id, outcome });
      await vi.advanceTimersByTimeAsync(150);
    };
    return { ...page, request, reply, notice: () => textOf(only(page.root, '.notice')) };
  };

  it.each([
    ['Save numbers as CSV…', 'csv'],
    ['Save numbers as JSON…', 'json'],
  ])('asks the extension: %s', async (item, format) => {
    const { request, reply, notice, failures } = ask(item);
    expect(request).toMatchObject({ name: 'saveNumbers', params: { format } });
    await reply({ result: 'race.csv' });
    expect([notice(), failures]).toEqual(['', []]);
  });

  it('asks for the experiment as a file', () => {
    const { root, posted } = openPage();
    button(root, 'Save as experiment file…').click();
    expect(posted.at(-1)).toEqual({ type: 'saveExperiment' });
  });

  it('asks for the numbers of the picked run', () => {
    const page = openPage();
    page.panel.receive({ type: 'select', race: 'race', run: 1 });
    page.draw();
    button(page.root, 'Save numbers of Adam as CSV…').click();
    const request = page.posted.at(-1);
    expect(request).toMatchObject({ name: 'saveNumbers', params: { format: 'csv', run: 1 } });
  });

  it('says that a picture was copied, or why it was not', async () => {
    fakeCanvases();
    const toBlob = (take: (blob: unknown) => void) => take(new Blob(['PNG']));
    Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', { configurable: true, value: toBlob });
    const write = vi.fn(async (_items: readonly unknown[]) => {});
    vi.stubGlobal('navigator', { clipboard: { write } });
    vi.stubGlobal('ClipboardItem', class {});
    const page = openPage();
    const notice = () => textOf(only(page.root, '.notice'));
    button(page.root, 'Copy picture').click();
    await vi.advanceTimersByTimeAsync(150);
    expect(write).toHaveBeenCalledOnce();
    expect(notice()).toBe('The picture is on the clipboard.');
    write.mockRejectedValueOnce(new Error('Document is not focused.'));
    button(page.root, 'Copy picture, light').click();
    await vi.advanceTimersByTimeAsync(150);
    expect(notice()).toBe('Not copied: Document is not focused.');
    expect(page.failures).toContainEqual(new Error('Document is not focused.'));
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('says why it failed, to the person and to the log', async () => {
    const { reply, notice, failures } = ask('Save numbers as CSV…');
    await reply({ error: 'the disk is full' });
    expect(notice()).toBe('Not saved: the disk is full');
    expect(failures).toEqual([new Error('the disk is full')]);
  });

  it('of a picture that cannot be drawn says so', async () => {
    const { root, draw, failures } = openPage();
    button(root, 'Save PNG…').click();
    await vi.advanceTimersByTimeAsync(10);
    draw();
    expect(textOf(only(root, '.notice'))).toBe('Not saved: The picture needs a canvas, and there is none.');
    expect(failures).toHaveLength(1);
  });
});
