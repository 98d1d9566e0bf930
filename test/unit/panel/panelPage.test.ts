// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatNumber } from '../../../core/format.ts';
import type { FromPanel } from '../../../core/protocol/fromPanel.ts';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { Panel } from '../../../webview/panel/panel.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { LossChart } from '../../../webview/shared/chart/lossChart.ts';
import { raceOf, runView, updateOf } from './fixtures.ts';
import { button, only, press, textOf, textsOf } from './pageTools.ts';

const names = ['SGD', 'Adam', 'Lion'];

function viewOf(change: Partial<RaceView> = {}): RaceView {
  const runs = names.map((name, i) => runView({ name, losses: Float64Array.of(9, 1 + i) }));
  const { facts } = raceOf({ runs, ...change });
  return { ...facts, runs, phase: 'ended', speed: 1, ...change };
}

/** The page as the extension opens it, with a race on it. */
function openPage(view: RaceView | null = viewOf(), width = 1000) {
  const root = document.createElement('div');
  Object.defineProperty(root, 'clientWidth', { value: width });
  document.body.replaceChildren(root);
  const posted: FromPanel[] = [];
  const saved: ViewSettings[] = [];
  const failures: unknown[] = [];
  const panel = new Panel(
    root,
    {
      post: (message) => void posted.push(message),
      save: (each) => void saved.push(each),
      fail: (error) => void failures.push(error),
    },
    readViewSettings(undefined),
  );
  const draw = () => vi.advanceTimersByTime(150);
  const show = (race: RaceView | null) => {
    panel.receive({ type: 'snapshot', race });
    draw();
  };
  show(view);
  const rowOf = (name: string) => {
    const row = [...root.querySelectorAll<HTMLElement>('tbody tr')].find((each) =>
      textOf(each.querySelector('th')).startsWith(name),
    );
    if (!row) throw new Error(`no row of ${name}`);
    return row;
  };
  const picked = () => textsOf(root, 'tr.picked th');
  const selects = () => posted.filter(({ type }) => type === 'select');
  return { root, panel, posted, saved, failures, draw, show, rowOf, picked, selects };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  document.body.className = '';
});

describe('a picked run', () => {
  it('is picked by a click on its row, and told to the side bar', () => {
    const { rowOf, picked, selects, draw, failures } = openPage();
    rowOf('Adam').click();
    draw();
    expect(picked()).toEqual(['Adam']);
    rowOf('Lion').click();
    draw();
    expect(picked()).toEqual(['Lion']);
    expect(selects()).toEqual([1, 2].map((run) => ({ type: 'select', race: 'race', run })));
    expect(failures).toEqual([]);
  });

  it.each<[string, (page: ReturnType<typeof openPage>) => void]>([
    ['a second click', ({ rowOf }) => rowOf('Adam').click()],
    [
      'Ctrl and a click',
      ({ rowOf }) => rowOf('Adam').dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true })),
    ],
    ['Escape', ({ rowOf }) => void press(rowOf('Adam'), 'Escape')],
    ['Escape anywhere in the page', ({ root }) => void press(button(root, 'More'), 'Escape')],
    ['a click beside', ({ root }) => only(root, '.head').click()],
    ['Enter on its row', ({ rowOf }) => void press(rowOf('Adam'), 'Enter')],
    ['the side bar', ({ panel }) => panel.receive({ type: 'select', race: 'race', run: null })],
  ])('is let go of by %s', (_, letGo) => {
    const page = openPage();
    page.rowOf('Adam').click();
    page.draw();
    expect(page.picked()).toEqual(['Adam']);
    letGo(page);
    page.draw();
    expect(page.picked()).toEqual([]);
  });

  it('stays picked when something else is pressed', () => {
    const { root, rowOf, picked, draw } = openPage();
    rowOf('Adam').click();
    button(root, 'Log x').click();
    button(root, 'Lion in the chart').click();
    draw();
    expect(picked()).toEqual(['Adam']);
  });

  it('belongs to its race: another begins with none, whatever its runs', () => {
    const { rowOf, picked, show } = openPage();
    rowOf('Adam').click();
    show(viewOf({ id: 'another' }));
    expect(picked()).toEqual([]);
  });

  it('stays picked while its race goes on, and when the page gets it anew', () => {
    const view = viewOf({ phase: 'running' });
    const { panel, rowOf, picked, draw, show } = openPage(view);
    rowOf('Adam').click();
    panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 1, runs: [] });
    draw();
    expect(picked()).toEqual(['Adam']);
    show(view);
    expect(picked()).toEqual(['Adam']);
  });

  it('follows the side bar, but not what was picked in a race before', () => {
    const { panel, picked, draw } = openPage();
    panel.receive({ type: 'select', race: 'race', run: 2 });
    draw();
    expect(picked()).toEqual(['Lion']);
    panel.receive({ type: 'select', race: 'gone', run: 0 });
    draw();
    expect(picked()).toEqual(['Lion']);
  });

  it('steps back for the run under the pointer, and is highlighted again after it', () => {
    const { root, rowOf, draw } = openPage();
    const highlighted = () => textsOf(root, 'tr.highlighted th');
    rowOf('Adam').click();
    rowOf('Lion').dispatchEvent(new Event('pointerenter'));
    draw();
    expect(highlighted()).toEqual(['Lion']);
    rowOf('Lion').dispatchEvent(new Event('pointerleave'));
    draw();
    expect(highlighted()).toEqual(['Adam']);
  });
});

describe('hidden runs', () => {
  it('are those that the person hid in this race', () => {
    const { root, rowOf, saved, show, draw } = openPage();
    press(rowOf('Adam'), ' ');
    draw();
    expect(textsOf(root, 'tr.hidden-run th')).toEqual(['Adam']);
    expect(saved.at(-1)).toMatchObject({ hidden: ['1'], hiddenOf: 'race' });
    show(viewOf({ id: 'another' }));
    expect(textsOf(root, 'tr.hidden-run th')).toEqual([]);
  });

  it('are all but those that were found in the legend', () => {
    const runs = Array.from({ length: 20 }, (_, i) => runView({ lr: (1 + i) / 100 }));
    const { root, draw } = openPage(viewOf({ runs }));
    const input = only(root, 'input');
    if (input instanceof HTMLInputElement) input.value = '0.11';
    input.dispatchEvent(new Event('input'));
    draw();
    expect(textsOf(root, '.legend li')).toEqual(['lr 0.11']);
    button(root, 'Show only this one').click();
    draw();
    expect(root.querySelectorAll('tbody tr:not(.hidden-run)')).toHaveLength(1);
    button(root, 'Show all runs').click();
    draw();
    expect(root.querySelectorAll('tbody tr:not(.hidden-run)')).toHaveLength(20);
  });
});

it('says what the tutorial asks when its race has ended', () => {
  const caption = { question: 'Momentum wins. Why?', answer: 'It adds up.', next: null };
  const { root, panel, draw } = openPage(viewOf({ caption, phase: 'running' }));
  expect(textOf(root)).not.toContain('Momentum wins');
  panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 1, runs: [] });
  draw();
  expect(textOf(root)).toContain('Momentum wins');
  expect(textOf(root)).not.toContain('It adds up');
  button(root, 'Show the answer').click();
  draw();
  expect(textOf(root)).toContain('It adds up');
});

it.each(['SGD', 'Adam'])('leaves the focus on the row of %s when rows change places', (name) => {
  const running = (loss: number) =>
    runView({ losses: Float64Array.of(9, loss), status: { kind: 'running' } });
  const { root, panel, draw, rowOf } = openPage(
    viewOf({
      phase: 'running',
      runs: [
        { ...running(1), name: 'SGD' },
        { ...running(2), name: 'Adam' },
      ],
    }),
  );
  const order = () => textsOf(root, 'tbody th');
  rowOf(name).focus();
  draw();
  const finished = (run: number, loss: number) => {
    const update = updateOf(2, [loss], [0, 0]);
    return {
      ...update,
      run,
      piece: { ...update.piece, state: { ...update.piece.state, status: { kind: 'finished' } } },
    } as const;
  };
  panel.receive({
    type: 'update',
    race: 'race',
    phase: 'ended',
    speed: 1,
    runs: [finished(0, 8), finished(1, 7)],
  });
  draw();
  expect(order()).toEqual(['Adam', 'SGD']);
  expect(document.activeElement).toBe(rowOf(name));
  expect(textsOf(root, 'tr.highlighted th')).toEqual([name]);
});

it('has no legend of curves that are not kept', () => {
  const many = Array.from({ length: 20 }, (_, i) => runView({ lr: (1 + i) / 100, keep: 'score' }));
  expect(openPage(viewOf({ runs: many, record: 'score' })).root.querySelector('.legend')).toBeNull();
  expect(openPage(viewOf({ runs: many })).root.querySelectorAll('.legend li')).toHaveLength(20);
});

it('puts the chart first, the table after it, and in one column the landscape last', () => {
  const order = (width: number) => {
    const { root } = openPage(viewOf(), width);
    const parts = root.querySelectorAll('.toolbar, .head, .figure.loss, .figure.land, section.runs');
    return [...parts].map(({ className }) => className);
  };
  expect(order(541)).toEqual(['toolbar', 'head', 'figure loss', 'runs', 'figure land']);
  expect(order(1440)).toEqual(['toolbar', 'head', 'figure loss', 'figure land', 'runs']);
});

describe('to people who want no movement', () => {
  const step = (root: HTMLElement) => Number(textOf(only(root, '.toolbar > .counter')).split(' ')[0]);
  const running = viewOf({
    phase: 'running',
    runs: [runView({ losses: Float64Array.of(9), path: Float64Array.of(0, 0), status: { kind: 'running' } })],
  });

  /** So many steps, ten milliseconds apart; gives the steps that were on the screen. */
  function watch(page: ReturnType<typeof openPage>, steps: number): number[] {
    const seen = new Set<number>();
    for (let i = 1; i <= steps; i++) {
      const runs = [updateOf(i, [9 - i / 100], [i, i])];
      page.panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, runs });
      vi.advanceTimersByTime(10);
      seen.add(step(page.root));
    }
    return [...seen];
  }

  it.each(['the editor', 'the system'])('a race is shown at its end, if %s says so', (who) => {
    if (who === 'the editor') document.body.className = 'vscode-dark vscode-reduce-motion';
    else vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
    const page = openPage(running);
    expect(page.posted).toContainEqual({ type: 'setSpeed', speed: 'max' });
    expect(watch(page, 50)).toEqual([0]);
    page.panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 'max', runs: [] });
    page.draw();
    expect(step(page.root)).toBe(50);
    vi.restoreAllMocks();
  });

  it('a long one is shown in stills', () => {
    document.body.className = 'vscode-reduce-motion';
    const seen = watch(openPage(running), 350);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.length).toBeLessThan(6);
  });

  it('and to others it moves, at its pace', () => {
    const page = openPage(running);
    expect(watch(page, 50).length).toBeGreaterThan(3);
    expect(page.posted).toEqual([]);
  });

  it('a speed that they choose is left to them', () => {
    document.body.className = 'vscode-reduce-motion';
    const page = openPage(running);
    page.panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 0.25, runs: [] });
    page.show({ ...running, speed: 0.25 });
    expect(page.posted.filter(({ type }) => type === 'setSpeed')).toHaveLength(1);
  });
});

describe('a race that goes on', () => {
  const running = (count: number) =>
    viewOf({
      phase: 'running',
      runs: Array.from({ length: count }, (_, run) =>
        runView({ name: `run ${run}`, steps: 500, status: { kind: 'running' }, losses: Float64Array.of(9) }),
      ),
    });

  it('shows at once what a person changes', () => {
    const { root, panel } = openPage(running(3));
    const runs = [updateOf(1, [8], [1, 1])];
    panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, runs });
    button(root, 'Log x').click();
    vi.advanceTimersByTime(20);
    expect(button(root, 'Log x').getAttribute('aria-pressed')).toBe('true');
    expect(textOf(only(root, '.toolbar > .counter'))).toMatch(/^1 /);
  });

  it('shows at once that it has paused or ended', () => {
    const { root, panel } = openPage(running(3));
    panel.receive({ type: 'update', race: 'race', phase: 'paused', speed: 1, runs: [] });
    vi.advanceTimersByTime(20);
    expect(button(root, 'Resume')).toBeDefined();
  });

  it('shows its last numbers though none come after them', () => {
    const { root, panel } = openPage(running(17));
    for (const step of [1, 2, 3]) {
      const runs = [updateOf(step, [8], [1, 1])];
      panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, runs });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(500);
    expect(textOf(only(root, '.toolbar > .counter'))).toMatch(/^3 /);
  });

  it('asks for the whole where something was lost, and for nothing of another race', () => {
    const { panel, posted } = openPage(running(3));
    const update = (race: string) => {
      const runs = [updateOf(7, [8], [1, 1])];
      panel.receive({ type: 'update', race, phase: 'running', speed: 1, runs });
    };
    update('another');
    expect(posted).toEqual([]);
    update('race');
    expect(posted).toEqual([{ type: 'ready' }]);
  });
});

it('has a landscape for surfaces alone', () => {
  const { root, show } = openPage();
  expect(root.querySelector('.figure.land')).not.toBeNull();
  show(viewOf({ id: 'model', problem: { data: 'digits', hidden: [] }, runs: [runView({ path: null })] }));
  expect(root.querySelector('.figure.land')).toBeNull();
});

it('is kind where nothing has run', () => {
  const { root, show } = openPage(null);
  expect(textsOf(root, 'h1')).toEqual(['Race optimizers and watch how they get there']);
  show(viewOf());
  expect(textsOf(root, 'h1')).toEqual(['Valley']);
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
    ({ type: 'update', race, phase: 'running', speed: 1, runs }) as const;
  const order = (root: HTMLElement) => textsOf(root, 'tbody th');

  it('is asked for anew where something of it was lost', () => {
    const { panel, posted } = openPage(running());
    panel.receive(update(lossesOf(2, [1, 2, 3])));
    expect(posted).toEqual([]);
    panel.receive(update(lossesOf(9, [1, 2, 3])));
    expect(posted).toEqual([{ type: 'ready' }]);
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
    only(root, 'tbody').dispatchEvent(new Event('pointerleave'));
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
