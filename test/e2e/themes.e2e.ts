import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame } from 'playwright-core';
import { expect, test } from './workbench.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical violations of WCAG 2 A and AA, as `rule: element`. */
async function seriousViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axeSource);
  const results = await frame.evaluate(async () => {
    const options: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] };
    const axe = Reflect.get(window, 'axe') as {
      run(root: Document, options: RunOptions): Promise<AxeResults>;
    };
    return axe.run(document, options);
  });
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

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
