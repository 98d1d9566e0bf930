/** The page of the learning rate range test: what it shows, by pointer and keys, at every width and in every theme. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FromRangeTest } from '../../core/protocol/rangeTest.ts';
import { seriousViolations } from './axe.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';
import { ramp, shown } from './rangeTestShown.ts';

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1288, 860, [], 'rangeTest');
});

beforeEach(() => panel.send(shown()));

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

const find = (selector: string) => panel.page.locator(selector);
const textOf = async (selector: string) =>
  ((await find(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const told = async () => {
  const posted = await panel.page.evaluate(() => Reflect.get(window, 'posted') as FromRangeTest[]);
  return posted.filter(({ type }) => ['use', 'copy', 'stop', 'again'].includes(type));
};
const slider = () => panel.page.getByRole('slider', { name: 'Loss over the learning rate' });
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await panel.page.keyboard.press(key);
  await panel.settle();
};

test('says where to begin, and why the test ended', async () => {
  expect(await textOf('h1')).toBe('LR range test · Adam on 64-64-10 on Digits');
  expect(await textOf('header [role=status]')).toMatch(
    /^Adam: begin with a learning rate of 0\.00\d+\. The test ended in step 1\d\d, at learning rate \d[\d.]*: the loss was above 4 times its lowest\.$/,
  );
  expect(await find('li h3').allTextContents()).toEqual([
    expect.stringMatching(/^Valley [\d.e-]+$/),
    expect.stringMatching(/^Steepest [\d.e-]+$/),
    expect.stringMatching(/^A tenth of the minimum [\d.e-]+$/),
  ]);
  expect(await find('.chart .number').allTextContents()).toEqual(['1', '2', '3']);
});

test('a suggestion can be used and copied', async () => {
  const first = shown().suggestions[0]?.lr ?? Number.NaN;
  await find('li .primary').click();
  await find('li .link').first().click();
  const [use, copy] = (await told()).slice(-2);
  expect(use?.type === 'use' && use.lr / first).toBeCloseTo(1, 1);
  expect(copy).toEqual({ ...use, type: 'copy' });
});

test('the curve is read by the pointer and by keys, and Enter uses the rate', async () => {
  const box = (await slider().boundingBox()) ?? expect.fail('no chart');
  await panel.page.mouse.move(box.x + 56 + (box.width - 72) / 2, box.y + 100);
  await panel.settle();
  // In the middle of 1e-7 to 10 by their logarithms: 1e-3.
  expect(await textOf('.read')).toMatch(/^Learning rate 0\.00\d+, loss \d\.\d+ Use 0\.00\d+$/);
  expect(await find('.chart .dot').count()).toBe(1);
  await panel.page.mouse.move(5, 5);
  await panel.settle();
  expect(await find('.chart .dot').count()).toBe(0);
  await slider().focus();
  // Within a frame, before any of them is drawn.
  await slider().evaluate((element) => {
    for (const [key, shiftKey] of [['Home'], ['ArrowRight'], ['ArrowRight', true], ['ArrowLeft']])
      element.dispatchEvent(
        new KeyboardEvent('keydown', { key: String(key), shiftKey: shiftKey === true, bubbles: true }),
      );
  });
  await panel.settle();
  expect(await slider().getAttribute('aria-valuenow')).toBe('10');
  expect(await slider().getAttribute('aria-valuetext')).toMatch(/^Learning rate 5\.\de-7, loss 2\.\d+$/);
  await press('Enter');
  const last = (await told()).at(-1);
  expect(last?.type === 'use' && last.lr).toBeCloseTo(ramp.first * ramp.factor ** 10, 12);
  await press('End');
  expect(await slider().getAttribute('aria-valuenow')).toBe(String(shown().curve.rates.length - 1));
  await press('Escape');
  expect(await slider().getAttribute('aria-valuetext')).toContain('press an arrow key');
});

test('while it runs it can be stopped, and afterwards be made again', async () => {
  await panel.send(shown(40));
  expect(await textOf('header [role=status]')).toMatch(/^Step 39 of 115, at learning rate [\d.e-]+\.$/);
  await panel.page.getByRole('button', { name: 'Stop' }).click();
  await panel.send(shown());
  await panel.page.getByRole('button', { name: 'Test again' }).click();
  expect((await told()).slice(-2)).toEqual([{ type: 'stop' }, { type: 'again' }]);
});

test('says so where there is nothing to suggest, and where it was stopped', async () => {
  await panel.send(shown(30, { suggestions: [], isRunning: false }));
  expect(await textOf('header [role=status]')).toMatch(
    /^Nothing to suggest: the loss never falls below where it began\. The test was stopped in step 29/,
  );
  expect(await find('.side h2').count()).toBe(0);
});

test('before the first step, and where it failed', async () => {
  await panel.send(shown(1, { suggestions: [] }));
  expect(await textOf('header [role=status]')).toBe('Step 0 of 115.');
  await slider().focus();
  await press('ArrowRight', 'Enter');
  await panel.send({ type: 'opening', title: 'LR range test of Adam' });
  expect(await textOf('.notice')).toBe('Starting the LR range test of Adam');
  await panel.send({ type: 'failed', message: 'no <b>memory</b>' });
  expect(await textOf('[role=alert]')).toBe('no <b>memory</b>');
});

describe.each([1440, 760, 541, 360])('%i px wide', (width) => {
  test('all is in view across, and nothing overlaps the chart', async () => {
    await panel.page.setViewportSize({ width, height: 800 });
    await panel.settle();
    const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    const chart = (await find('.chart svg').boundingBox()) ?? expect.fail('no chart');
    expect(chart.x + chart.width).toBeLessThanOrEqual(width);
    const texts = await find('.chart text.num.middle').evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => [left, right]),
    );
    for (const [place, [left = 0]] of texts.entries()) {
      const before = texts[place - 1]?.[1] ?? Number.NEGATIVE_INFINITY;
      expect(left).toBeGreaterThan(before);
    }
    await panel.page.setViewportSize({ width: 1288, height: 860 });
  });
});

test.each(themeNames)('is read by everybody: %s', async (theme) => {
  await panel.setTheme(theme);
  await panel.settle();
  expect(await seriousViolations(panel.page)).toEqual([]);
});
