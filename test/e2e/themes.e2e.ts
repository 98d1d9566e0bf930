import { seriousViolations } from '../pages/axe.ts';
import { expect, test } from './workbench.ts';

for (const theme of ['light', 'dark', 'hcDark', 'hcLight'] as const)
  test(`has no serious accessibility fault in theme ${theme}`, async ({ workbench }) => {
    const frame = await workbench.panelFrame('.empty, table');
    if ((await frame.locator('table').count()) === 0) {
      expect(await seriousViolations(frame)).toEqual([]);
      await workbench.screenshot('empty');
      await frame.getByRole('button', { name: 'Run Tutorial Race' }).click();
      await frame.getByText('Finished').nth(3).waitFor();
    }
    await workbench.setTheme(theme);
    await workbench.page.waitForTimeout(500);
    await workbench.screenshot(`theme-${theme}`);
    expect(await seriousViolations(frame)).toEqual([]);
  });
