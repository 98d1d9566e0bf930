import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './workbench.ts';

test.for([
  { item: 'Save numbers as CSV…', type: 'csv', begins: 'race,run,optimizer,lr,' },
  { item: 'Save numbers as JSON…', type: 'json', begins: '{"format":"optimizer-playground-numbers"' },
  { item: 'Save SVG, light…', type: 'svg', begins: '<svg xmlns="http://www.w3.org/2000/svg"' },
  { item: 'Save PNG…', type: 'png', begins: '\uFFFDPNG' },
])(
  'saves a race under its name, says so and offers to open it: $type',
  async ({ item, type, begins }, { workbench }) => {
    const { page } = workbench;
    const frame = await workbench.panelFrame('.empty, table');
    if ((await frame.locator('table').count()) === 0) {
      await frame.getByRole('button', { name: 'Run Tutorial Race' }).click();
      await frame.getByText('Finished').nth(3).waitFor();
    }
    await frame.getByRole('button', { name: 'Export' }).click();
    await frame.getByRole('button', { name: item, exact: true }).click();
    const name = `valley-sgd-momentum-rmsprop-adam.${type}`;
    await workbench.acceptFile(new RegExp(`${name.replaceAll('.', '\\.')}$`));
    const toast = page.locator('.notification-toast').filter({ hasText: `Saved ${name}` });
    await toast.waitFor();
    await workbench.screenshot(`saved-${type}`);
    expect(await toast.getByRole('button', { name: 'Open' }).count()).toBe(1);
    const file = path.join(workbench.workspace, name);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8').slice(0, begins.length)).toBe(begins);
    await page.keyboard.press('Escape');
  },
);
