/** A page in an editor: another takes the place of one that a busy window leaves empty. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { EditorPage } from '../../../extension/panel/editorPage.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

beforeEach(() => {
  resetScreen();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

function shown() {
  const onClose = vi.fn();
  const schema = z.object({ type: z.literal('ready') });
  const kind = { name: 'a', type: 'a', title: 'A', schema, html: () => 'page' };
  const page = new EditorPage(Uri.file('/extension') as never, kind as never, {
    onMessage: () => {},
    onClose,
  });
  page.show();
  return { page, onClose };
}
const last = () => screen.panels.at(-1) ?? expect.fail('no page');

test('one that says nothing is opened again, three times at most, and nobody takes it for closed', () => {
  const { page, onClose } = shown();
  expect(screen.panels).toHaveLength(1);
  vi.advanceTimersByTime(9999);
  expect(screen.panels).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(screen.panels).toHaveLength(2);
  vi.advanceTimersByTime(200_000);
  expect(screen.panels).toHaveLength(4);
  expect(last().webview.html).toBe('page');
  expect(onClose).not.toHaveBeenCalled();
  expect(page.isOpen).toBe(true);
});

test('one that has said something stays', () => {
  shown();
  last().webview.send({ type: 'ready' });
  vi.advanceTimersByTime(200_000);
  expect(screen.panels).toHaveLength(1);
});

test('one out of sight is waited for until it is seen; one that is closed is gone', () => {
  const { page, onClose } = shown();
  last().show(false);
  vi.advanceTimersByTime(200_000);
  expect(screen.panels).toHaveLength(1);
  last().show(true);
  vi.advanceTimersByTime(10_000);
  expect(screen.panels).toHaveLength(2);
  last().dispose();
  vi.advanceTimersByTime(200_000);
  expect([screen.panels.length, page.isOpen]).toEqual([2, false]);
  expect(onClose).toHaveBeenCalledOnce();
});
