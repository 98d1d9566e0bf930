import type { Frame } from 'playwright-core';
import { readCell } from './table.ts';
import { tryUntil } from './tryUntil.ts';
import { expect, test, type Workbench } from './workbench.ts';

const patiently = { timeout: 60_000 };

const landscapeOf = (frame: Frame) => frame.getByRole('application', { name: /^Contour lines of/ });

/** Where the start is in the window, found by the pointer that may take it. */
async function startPlace({ page }: Workbench, frame: Frame): Promise<{ x: number; y: number }> {
  const element = landscapeOf(frame);
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox()) ?? expect.fail('no landscape');
  for (let y = box.y + 10; y < box.y + box.height; y += 18)
    for (let x = box.x + 30; x < box.x + box.width; x += 18) {
      await page.mouse.move(x, y);
      if (await element.evaluate((each) => each.classList.contains('over-start'))) return { x, y };
    }
  return expect.fail('the start is nowhere');
}

test('a start is dragged with its runs drawn from there, and let go of the race begins there; the landscape is zoomed by wheel and keys, also after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  const narrow = await workbench.widen();
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  await expect.poll(() => frame.getByText('Finished').count(), patiently).toBe(4);
  const land = landscapeOf(frame);
  const card = frame.locator('.start-card');
  const chart = frame.locator('.loss .body');
  await page.mouse.move(5, 5);
  const before = await chart.screenshot();
  expect(await readCell(frame, 'SGD', 'Loss now')).toBe('0.8975');

  const { x, y } = await startPlace(workbench, frame);
  await page.mouse.down();
  await page.mouse.move(x - 40, y + 80, { steps: 5 });
  await expect.poll(() => card.textContent(), patiently).toMatch(/^Start at w0 = [\d.-]+, w1 = [\d.-]+\.$/);
  // Curves from there, which a thread computes, are all that changes the chart.
  await expect.poll(async () => (await chart.screenshot()).equals(before), patiently).toBe(false);
  const w1 = Number(/w1 = (\S+)\.$/.exec((await card.textContent()) ?? '')?.[1]);
  await workbench.screenshot('landscape-dragged');
  await page.mouse.up();
  // The first step takes w0 to 0; w1 shrinks by a hundredth in each.
  const loss = (w1 * 0.99 ** 200) ** 2 / 2;
  await expect.poll(() => readCell(frame, 'SGD', 'Loss now'), patiently).toBe(loss.toPrecision(4));
  await expect.poll(() => frame.getByText('Finished').count(), patiently).toBe(4);
  await page.mouse.move(5, 5);
  await expect.poll(() => card.isHidden(), patiently).toBe(true);
  const box = (await land.boundingBox()) ?? expect.fail('no landscape');
  const zoomed = frame.getByRole('application', { name: /In view: w0 from/ });
  await tryUntil(zoomed, async () => {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -300);
  });
  await land.focus();
  await page.keyboard.press('0');
  await zoomed.waitFor({ state: 'hidden', ...patiently });
  let label = await land.getAttribute('aria-label');
  for (const key of ['+', '+', '+']) {
    await page.keyboard.press(key);
    await expect.poll(() => land.getAttribute('aria-label'), patiently).not.toBe(label);
    label = await land.getAttribute('aria-label');
  }
  expect(label).toMatch(/In view: w0 from/);
  await workbench.screenshot('landscape-zoomed');
  await workbench.reload();
  const again = await workbench.panelFrame('table');
  await expect.poll(() => landscapeOf(again).getAttribute('aria-label'), patiently).toBe(label);
  await narrow();
}, 240_000);
