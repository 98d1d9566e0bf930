/** The panel in which all is done that has begun, and what it has sent to its page. */
import { expect, vi } from 'vitest';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { pieceOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import type { FakePanel } from './fake/widgets.ts';
import { panel, store } from './shownPanel.ts';

/** Until what waits for imports is done; what was imported may import more. */
async function importAll(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await vi.advanceTimersByTimeAsync(0);
    await vi.dynamicImportSettled();
  }
  await vi.advanceTimersByTimeAsync(0);
}

export const settle = async (milliseconds = 0) => {
  await importAll();
  if (milliseconds === 0) return;
  await vi.advanceTimersByTimeAsync(milliseconds);
  await importAll();
};
export const last = (): FakePanel => screen.panels.at(-1) ?? expect.fail('expected a panel');
export const posted = (page = last()) => page.webview.posted.map((message) => toPanelSchema.parse(message));
export const typesOf = (page = last()) => posted(page).map(({ type }) => type);
export async function open(): Promise<FakePanel> {
  void panel.show();
  last().webview.send({ type: 'ready' });
  await settle();
  return last();
}
export const step = (id: string, run: number, firstPoint = 0) =>
  store.append(id, [
    {
      run,
      piece: pieceOf({ firstPoint, loss: [1], position: [0, 0], state: { stepsDone: firstPoint + 1 } }),
    },
  ]);
