import { expect, test } from './workbench.ts';

test('a learning rate is looked for by a range test, used with the keyboard, and there after a reload', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: LR Range Test…');
  await workbench.pick('Adam');
  const frame = await workbench.panelFrame('.range-page .chart');
  const said = frame.locator('header [role=status]');
  const begin = /^Adam: begin with a learning rate of [\d.e-]+\. The test ended in step \d+/;
  await expect.poll(() => said.textContent(), { timeout: 60_000 }).toMatch(begin);
  expect(await frame.locator('h1').textContent()).toBe(
    'LR range test · Adam on Handwritten digits, 64-64-10 network',
  );
  await workbench.screenshot('range-test');
  const sentence = await said.textContent();

  await workbench.reload();
  const again = await workbench.panelFrame('.range-page .chart');
  await expect.poll(() => again.locator('header [role=status]').textContent()).toBe(sentence);

  const use = again.locator('li .primary');
  const rate = (await use.textContent())?.replace('Use ', '') ?? '';
  await use.focus();
  await page.keyboard.press('Enter');
  const panel = await workbench.panelFrame('[aria-label="Adam in the chart"]');
  await expect
    .poll(() => panel.locator('body').textContent(), { timeout: 30_000 })
    .toContain(`lr ${Number(rate)}`);
});
