/** The host's side of the panel, with the page that it shows. */
import './loadedParts.ts';
import { afterEach, beforeEach, vi } from 'vitest';
import type { HiddenRuns } from '../../../core/race/hiddenRuns.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { DebugPositions } from '../../../extension/debug/debugPosition.ts';
import type { PageParts, PanelEvent, PanelHandlers } from '../../../extension/panel/pageConnection.ts';
import { Panel } from '../../../extension/panel/panel.ts';
import { hiddenIn } from '../race/hidden.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import type { FakePanel } from './fake/widgets.ts';

export let store: RaceStore;
export let picked: PickedRun;
export let hidden: HiddenRuns;
export let debugged: DebugPositions;
export let panel: Panel;
/** What all pages have in common. */
export let parts: PageParts;
export let events: PanelEvent[];
let answer: PanelHandlers['answer'];

/** What the extension makes of requests, until the test has finished. Default: their names come back. */
export function answerWith(handler: PanelHandlers['answer']): void {
  answer = handler;
}

/** A panel that was not opened yet, before each test of the file. */
export function openBeforeEach(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    resetScreen();
    screen.groups = [{ viewColumn: 1, tabs: [] }];
    store = new RaceStore();
    picked = new PickedRun(store);
    hidden = hiddenIn(store, picked).hidden;
    events = [];
    answer = async ({ id, name }) => ({ type: 'reply', id, outcome: { result: name } });
    const handlers: PanelHandlers = {
      onEvent: (event) => events.push(event),
      answer: (request) => answer(request),
    };
    debugged = new DebugPositions();
    parts = { store, picked, hidden, debugged, handlers };
    panel = new Panel(Uri.file('/extension') as never, parts);
  });

  afterEach(() => {
    panel.dispose();
    vi.useRealTimers();
  });
}

export const page = (): FakePanel => {
  const [shown] = screen.panels;
  if (!shown) throw new Error('expected a panel');
  return shown;
};

export async function open(): Promise<void> {
  const shown = panel.show();
  page().webview.send({ type: 'ready' });
  await shown;
}
