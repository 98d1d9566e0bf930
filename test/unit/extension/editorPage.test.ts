/** A page in an editor: one that a busy window leaves empty is loaded anew, until it has said something. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { EditorPage } from '../../../extension/panel/editorPage.ts';
import { Uri } from './fake/values.ts';
import { createPanel } from './fake/widgets.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function attached() {
  let loaded = 0;
  const schema = z.object({ type: z.literal('ready') });
  const html = () => `page ${++loaded}`;
  const kind = { name: 'a', type: 'a', title: 'A', schema, html };
  const page = new EditorPage(Uri.file('/extension') as never, kind as never, { onMessage: () => {} });
  const panel = createPanel('A', 1);
  page.attach(panel as never);
  return { panel, count: () => loaded };
}

test('one that says nothing is loaded anew, three times at most', () => {
  const { count } = attached();
  expect(count()).toBe(1);
  vi.advanceTimersByTime(8000);
  expect(count()).toBe(2);
  vi.advanceTimersByTime(80_000);
  expect(count()).toBe(4);
});

test('one that has said something stays', () => {
  const { panel, count } = attached();
  panel.webview.send({ type: 'ready' });
  vi.advanceTimersByTime(80_000);
  expect(count()).toBe(1);
});
