import { expect, test } from './workbench.ts';

test('the map of the valley is drawn, zoomed, moved over by keyboard, and a cell of it run in the panel', async ({
  workbench,
}) => {
  const { page } = workbench;
  await workbench.openFile('valley-map.experiment.json');
  await page.locator('.codelens-decoration a', { hasText: 'Map' }).click();
  const frame = await workbench.panelFrame('.map-page canvas');
  const counts = frame.locator('.counts');
  const isDone = () =>
    expect.poll(() => counts.textContent(), { timeout: 60_000 }).toBe('65,536 of 65,536 runs');
  await isDone();
  expect(await frame.locator('h1').textContent()).toBe(
    'Hyperparameter map · Momentum on Ill-conditioned valley',
  );
  const said = frame.locator('header [role=status]');
  await expect.poll(() => said.textContent()).toMatch(/^Best: below 1 for good after 17 steps/);
  await workbench.screenshot('hyperparameter-map');

  const facts = frame.locator('.side .facts');
  const surface = frame.getByRole('application', { name: 'Runs of the map' });
  await surface.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => frame.locator('.side h2').first().textContent()).toBe('Run that is held');
  await page.keyboard.press('+');
  await expect.poll(() => said.textContent()).not.toMatch(/^The first runs/);
  await isDone();
  await page.keyboard.press('0');
  await page.keyboard.press('Home');
  await isDone();
  await expect.poll(() => facts.textContent()).toMatch(/Learning rate\s*1\.00e-4/);
  await workbench.screenshot('hyperparameter-map-keys');

  await page.keyboard.press('Enter');
  const panel = await workbench.panelFrame('[aria-label="Momentum in the chart"]');
  await expect.poll(() => panel.locator('body').textContent(), { timeout: 60_000 }).toContain('lr 0.0001');
}, 240_000);
