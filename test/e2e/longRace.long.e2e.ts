import { expect, test as plainTest } from './workbench.ts';

const test = plainTest.override('motion', true);

test('a race of more than ten seconds shows progress that can be cancelled, while the panel is out of sight', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Run Tutorial Race');
  await workbench.pick('Ill-conditioned valley');
  const frame = await workbench.panelFrame('table');
  await frame.getByLabel('Speed').selectOption('0.25×');
  const toast = page.locator('.notification-toast').filter({ hasText: 'Ill-conditioned valley' });
  await workbench.runCommand('View: Close All Editors');
  await toast.getByText(/\d+ %/).waitFor({ timeout: 20_000 });
  await workbench.screenshot('long-race');

  await workbench.runCommand('Optimizer: Show Panel');
  await toast.waitFor({ state: 'hidden' });
  await workbench.runCommand('View: Close All Editors');
  await toast.getByRole('button', { name: 'Cancel' }).click();
  await workbench.runCommand('Optimizer: Show Panel');
  const stopped = (await workbench.panelFrame('table')).locator('tbody').getByText(/^Stopped at step/);
  await stopped.first().waitFor();
  await toast.waitFor({ state: 'hidden' });
  expect(await stopped.count()).toBe(4);
});
