/** The panel's whole page with a race on it, as the extension opens it. Needs a document, and vitest's timers. */
import { afterEach, beforeEach, vi } from 'vitest';
import type { FromPanel } from '../../../core/protocol/fromPanel.ts';
import type { RaceView } from '../../../core/protocol/panel.ts';
import { Panel } from '../../../webview/panel/panel.ts';
import { readViewSettings, type ViewSettings } from '../../../webview/panel/viewSettings.ts';
import { raceOf, runView } from './fixtures.ts';
import { textOf, textsOf } from './pageTools.ts';

export const names = ['SGD', 'Adam', 'Lion'];

/** Timers that the test moves on, and a body without classes, for each test of the file. */
export function timersBeforeEach(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
    document.body.className = '';
  });
}

export function viewOf(change: Partial<RaceView> = {}): RaceView {
  const runs = names.map((name, i) => runView({ name, losses: Float64Array.of(9, 1 + i) }));
  const { facts, threads } = raceOf({ runs, ...change });
  return { ...facts, threads, runs, phase: 'ended', speed: 1, ...change };
}

/** The page as the extension opens it, with a race on it. */
export function openPage(view: RaceView | null = viewOf(), width = 1000) {
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
