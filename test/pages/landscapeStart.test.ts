/** Moving the start of the landscape with a real pointer and keys, in the panel's page by itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import { raceOf, runView } from '../unit/panel/fixtures.ts';
import { seriousViolations } from './axe.ts';
import { PanelPage } from './panelPage.ts';

const path = Float64Array.of(1, 10, 0.4, 9, -0.2, 7, 0.1, 4);
const runs = [runView({ steps: 3, losses: Float64Array.of(100, 50, 20, 8), path })];
const { facts, threads } = raceOf({ target: null });
const race = { ...facts, runs, threads, phase: 'ended', speed: 1 } as const;

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1300, 800);
});

beforeEach(() => panel.send({ type: 'snapshot', race }));

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

const landscape = () =>
  panel.page.getByRole('application', { name: /^Contour lines of Ill-conditioned valley/ });
const told = async () => {
  const posted = await panel.page.evaluate(() => Reflect.get(window, 'posted') as FromPanel[]);
  return posted.flatMap((message) => (message.type === 'startFrom' ? [message.start] : []));
};

/** Where the start is on the screen, found by the pointer that may take it. */
async function startPlace() {
  const box = (await landscape().boundingBox()) ?? expect.fail('no landscape');
  for (let y = box.y + 10; y < box.y + box.height; y += 12)
    for (let x = box.x + 40; x < box.x + box.width; x += 12) {
      await panel.page.mouse.move(x, y);
      if (await landscape().evaluate((element) => element.classList.contains('over-start'))) return { x, y };
    }
  return expect.fail('the start is nowhere');
}

test('dragged by the pointer it begins where it is let go of, and no run is picked by that', async () => {
  const { x, y } = await startPlace();
  const { mouse } = panel.page;
  await mouse.down();
  await mouse.move(x - 40, y + 120, { steps: 4 });
  await panel.settle();
  await mouse.up();
  await panel.settle();
  const [start] = await told();
  expect(start?.[0]).toBeLessThan(1);
  expect(start?.[1]).toBeLessThan(9);
  expect(await panel.page.locator('tr.picked').count()).toBe(0);
});

test('moved by keys it begins where Enter is pressed', async () => {
  const before = (await told()).length;
  await landscape().focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowDown', 'Enter']) await panel.page.keyboard.press(key);
  const starts = await told();
  expect(starts).toHaveLength(before + 1);
  expect(starts.at(-1)?.[0]).toBeLessThan(1);
  expect(starts.at(-1)?.[1]).toBeLessThan(10);
  expect(await seriousViolations(panel.page)).toEqual([]);
});

test('the start of chosen runs of several experiments stays where it is', async () => {
  await panel.send({ type: 'snapshot', race: { ...race, isWhole: false } });
  expect(await landscape().count()).toBe(0);
  expect(await panel.page.getByRole('img', { name: /^Contour lines/ }).count()).toBe(1);
});
