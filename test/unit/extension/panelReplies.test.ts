/** Replies to what a page has asked for, whatever becomes of the page in the meantime. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Reply } from '../../../core/protocol/requests.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import { createPanel, type FakePanel } from './fake/widgets.ts';
import { last, open, settle } from './settledPanel.ts';
import { answerWith, events, openBeforeEach, panel, store } from './shownPanel.ts';

openBeforeEach();

/** Ends what was asked for first, second … */
let ends: ((outcome: Reply['outcome']) => void)[];
beforeEach(() => {
  ends = [];
  answerWith(
    ({ id }) => new Promise((resolve) => ends.push((outcome) => resolve({ type: 'reply', id, outcome }))),
  );
});

async function ask(page: FakePanel, id = 1): Promise<void> {
  page.webview.send({ type: 'request', id, name: 'saveNumbers', params: { format: 'csv' } });
  await settle();
}
async function end(number: number, outcome: Reply['outcome']): Promise<void> {
  ends[number]?.(outcome);
  await settle();
}
const repliesTo = (page: FakePanel) => page.webview.posted.filter(({ type }) => type === 'reply');
const fault = { error: 'ENOSPC: no space left on device' };
const told = [{ severity: 'error', text: 'Not saved: ENOSPC: no space left on device', buttons: [] }];
const logged = ['panel: saveNumbers: ENOSPC: no space left on device'];

describe('a page that is hidden in the meantime', () => {
  test('has its reply, and what went wrong is told where it can be seen', async () => {
    const page = await open();
    await ask(page);
    page.show(false);
    await end(0, fault);
    expect(repliesTo(page)).toEqual([{ type: 'reply', id: 1, outcome: fault }]);
    expect([screen.messages, screen.log]).toEqual([told, logged]);
  });

  test('has its reply, and of what went well nothing more is said', async () => {
    const page = await open();
    await ask(page);
    page.show(false);
    await end(0, { result: 'race.csv' });
    expect(repliesTo(page)).toEqual([{ type: 'reply', id: 1, outcome: { result: 'race.csv' } }]);
    expect([screen.messages, screen.log]).toEqual([[], []]);
  });
});

test('a page in sight tells by itself what went wrong', async () => {
  const page = await open();
  await ask(page);
  await end(0, fault);
  expect(repliesTo(page)).toEqual([{ type: 'reply', id: 1, outcome: fault }]);
  expect([screen.messages, screen.log]).toEqual([[], []]);
});

describe('a page that was closed in the meantime', () => {
  test('leaves its reply to no other page, and what went wrong is told', async () => {
    const first = await open();
    await ask(first);
    first.dispose();
    const second = await open();
    await ask(second);
    await end(0, fault);
    expect([repliesTo(first), repliesTo(second), screen.messages]).toEqual([[], [], told]);
    await end(1, { result: 'race.csv' });
    expect(repliesTo(second)).toEqual([{ type: 'reply', id: 1, outcome: { result: 'race.csv' } }]);
    expect([screen.messages, screen.log]).toEqual([told, logged]);
  });

  test('leaves nothing to be said where all went well', async () => {
    const page = await open();
    await ask(page);
    page.dispose();
    await end(0, { result: 'race.csv' });
    expect([repliesTo(page), screen.messages]).toEqual([[], []]);
  });

  test('is one in whose place another was brought back, too', async () => {
    const first = await open();
    await ask(first);
    const restored = createPanel('', 2);
    await panel.deserializeWebviewPanel(restored as never);
    restored.webview.send({ type: 'ready' });
    await settle();
    await end(0, fault);
    expect([repliesTo(restored), screen.messages]).toEqual([[], told]);
  });

  test('holds up no race that waits for it', async () => {
    const shown = panel.show();
    last().dispose();
    await shown;
    expect(last().webview.posted).toEqual([]);
  });
});

describe('what fails without a reply', () => {
  test('is replied', async () => {
    answerWith(() => Promise.reject(new Error('no commands')));
    const page = await open();
    await ask(page, 4);
    expect(repliesTo(page)).toEqual([{ type: 'reply', id: 4, outcome: { error: 'no commands' } }]);
  });

  test('leaves the messages that follow to be read', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    vi.spyOn(events, 'push').mockImplementationOnce(() => {
      throw new Error('broken');
    });
    page.webview.send({ type: 'pause' });
    page.webview.send({ type: 'stop' });
    await settle();
    expect([events, screen.log]).toEqual([[{ type: 'stop' }], ['panel: broken']]);
  });
});
