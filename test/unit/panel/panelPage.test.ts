// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runView, updateOf } from './fixtures.ts';
import { openPage, viewOf } from './openPage.ts';
import { button, only, press, textOf, textsOf } from './pageTools.ts';

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
