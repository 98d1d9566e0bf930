// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { runView, updateOf } from './fixtures.ts';
import { openPage, timersBeforeEach, viewOf } from './openPage.ts';
import { button, only, textOf, textsOf } from './pageTools.ts';

timersBeforeEach();

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
    threads: 2,
    runs: [finished(0, 8), finished(1, 7)],
  });
  draw();
  expect(order()).toEqual(['Adam', 'SGD']);
  expect(document.activeElement).toBe(rowOf(name));
  expect(textsOf(root, 'tr.highlighted th')).toEqual([name]);
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
      page.panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
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
    page.panel.receive({ type: 'update', race: 'race', phase: 'ended', speed: 'max', threads: 2, runs: [] });
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
    page.panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 0.25, threads: 2, runs: [] });
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
    panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
    button(root, 'Log x').click();
    vi.advanceTimersByTime(20);
    expect(button(root, 'Log x').getAttribute('aria-pressed')).toBe('true');
    expect(textOf(only(root, '.toolbar > .counter'))).toMatch(/^1 /);
  });

  it('of hundreds of runs shows the first rows at once, and the others bit by bit', () => {
    const { root, panel, draw } = openPage(null);
    panel.receive({ type: 'snapshot', race: running(120) });
    const rows = () => textsOf(root, 'tbody th').length;
    vi.advanceTimersByTime(20);
    expect(rows()).toBe(32);
    draw();
    expect(rows()).toBe(120);
  });

  it('shows at once that it has paused or ended', () => {
    const { root, panel } = openPage(running(3));
    panel.receive({ type: 'update', race: 'race', phase: 'paused', speed: 1, threads: 2, runs: [] });
    vi.advanceTimersByTime(20);
    expect(button(root, 'Resume')).toBeDefined();
  });

  it('shows its last numbers though none come after them', () => {
    const { root, panel } = openPage(running(17));
    for (const step of [1, 2, 3]) {
      const runs = [updateOf(step, [8], [1, 1])];
      panel.receive({ type: 'update', race: 'race', phase: 'running', speed: 1, threads: 2, runs });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(500);
    expect(textOf(only(root, '.toolbar > .counter'))).toMatch(/^3 /);
  });

  it('asks for the whole where something was lost, and for nothing of another race', () => {
    const { panel, posted } = openPage(running(3));
    const update = (race: string) => {
      const runs = [updateOf(7, [8], [1, 1])];
      panel.receive({ type: 'update', race, phase: 'running', speed: 1, threads: 2, runs });
    };
    update('another');
    expect(posted).toEqual([]);
    update('race');
    expect(posted).toEqual([{ type: 'missed' }]);
  });
});
