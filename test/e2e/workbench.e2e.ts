import { expect, test } from './workbench.ts';

test('shows the activity bar icon of the extension, and its view on a click', async ({ workbench }) => {
  const icon = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Optimizers' });
  await icon.click();
  const title = workbench.page.locator('.sidebar .composite.title');
  await title.filter({ hasText: 'Optimizers' }).waitFor();
  const views = workbench.page.locator('.sidebar .pane-header');
  await views.filter({ hasText: 'Comparison' }).waitFor();
  expect(await views.locator('.title').allTextContents()).toEqual([
    'Runs',
    'Lessons',
    'Comparison',
    'Claims',
  ]);
});
