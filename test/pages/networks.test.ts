/** The page of pictures of networks: what it shows and asks, by pointer and keys, at every width and in every theme. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FromNetworks, ToNetworks } from '../../core/protocol/networks.ts';
import { seriousViolations } from './axe.ts';
import { diabetes, digits, type ShownNetwork, shownNetwork, sliceMessage, spirals } from './networksShown.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

let panel: PanelPage;
const twoRuns = shownNetwork(spirals, 'Two spirals, 2-32-32-2 network');
const ends = { run: 0, kind: 'ends', seed: 0 } as const;
const wholeSlice = sliceMessage(twoRuns, ends, 33);

beforeAll(async () => {
  panel = await PanelPage.open(1288, 900, [], 'networks');
});

beforeEach(() => open(twoRuns));

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

const find = (selector: string) => panel.page.locator(selector);
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const told = () => panel.page.evaluate(() => Reflect.get(window, 'posted') as FromNetworks[]);
const lastOf = async <Type extends FromNetworks['type']>(type: Type) =>
  (await told()).findLast(
    (message): message is Extract<FromNetworks, { type: Type }> => message.type === type,
  );
const said = () => textOf('header [role=status]');
const slider = () => panel.page.getByRole('slider', { name: 'Step' });

/** Answers what was asked last, as the extension does. */
async function reply({ pictures }: ShownNetwork): Promise<{ run: number; step: number }> {
  const asked = (await lastOf('request')) ?? expect.fail('nothing was asked');
  const params = asked.params as { run: number; step: number };
  const result = pictures.at(params.run, params.step);
  await panel.send({ type: 'reply', id: asked.id, outcome: { result } });
  return params;
}

async function open(network: ShownNetwork): Promise<void> {
  await panel.send(network.opened);
  await reply(network);
}

/** What a picture shows, as the colours of some of its points. */
const lookOf = (selector: string) =>
  find(selector)
    .first()
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
const decision = '.picture:has(h2:text("Decision boundary")) canvas';

test('says what it is about, and how good the network is there', async () => {
  expect(await textOf('h1')).toBe('Network · Two spirals, 2-32-32-2 network');
  expect(await said()).toMatch(
    /^adam, lr 0\.02 after step 1140: on the training rows loss [\d.e-]+, 100\.0 % right; on held-out rows loss [\d.e-]+, \d+\.\d % right\.$/,
  );
  expect(await find('h2').allTextContents()).toEqual([
    'Loss landscape',
    'Decision boundary',
    'Confusion table',
  ]);
});

test('keys go through the steps, each is asked for, and the picture is another', async () => {
  const before = await lookOf(decision);
  await slider().focus();
  await panel.page.keyboard.press('Home');
  await panel.settle();
  expect(await reply(twoRuns)).toEqual({ run: 0, step: 0 });
  expect(await said()).toMatch(/before its first step/);
  expect(await slider().getAttribute('aria-valuetext')).toBe('0 of 1140');
  expect(await lookOf(decision)).not.toBe(before);
  await panel.page.keyboard.press('ArrowRight');
  await panel.settle();
  expect(await reply(twoRuns)).toEqual({ run: 0, step: 1 });
  expect(await lastOf('moved')).toEqual({ type: 'moved', chosen: 0, step: 1, isLive: false });
});

test('of another run its end is shown, and a slice through it', async () => {
  await panel.send(wholeSlice);
  await find('.where select').selectOption({ label: 'sgd, lr 0.5' });
  await panel.settle();
  expect(await reply(twoRuns)).toEqual({ run: 1, step: 1140 });
  expect(await said()).toMatch(/^sgd, lr 0\.5 after step 1140/);
  expect(await lastOf('slice')).toEqual({ type: 'slice', request: { ...ends, run: 1 } });
  // What is still on its way of the slice before is not wanted any more.
  await panel.send(wholeSlice);
  expect(await find('.picture .keys.column li').count()).toBe(0);
});

test('the slice says which it is, how far it is, and what of each way lies in it', async () => {
  const landscape = '.landscape canvas';
  const before = await lookOf(landscape);
  await panel.send(sliceMessage(twoRuns, ends, 9));
  expect(await textOf('.picture p')).toBe(
    'The loss over all 300 training rows, on the plane through the start of adam, lr 0.02, its end and the end of sgd, lr 0.5. Axes count distance between weights.',
  );
  expect(await textOf('.slice-controls')).toMatch(/9 × 9 points; 81 of 4225 points are computed\. Stop$/);
  const coarse = await lookOf(landscape);
  expect(coarse).not.toBe(before);
  await panel.send(wholeSlice);
  expect(await lookOf(landscape)).not.toBe(coarse);
  expect(await textOf('.keys.column')).toMatch(
    /adam, lr 0\.02: \d+ % of its way, by squared distance, lies in the planesgd, lr 0\.5: \d+ %/,
  );
  await panel.page.getByRole('button', { name: 'Stop' }).click();
  expect(await lastOf('stop')).toEqual({ type: 'stop' });
});

test('random directions can be asked for, and others', async () => {
  await panel.send(wholeSlice);
  await panel.page.getByRole('button', { name: 'Random directions' }).click();
  expect(await lastOf('slice')).toEqual({ type: 'slice', request: { ...ends, kind: 'random' } });
  await panel.page.getByRole('button', { name: 'Other directions' }).click();
  expect(await lastOf('slice')).toEqual({ type: 'slice', request: { ...ends, kind: 'random', seed: 1 } });
  await panel.send(sliceMessage(twoRuns, { ...ends, kind: 'random', seed: 1 }, 9));
  expect(await textOf('.picture p')).toMatch(/in two random directions with the lengths of its filters/);
});

describe('of the digits', () => {
  const network = shownNetwork(digits, 'Handwritten digits, 64-16-10 network');
  beforeEach(() => open(network));

  test('there is a confusion table, with the worst pairs in a sentence', async () => {
    expect(await find('h2').allTextContents()).toEqual(['Loss landscape', 'Confusion table']);
    expect(await textOf('.picture:has(table) > p:not(.quiet)')).toMatch(
      /^Most often \d taken for \d \(\d+ of \d+ rows\), then \d taken for \d \(\d+ of \d+\), then/,
    );
    const counts = (await find('td.count').allTextContents()).map(Number);
    expect(counts).toHaveLength(100);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(359);
  });

  test('which keys walk through, each cell said in words', async () => {
    await find('td.count').first().focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'ArrowUp'])
      await panel.page.keyboard.press(key);
    const focused = await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused).toMatch(/^\d+ rows? of class 1 taken for 0$/);
    expect(await find('td.count[tabindex="0"]').count()).toBe(1);
  });
});

test('of a regression there are predictions and targets, with the error in words', async () => {
  await open(shownNetwork(diabetes, 'Diabetes, 10-8-1 network'));
  expect(await find('h2').allTextContents()).toEqual(['Loss landscape', 'Predictions and targets']);
  expect(await textOf('.picture:nth-child(2) p')).toMatch(
    /^On 88 rows of the held-out data predictions are wrong by \d+\.\d \(root mean square\); always saying the mean would be by \d+\.\d\.$/,
  );
  expect(await lookOf('.picture:nth-child(2) canvas')).not.toBe(await lookOf('.landscape canvas'));
});

test('says what it waits for, what it lacks, and what went wrong', async () => {
  await panel.send({ type: 'opening', title: 'Two spirals', share: 0.25 });
  expect(await textOf('.notice')).toBe('Computing the runs of Two spirals again');
  expect(await find('progress').evaluate((bar) => (bar as HTMLProgressElement).value)).toBe(0.25);
  await panel.page.getByRole('button', { name: 'Stop' }).click();
  expect((await told()).at(-1)).toEqual({ type: 'stop' });
  const { facts, runs } = twoRuns.opened;
  await panel.send({ ...twoRuns.opened, facts: { ...facts, lastFinite: [12, null] } });
  await panel.settle();
  expect(await textOf('header .bad')).toBe(
    `${runs[0]?.title} diverged: its path is drawn to step 12, behind which its weights are too large.`,
  );
  const asked = (await lastOf('request')) ?? expect.fail('nothing was asked');
  await panel.send({ type: 'reply', id: asked.id, outcome: { error: 'no <b>memory</b>' } });
  expect(await said()).toBe('no <b>memory</b>');
  await panel.send({ type: 'failed', message: 'The thread has ended.' });
  expect(await textOf('[role=alert]')).toBe('The thread has ended.');
});

describe('while a run goes on', () => {
  const { opened, pictures } = twoRuns;
  const going = (stepsDone: number) => opened.runs.map((run) => ({ ...run, stepsDone, goesOn: true }));
  const wentOn = (step: number): ToNetworks => ({
    ...{ type: 'wentOn', runs: going(step), live: { run: 0, pictures: pictures.at(0, step) } },
  });
  const follow = () => panel.page.getByRole('button', { name: 'Follow' });
  beforeEach(async () => {
    await panel.send({
      ...{ ...opened, runs: going(100), isLive: true, isFollowed: false },
      place: { ...opened.place, runs: [{ race: 'other', run: 0 }], step: 100 },
    });
    await panel.send(wentOn(100));
    await panel.settle();
  });

  test('it is shown as it is, and says so without calling out each time', async () => {
    const asked = (await told()).length;
    const before = await lookOf(decision);
    expect(await said()).toMatch(/after step 100:/);
    expect(await slider().inputValue()).toBe('100');
    await panel.send(wentOn(300));
    await panel.settle();
    expect(await said()).toMatch(/after step 300:/);
    expect(await slider().inputValue()).toBe('300');
    expect(await slider().getAttribute('max')).toBe('300');
    expect(await lookOf(decision)).not.toBe(before);
    expect(await find('.said').getAttribute('aria-live')).toBe('off');
    expect(await told()).toHaveLength(asked);
    expect(await textOf('.picture p')).toMatch(/computed when the runs have ended/);
  });

  test('the slider goes back, and the run is followed again when it is wanted', async () => {
    await slider().focus();
    await panel.page.keyboard.press('Home');
    await panel.settle();
    expect(await lastOf('moved')).toMatchObject({ step: 0, isLive: false });
    expect(await reply(twoRuns)).toEqual({ run: 0, step: 0 });
    await panel.send(wentOn(400));
    await panel.settle();
    expect(await said()).toMatch(/before its first step/);
    expect(await slider().getAttribute('max')).toBe('400');
    expect(await follow().getAttribute('aria-pressed')).toBe('false');
    await follow().focus();
    await panel.page.keyboard.press('Enter');
    expect(await lastOf('moved')).toMatchObject({ isLive: true });
    await panel.send(wentOn(500));
    await panel.settle();
    expect(await said()).toMatch(/after step 500:/);
  });

  test('the landscape can be had before the end, and left', async () => {
    await panel.page.getByRole('button', { name: 'Compute it now' }).click();
    expect((await told()).at(-1)).toEqual({ type: 'follow' });
    await panel.send({ type: 'following', share: 0.5 });
    expect(await textOf('.picture p')).toBe('The runs are computed again: 50.0 %');
    await panel.page.getByRole('button', { name: 'Stop' }).click();
    expect((await told()).at(-1)).toEqual({ type: 'stop' });
    await panel.send({ type: 'following', share: null });
    expect(await textOf('.picture p')).toMatch(/computed when the runs have ended/);
  });

  test('at its end the last step is asked for, and the page has all of it', async () => {
    await panel.send({ type: 'wentOn', runs: opened.runs, live: null });
    await panel.settle();
    const { stepsDone = 0 } = opened.runs[0] ?? {};
    expect(await reply(twoRuns)).toEqual({ run: 0, step: stepsDone });
    expect(await lastOf('moved')).toMatchObject({ step: stepsDone, isLive: false });
    expect(await follow().count()).toBe(0);
  });

  test.each(themeNames)('is read by everybody: %s', async (theme) => {
    await panel.setTheme(theme);
    await panel.settle();
    expect(await seriousViolations(panel.page)).toEqual([]);
  });
});

describe.each([1440, 860, 540, 360])('%i px wide', (width) => {
  test('all is in view across', async () => {
    await panel.send(wholeSlice);
    await panel.page.setViewportSize({ width, height: 800 });
    await panel.settle();
    const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    for (const box of await find('.picture canvas').all()) {
      const { x = 0, width: wide = 0 } = (await box.boundingBox()) ?? {};
      expect(x + wide).toBeLessThanOrEqual(clientWidth);
      expect(wide).toBeGreaterThan(250);
    }
    const value = (await find('.steps .slider-value').boundingBox()) ?? expect.fail('no step');
    expect(value.x + value.width).toBeLessThanOrEqual(clientWidth);
    await panel.page.setViewportSize({ width: 1288, height: 900 });
  });
});

test.each(themeNames)('is read by everybody: %s', async (theme) => {
  await panel.send(wholeSlice);
  await panel.setTheme(theme);
  await panel.settle();
  expect(await seriousViolations(panel.page)).toEqual([]);
});

describe('the slice', () => {
  const label = () => panel.page.locator('.landscape').getAttribute('aria-label');

  test('is zoomed by its links and by keys, until another one is shown', async () => {
    await panel.send(wholeSlice);
    await panel.page.getByRole('button', { name: 'Zoom in' }).click();
    await panel.settle();
    expect(await label()).toMatch(/In view: .* from \S+ to \S+, /);
    await panel.page.locator('.landscape').focus();
    const before = await label();
    await panel.page.keyboard.press('ArrowUp');
    await panel.settle();
    expect(await label()).not.toBe(before);
    await panel.page.getByRole('button', { name: 'Show all' }).click();
    await panel.settle();
    expect(await label()).not.toContain('In view');
    await panel.page.keyboard.press('+');
    await panel.settle();
    expect(await label()).toContain('In view');
    await panel.send(sliceMessage(twoRuns, { ...ends, kind: 'random' }, 17));
    expect(await label()).not.toContain('In view');
    expect(await seriousViolations(panel.page)).toEqual([]);
  });
});
