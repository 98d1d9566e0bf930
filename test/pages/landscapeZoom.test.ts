/** Zooming the landscape with a real wheel, a real pointer and keys, in the panel's page by itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seriousViolations } from './axe.ts';
import { landscape, landscapeRace } from './landscapeRace.ts';
import { PanelPage } from './panelPage.ts';

const { race } = await landscapeRace();

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1300, 800);
  await panel.keepTexts();
});

beforeEach(async () => {
  await panel.resize(1300, 800);
  await panel.send({ type: 'snapshot', race });
  await landscape(panel).focus();
  await panel.page.keyboard.press('0');
  await panel.settle();
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

/** What is in view of w0 and w1; null where all is. */
async function inView(): Promise<readonly number[] | null> {
  const label = await landscape(panel).getAttribute('aria-label');
  const found = /w0 from (\S+) to (\S+), w1 from (\S+) to (\S+)\./.exec(label ?? '');
  return found?.slice(1).map(Number) ?? null;
}

async function middle() {
  const box = (await landscape(panel).boundingBox()) ?? expect.fail('no landscape');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const reset = () => panel.page.locator('.land').getByRole('button', { name: 'Zoomed: show all' });

test('the wheel zooms about the pointer, a drag moves, and a double click or a button shows all', async () => {
  const { mouse } = panel.page;
  const { x, y } = await middle();
  await mouse.move(x, y);
  for (let i = 0; i < 4; i++) await mouse.wheel(0, -200);
  await panel.settle();
  const [left = 0, right = 0, low = 0] = (await inView()) ?? expect.fail('not zoomed');
  expect(right - left).toBeLessThan(1.5);
  await mouse.down();
  await mouse.move(x + 50, y - 40, { steps: 4 });
  await mouse.up();
  await panel.settle();
  const moved = (await inView()) ?? expect.fail('not zoomed');
  expect(moved[0]).toBeLessThan(left);
  expect(moved[2]).toBeLessThan(low);
  expect(await panel.page.locator('tr.picked').count()).toBe(0);
  await mouse.dblclick(x, y);
  await panel.settle();
  expect(await inView()).toBeNull();
  await mouse.wheel(0, -300);
  await panel.settle();
  expect(await inView()).not.toBeNull();
  await reset().click();
  await panel.settle();
  expect([await inView(), await reset().count()]).toEqual([null, 0]);
});

test('keys zoom and move the landscape that has the focus, with numbers of what is in view', async () => {
  const { keyboard } = panel.page;
  for (let i = 0; i < 6; i++) await keyboard.press('+');
  await panel.settle();
  const before = (await inView()) ?? expect.fail('not zoomed');
  await keyboard.press('Control+ArrowLeft');
  await panel.settle();
  expect((await inView())?.[0]).toBeLessThan(before[0] ?? 0);
  const texts = await panel.textsIn('.land');
  const ticks = texts.map(Number).filter(Number.isFinite);
  expect(ticks.length).toBeGreaterThan(3);
  // No number across is cut off: those that are, are not among the texts.
  expect(texts.some((text) => text.startsWith('w0 = '))).toBe(true);
  expect(await seriousViolations(panel.page)).toEqual([]);
  await keyboard.press('0');
  await panel.settle();
  expect(await inView()).toBeNull();
});

test('where the page scrolls, the wheel does, and with Ctrl it zooms', async () => {
  await panel.resize(541, 600);
  await landscape(panel).scrollIntoViewIfNeeded();
  const { x, y } = await middle();
  const { mouse, keyboard } = panel.page;
  await mouse.move(x, y);
  await mouse.wheel(0, -100);
  await panel.settle();
  expect(await inView()).toBeNull();
  await landscape(panel).scrollIntoViewIfNeeded();
  const now = await middle();
  await mouse.move(now.x, now.y);
  await keyboard.down('Control');
  await mouse.wheel(0, -20);
  await keyboard.up('Control');
  await panel.settle();
  expect(await inView()).not.toBeNull();
});

test.each([360, 541, 1004, 1440])('at a width of %i the buttons lie on nothing', async (width) => {
  await panel.resize(width, 800);
  await landscape(panel).scrollIntoViewIfNeeded();
  await landscape(panel).focus();
  await panel.page.keyboard.press('+');
  await panel.settle();
  expect(await panel.cutOff()).toEqual([]);
  const boxes = await panel.page.locator('.land .caption, .land .zoom button').evaluateAll((all) =>
    all.map((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1))
      expect(
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
        JSON.stringify([a, b]),
      ).toBe(false);
});
