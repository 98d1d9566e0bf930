import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { inspected, onValley } from '../unit/debug/inspections.ts';
import { onSpirals } from '../unit/debug/replays.ts';
import { InspectorPage } from './inspectorPage.ts';
import { themeNames } from './pageThemes.ts';

const out = '/tmp/wt/inspector-shots';
test('look', async () => {
  mkdirSync(out, { recursive: true });
  const page = await InspectorPage.open(1288, 937);
  const adam = inspected(onValley('adam'));
  for (const theme of themeNames) {
    await page.panel.setTheme(theme);
    await page.show(adam, 12);
    await page.panel.page.screenshot({ path: `${out}/adam-${theme}.png` });
  }
  await page.panel.setTheme('dark');
  for (const width of [1440, 800, 540, 360]) {
    await page.panel.resize(width, 900);
    await page.panel.page.screenshot({ path: `${out}/adam-${width}.png`, fullPage: true });
  }
  await page.panel.resize(1288, 937);
  await page.show(inspected(onValley('sgd', { lr: [0.021] })), 40);
  await page.panel.page.screenshot({ path: `${out}/sgd.png` });
  await page.show(inspected(onValley('radam')), 12);
  await page.panel.page.screenshot({ path: `${out}/radam.png` });
  await page.show(inspected(onSpirals('adamw')), 12);
  await page.panel.page.getByRole('button', { name: 'Parameters' }).click();
  await page.panel.settle();
  await page.panel.page.screenshot({ path: `${out}/net.png` });
  console.log(page.panel.faults, await page.told());
  await page.panel.close();
});
