/** Updates of a race that the panel sends to its page. */
import { describe, expect, test } from 'vitest';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import { open, posted, settle, step, typesOf } from './settledPanel.ts';
import { openBeforeEach, panel, store } from './shownPanel.ts';

openBeforeEach();

describe('updates', () => {
  test('have only runs that have news, and what is new of them', async () => {
    const page = await open();
    store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
    step('shown', 1);
    await settle(40);
    step('shown', 1, 1);
    await settle(40);
    const runs = posted(page).flatMap((message) =>
      message.type === 'update' ? [message.runs.map(({ run, piece }) => [run, piece.firstPoint])] : [],
    );
    expect(runs).toEqual([[[1, 0]], [[1, 1]]]);
  });

  test('tell phase, speed and threads', async () => {
    const page = await open();
    const race = { ...raceOf(onValley(), { id: 'shown' }), phase: 'running' as const };
    store.show(race);
    race.threads = 3;
    store.setPaused(race, true);
    store.setSpeed(race, 4);
    await settle(40);
    expect(posted(page).at(-1)).toEqual({
      type: 'update',
      race: 'shown',
      phase: 'paused',
      speed: 4,
      threads: 3,
      runs: [],
    });
  });

  test('leave when the window has taken the one before', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    await settle();
    page.webview.posted.length = 0;
    let take = () => {};
    const post = page.webview.postMessage;
    page.webview.postMessage = (message) =>
      new Promise((resolve) => {
        take = () => resolve(post(message));
      });
    step('shown', 0);
    await settle(40);
    step('shown', 0, 1);
    step('shown', 0, 2);
    await settle(500);
    expect(page.webview.posted).toEqual([]);
    take();
    await settle(40);
    take();
    await settle(40);
    const points = posted(page).map((message) =>
      message.type === 'update' ? [...(message.runs[0]?.piece.points.loss ?? [])].length : 0,
    );
    expect(points).toEqual([1, 2]);
  });

  test('go on after one that the window has refused', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    await settle();
    const post = page.webview.postMessage;
    page.webview.postMessage = () => Promise.reject(new Error('is disposed'));
    step('shown', 0);
    await settle(40);
    expect(screen.log).toEqual(['update for the panel lost: is disposed']);
    page.webview.postMessage = post;
    page.webview.posted.length = 0;
    step('shown', 0, 1);
    await settle(40);
    expect(typesOf(page)).toEqual(['update']);
  });

  test('stop with the panel', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    page.webview.posted.length = 0;
    step('shown', 0);
    panel.dispose();
    await settle(1000);
    expect(page.webview.posted).toEqual([]);
  });

  test('have numbers that JSON lacks as words', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    const state = { loss: Number.NaN, stepsDone: 1 };
    store.append('shown', [{ run: 0, piece: pieceOf({ loss: [Number.NaN], position: [0, 0], state }) }]);
    await settle(40);
    expect(page.webview.posted.at(-1)).toMatchObject({ runs: [{ piece: { state: { loss: 'NaN' } } }] });
  });
});
