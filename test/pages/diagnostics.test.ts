/** The page of diagnostics: what it shows, by pointer and keys, at every width and in every theme. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FromDiagnostics } from '../../core/protocol/diagnostics.ts';
import { seriousViolations } from './axe.ts';
import { measuredOf, openedOf } from './diagnosticsShown.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

let panel: PanelPage;

beforeAll(async () => {
  panel = await PanelPage.open(1288, 900, [], 'diagnostics');
  await panel.send(openedOf('valley'));
  for (const run of [0, 1, 2]) await panel.send(measuredOf('valley', run));
});

afterAll(async () => {
  await panel.close();
  expect(panel.faults).toEqual([]);
});

const textOf = async (selector: string) =>
  ((await panel.page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
const told = async () => {
  const posted = await panel.page.evaluate(() => Reflect.get(window, 'posted') as FromDiagnostics[]);
  return posted.filter(({ type }) => ['stop', 'again', 'inspect'].includes(type));
};
const section = (name: string) => panel.page.getByRole('region', { name, exact: true });
const slider = (name: string) => panel.page.getByRole('slider', { name: `${name}. Over the steps` });
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await panel.page.keyboard.press(key);
  await panel.settle();
};

test('a chart for each, with the runs, their values and what there is to see', async () => {
  expect(await textOf('h1')).toBe('Diagnostics · 3 runs of Valley');
  expect(await textOf('header [role=status]')).toBe('All 3 runs are measured.');
  expect(await panel.page.locator('.diagnostic h2').allTextContents()).toEqual([
    ...['Gradient norm', 'Update-to-weight ratio', 'Effective learning rate', 'Where steps land (α)'],
    ...['Sharpness', 'Gradient noise scale'],
  ]);
  const rows = await section('Sharpness').locator('li').allTextContents();
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
    'SGD, lr 0.015 100 is 100; 2/lr is 133: below the edge.',
    'Momentum, lr 0.015 100 is 100; (2 + 2 · 0.9)/lr is 253: below the edge.',
    'Adam, lr 0.015 100 is 100; no edge of stability is known for Adam with these settings.',
  ]);
  expect(await section('Sharpness').locator('.reference').count()).toBe(2);
  // One for all.
  expect(await section('Where steps land (α)').locator('.reference').count()).toBe(1);
  expect(await section('Gradient noise scale').locator('li').first().textContent()).toContain(
    'has none: a surface has no rows.',
  );
  expect(await section('Effective learning rate').locator('.band').count()).toBe(3);
});

test('a step is read in all charts at once, by the pointer', async () => {
  const box = (await slider('Gradient norm').boundingBox()) ?? expect.fail('no chart');
  await panel.page.mouse.move(box.x + box.width / 2, box.y + 80);
  await panel.settle();
  expect(await panel.page.locator('.here').count()).toBe(6);
  const text = (await slider('Sharpness').getAttribute('aria-valuetext')) ?? '';
  expect(text).toMatch(/^Step 5\d: /);
  expect(text).toContain('Momentum, lr 0.015 100');
  await panel.page.mouse.click(box.x + box.width / 2, box.y + 80);
  const step = Number(/^Step (\d+)/.exec(text)?.[1]);
  expect((await told()).at(-1)).toMatchObject({ type: 'inspect', step });
  await panel.page.mouse.move(5, 5);
  await panel.settle();
  expect(await panel.page.locator('.here').count()).toBe(0);
});

test('and by keys, which choose a run, too; Enter inspects it', async () => {
  await slider('Gradient norm').focus();
  await press('Home', 'ArrowRight', 'ArrowDown');
  expect(await slider('Gradient norm').getAttribute('aria-valuetext')).toMatch(
    /^Step 2: Momentum, lr 0\.015 [\d.]+; SGD, lr 0\.015 [\d.]+; Adam/,
  );
  expect(await section('Gradient norm').locator('li.strong').textContent()).toContain('Momentum');
  await press('Enter');
  expect((await told()).at(-1)).toEqual({ type: 'inspect', run: 1, step: 2 });
  await press('End');
  expect(await slider('Gradient norm').getAttribute('aria-valuenow')).toBe('119');
  await press('Escape');
  expect(await slider('Gradient norm').getAttribute('aria-valuetext')).toBe('No step is read');
});

test('numbers are there as a table', async () => {
  const numbers = section('Sharpness').locator('summary');
  await numbers.focus();
  await press('Enter');
  const table = section('Sharpness').getByRole('table');
  expect(await table.locator('thead th').allTextContents()).toEqual([
    ...['Step', 'SGD, lr 0.015', 'Momentum, lr 0.015', 'Adam, lr 0.015'],
  ]);
  const rows = await table.locator('tbody tr').count();
  expect(rows).toBe(25);
  expect(await table.locator('tbody tr').first().textContent()).toMatch(/^\s*1\s*100\s*100\s*100\s*$/);
  // It is the page's own after a drawing, too.
  await panel.send(measuredOf('valley', 0));
  expect(await table.count()).toBe(1);
  await numbers.focus();
  await press('Enter');
  expect(await table.count()).toBe(0);
});

test('while it is measured it can be stopped, and be measured again', async () => {
  await panel.send(measuredOf('valley', 2, { share: 0.5, progress: { kind: 'running' } }));
  expect(await textOf('header [role=status]')).toBe('The 3 runs are computed again: step 300 of 360.');
  await panel.page.getByRole('button', { name: 'Stop' }).click();
  await panel.send(measuredOf('valley', 2, { share: 0.5, progress: { kind: 'stopped' } }));
  await panel.page.getByRole('button', { name: 'Measure again' }).click();
  expect((await told()).slice(-2)).toEqual([{ type: 'stop' }, { type: 'again' }]);
  await panel.send(measuredOf('valley', 2));
});

test('before anything is measured, and where nothing can be', async () => {
  await panel.send(openedOf('valley', ['gradientNorm']));
  expect(await textOf('header [role=status]')).toBe('The 3 runs are computed again: step 0 of 360.');
  expect(await textOf('.diagnostic li')).toBe('SGD, lr 0.015 nothing measured yet');
  await slider('Gradient norm').focus();
  await press('ArrowRight', 'Enter');
  await panel.send({ type: 'failed', message: 'no <b>memory</b>' });
  expect(await textOf('[role=alert]')).toBe('no <b>memory</b>');
  await panel.send(openedOf('moons'));
  for (const run of [0, 1, 2]) await panel.send(measuredOf('moons', run));
});

describe.each([1440, 760, 540, 340, 220])('%i px wide', (width) => {
  test('all is in view across, and charts fit their columns', async () => {
    await panel.page.setViewportSize({ width, height: 800 });
    await panel.settle();
    const { scrollWidth, clientWidth } = await panel.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    const title = await panel.page.locator('h1').boundingBox();
    expect(title?.width).toBeGreaterThan(150);
    const boxes = await panel.page
      .locator('.diagnostic')
      .evaluateAll((all) =>
        all.map((each) => [
          each.clientWidth,
          each.querySelector('svg[width]')?.getBoundingClientRect().width ?? 0,
        ]),
      );
    for (const [column = 0, chart = 0] of boxes) {
      expect(chart).toBeLessThanOrEqual(column + 1);
      expect(chart).toBeGreaterThan(column - 2);
    }
    await panel.page.setViewportSize({ width: 1288, height: 900 });
  });
});

test.each(themeNames)('is read by everybody: %s', async (theme) => {
  await panel.setTheme(theme);
  await panel.settle();
  expect(await seriousViolations(panel.page)).toEqual([]);
});
