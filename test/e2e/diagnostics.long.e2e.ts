import { expect, test } from './workbench.ts';

const patiently = { timeout: 60_000 };

test('why a race went as it did is measured afterwards, read by keys, followed to a step, there after a reload, and measured again', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('each at its best rate');
  const panel = await workbench.panelFrame('tbody th');
  // Of a run that still goes on, only the steps that it has taken are measured.
  const finished = panel.locator('tbody tr').filter({ hasText: 'finished' });
  await expect.poll(() => finished.count(), patiently).toBe(4);
  await workbench.runCommand('Optimizer: Show Diagnostics…');
  const offered = page.locator('.quick-input-widget .quick-input-list');
  await offered.getByText('Sharpness', { exact: true }).waitFor(patiently);
  await workbench.screenshot('diagnostics-offered');
  await page.keyboard.press('Enter');

  const frame = await workbench.panelFrame('.diagnostics-page .chart');
  const said = frame.locator('header [role=status]');
  await expect.poll(() => said.textContent(), patiently).toMatch(/^All \d runs are measured\.$/);
  const sharpness = frame.getByRole('region', { name: 'Sharpness', exact: true });
  expect(await sharpness.textContent()).toMatch(/is 100; 2\/lr is [\d.]+: /);
  expect(await frame.locator('.exactness').textContent()).toContain(
    'The losses are those that were recorded.',
  );
  await frame.getByRole('slider', { name: /^Gradient norm/ }).focus();
  await page.keyboard.press('End');
  await workbench.screenshot('diagnostics');
  await page.keyboard.press('Enter');
  const inspector = await workbench.panelFrame('.inspector h1', 60_000);
  await inspector.locator('h1').getByText('step 200 of 200').waitFor(patiently);
  await workbench.screenshot('diagnostics-inspected');
  await workbench.runCommand('View: Close Editor');

  await workbench.reload();
  const again = await workbench.panelFrame('.diagnostics-page .chart');
  await expect
    .poll(() => again.locator('header [role=status]').textContent(), patiently)
    .toMatch(/^All \d runs are measured\.$/);
  expect(await again.getByRole('region', { name: 'Sharpness', exact: true }).textContent()).toMatch(
    /is 100; 2\/lr is [\d.]+: /,
  );
  expect(await again.locator('.exactness').textContent()).toContain(
    'The losses are those that were recorded.',
  );
  await workbench.screenshot('diagnostics-again');
  const button = again.getByRole('button', { name: 'Measure again' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => again.locator('header [role=status]').textContent(), patiently)
    .toMatch(/^All \d runs are measured\.$/);
}, 180_000);
