import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageFocus } from '../../../core/protocol/pageFocus.ts';
import { listenToPage } from '../../../extension/shown/focusedPages.ts';
import { pickFound } from '../../../extension/shown/pickFound.ts';
import { openQuestion, withFocus } from '../../../extension/shown/question.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { window } from './fake/vscode.ts';

beforeEach(() => {
  resetScreen();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page, with what reaches whoever has it. */
function openPage() {
  const { webview } = window.createWebviewPanel('', '', { viewColumn: 1, preserveFocus: false }, {});
  const heard: unknown[] = [];
  const listening = listenToPage(webview as never, (message) => heard.push(message));
  return { heard, takeFocus: () => webview.send(pageFocus), send: webview.send, dispose: listening.dispose };
}

function openPick() {
  const pick = window.createQuickPick();
  const closed = vi.fn();
  const again = vi.fn();
  openQuestion(pick as never, { onClose: closed, onShownAgain: again });
  return { pick, closed, again };
}

test('a page’s own messages reach it, and that it took the focus doesn’t', () => {
  const page = openPage();
  page.send({ type: 'ready' });
  page.takeFocus();
  page.send(null);
  page.send('focused');
  expect(page.heard).toEqual([{ type: 'ready' }, null, 'focused']);
});

test('a question leaves the keyboard where it is', async () => {
  const { pick } = openPick();
  await vi.advanceTimersByTimeAsync(5000);
  expect([pick.shows, screen.commands]).toEqual([1, []]);
});

test('takes the keyboard back from a page that takes it as the question opens, as often as it does', async () => {
  const page = openPage();
  const { pick, closed, again } = openPick();
  for (const shows of [2, 3]) {
    page.takeFocus();
    await vi.advanceTimersByTimeAsync(700);
    expect([pick.shows, again.mock.calls.length, closed.mock.calls.length]).toEqual([shows, shows - 1, 0]);
  }
  pick.hide();
  expect(closed).toHaveBeenCalledOnce();
  page.takeFocus();
  expect(pick.shows).toBe(3);
});

test('leaves it where something was typed already, which would be written over', async () => {
  const page = openPage();
  const { pick } = openPick();
  pick.type('0.0');
  page.takeFocus();
  expect(pick.shows).toBe(1);
});

test('leaves it to a page that the person goes to', async () => {
  const page = openPage();
  const { pick } = openPick();
  await vi.advanceTimersByTimeAsync(2100);
  page.takeFocus();
  expect(pick.shows).toBe(1);
});

test('a list that looks for what is typed is answered after that, too', async () => {
  const page = openPage();
  const answer = pickFound({ title: '', placeHolder: '', find: async () => [{ label: 'a' }] });
  await vi.advanceTimersByTimeAsync(1);
  page.takeFocus();
  await vi.advanceTimersByTimeAsync(1);
  screen.picks[0]?.accept(...(screen.picks[0]?.items ?? []));
  expect(await answer).toMatchObject({ label: 'a' });
});

test('a short question takes the keyboard to its rows, until it is answered', async () => {
  const page = openPage();
  let end = () => {};
  const answer = withFocus(
    new Promise<void>((resolve) => {
      end = resolve;
    }),
  );
  page.takeFocus();
  expect(screen.commands).toEqual(['workbench.action.focusQuickOpen']);
  end();
  await answer;
  page.takeFocus();
  expect(screen.commands).toHaveLength(1);
});
