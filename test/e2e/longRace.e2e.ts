import { expect, test } from './workbench.ts';

test('a race of more than ten seconds shows progress that can be cancelled', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  await frame.getByLabel('Speed').selectOption('0.25×');
  const toast = page.locator('.notification-toast').filter({ hasText: 'Ill-conditioned valley' });
  await toast.getByText(/\d+ %/).waitFor({ timeout: 20_000 });
  await workbench.screenshot('long-race');
  await toast.getByRole('button', { name: 'Cancel' }).click();
  await frame
    .getByText(/^Stopped at step/)
    .first()
    .waitFor();
  await toast.waitFor({ state: 'hidden' });
  expect(await frame.getByText(/^Stopped at step/).count()).toBe(4);
});
