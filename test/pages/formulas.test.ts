/** The page with the formulas of a rule: what it shows, where a click leads, and that it is whole at every width in every theme. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formulaSheetOf } from '../../core/rule/language/formulaSheet.ts';
import { inRoot } from '../../scripts/tools/paths.mjs';
import { seriousViolations } from './axe.ts';
import { themeNames } from './pageThemes.ts';
import { PanelPage } from './panelPage.ts';

const shipped = (id: string) => readFileSync(inRoot('core/optimizers', `${id}.optimizer`), 'utf8');
const adam = shipped('adam');

let page: PanelPage;

const show = (text: string, fault: string | null = null) =>
  page.send({ type: 'sheet', sheet: formulaSheetOf(text), fault, rule: 'file:///adam.optimizer' });

const posted = (): Promise<unknown[]> => page.page.evaluate(() => Reflect.get(window, 'posted'));
const lineOf = (start: string) => adam.split('\n').findIndex((line) => line.trim().startsWith(start)) + 1;

beforeAll(async () => {
  page = await PanelPage.open(541, 900, [], 'formulas');
});

afterAll(async () => {
  await page.close();
  // The policy of the page, too, would be among them.
  expect(page.faults).toEqual([]);
});

test('has the rule as its paper writes it, and MathML for who hears it', async () => {
  expect(await posted()).toEqual([{ type: 'ready' }]);
  await show(adam);
  expect(await page.page.locator('h1').textContent()).toBe('Adam');
  const headings = await page.page.locator('h2').allTextContents();
  expect(headings).toEqual(['Hyperparameters', 'State', 'Once a step', 'Update of each parameter']);
  expect(await page.page.locator('.about').textContent()).toContain('Kingma & Ba 2015');
  const maths = page.page.locator('.formulas math');
  expect(await maths.count()).toBe(formulaSheetOf(adam)?.update.length);
  // Letters of its own font, which has come.
  const fonts = await page.page.evaluate(() =>
    [...document.fonts].flatMap(({ status, family }) => (status === 'loaded' ? [family] : [])),
  );
  expect(fonts).toEqual(expect.arrayContaining(['KaTeX_Main', 'KaTeX_Math']));
});

test('marks the line of the cursor, and leads to the line of what is clicked', async () => {
  await page.send({ type: 'cursor', line: lineOf('m = beta1') });
  const current = page.page.locator('[aria-current]');
  expect(await current.getByRole('button').getAttribute('aria-label')).toBe(
    `Formula 3, line ${lineOf('m = beta1')}`,
  );
  const steps = [
    () => page.page.getByRole('button', { name: 'Formula 4, ' }).press('Enter'),
    () =>
      page.page
        .locator('.row')
        .filter({ hasText: 'amsgrad' })
        .first()
        .click({ position: { x: 5, y: 5 } }),
    () => page.page.getByRole('button', { name: 'beta2, ' }).click(),
  ];
  for (const step of steps) await step();
  const lines = ['v = beta2', 'if amsgrad', 'beta2'].map(lineOf);
  expect(await posted()).toEqual([{ type: 'ready' }, ...lines.map((line) => ({ type: 'reveal', line }))]);
});

test('says so where the text does not compile, and keeps the last formulas', async () => {
  await show(adam, 'adam.optimizer does not compile: line 9: unknown name.');
  expect(await page.page.getByRole('status').textContent()).toContain(
    'Below are the formulas of its last text',
  );
  expect(await page.page.locator('.formulas math').count()).toBeGreaterThan(5);
  await show('', 'adam.optimizer does not compile: line 1: expected more.');
  expect(await page.page.getByRole('status').textContent()).toContain('as soon as it compiles');
  expect(await page.page.locator('h1').count()).toBe(0);
});

test('whatever a text has as its name and comments is text', async () => {
  const hostile = '<img src=x onerror=alert(1)>';
  await show(`# ${hostile}\nname "${hostile}"\n\nlr = 1 in [0, 2]  # ${hostile}\n\nupdate\n  p -= lr * g\n`);
  expect(await page.page.locator('h1').textContent()).toBe(hostile);
  expect(await page.page.locator('img').count()).toBe(0);
});

test.each([280, 360, 541, 1440])(
  'at %d px nothing is cut off, and wide formulas scroll by keys, too',
  async (width) => {
    await show(shipped('radam'));
    await page.resize(width, 900);
    const found = await page.page.evaluate(() => {
      const view = document.documentElement.clientWidth;
      const all = [...document.querySelectorAll<HTMLElement>('main *:not(.formula *)')];
      const out = all.filter(
        (each) => !each.classList.contains('sr-only') && each.getBoundingClientRect().right > view + 1,
      );
      const formulas = all.filter((each) => each.classList.contains('formula'));
      const stuck = formulas.filter(
        (each) => each.scrollWidth > each.clientWidth + 1 !== (each.tabIndex === 0),
      );
      return {
        out: out.map((each) => each.outerHTML.slice(0, 80)),
        stuck: stuck.length,
        wide: document.documentElement.scrollWidth > view,
      };
    });
    expect(found).toEqual({ out: [], stuck: 0, wide: false });
  },
);

test.each(themeNames)('can be read in the theme %s', async (theme) => {
  await page.resize(360, 900);
  await show(adam, 'adam.optimizer does not compile: line 9: unknown name.');
  await page.send({ type: 'cursor', line: lineOf('m = beta1') });
  await page.setTheme(theme);
  expect(await seriousViolations(page.page)).toEqual([]);
});
