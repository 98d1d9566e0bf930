/** A newcomer's first way, by keyboard alone: the walkthrough, lesson 1, and its exercise, first wrongly. */
import type { Page } from 'playwright-core';
import { seriousViolations } from '../pages/axe.ts';
import { tryUntil } from './tryUntil.ts';
import { expect, test, type Workbench } from './workbench.ts';

/** Runs a command of the palette. A key pressed while the last quick input still closes is lost, and so are commands of extensions that still load: try again. */
async function command({ page }: Workbench, title: string): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  const input = widget.locator('input').first();
  const row = widget.locator('.monaco-list-row.focused', { hasText: title });
  const type = async () => {
    if (await widget.isVisible()) await page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
    await page.keyboard.press('F1');
    await input.fill(`>${title}`, { timeout: 2000 }).catch(() => {});
  };
  await tryUntil(row, type, { each: 1500, timeout: 60_000 });
  await page.keyboard.press('Enter');
}

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** Goes on with Tab until what has the keyboard says this. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs++) {
    if ((await focusedText(page)).trim() === text) return;
    await page.keyboard.press('Tab');
  }
  expect.fail(`Tab leads to no ${text}`);
}

test('walks through its steps, and passes the exercise of lesson 1 after a wrong try, by keyboard alone', async ({
  workbench,
}) => {
  const { page } = workbench;
  const step = (title: string) =>
    page.locator('.getting-started-step', { has: page.getByRole('heading', { name: title, exact: true }) });
  await command(workbench, 'Optimizer: Show Walkthrough');
  await step('Race four optimizers').getByRole('button', { name: 'Run Tutorial Race' }).waitFor();
  await workbench.screenshot('walkthrough');
  // VS Code takes the keyboard to the whole page once more when it has drawn it.
  const done = step('Race four optimizers').locator('.codicon-getting-started-step-checked');
  await tryUntil(done, async () => {
    await tabTo(page, 'Run Tutorial Race');
    await page.keyboard.press('Enter');
  });
  const panel = await workbench.panelFrame('table');
  await panel.getByText('Finished').nth(3).waitFor();

  await command(workbench, 'Optimizer: Change Learning Rates…');
  await page.getByText('1 Selected').waitFor();
  // It keeps the keyboard however long a person looks at it.
  await page.waitForTimeout(1000);
  await workbench.answer('0.019, 0.0205');
  await panel.getByRole('heading', { name: /lr 0\.019, 0\.0205$/ }).waitFor();
  await panel.locator('tbody tr').nth(7).waitFor();

  await command(workbench, 'Optimizer: Show Walkthrough');
  for (const title of ['Race four optimizers', 'Change the learning rate'])
    await step(title).locator('.codicon-getting-started-step-checked').waitFor();
  await command(workbench, 'Optimizer: Open Lesson…');
  // The palette has rows, too, until it is closed.
  await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: '1 · Batches' }).waitFor();
  // A row may be drawn before the keyboard is there: like a person, press again.
  await tryUntil(page.locator('.quick-input-widget'), () => page.keyboard.press('Enter'), {
    state: 'hidden',
  });
  await page.getByRole('tab', { name: '1-batches.lesson.md', selected: true }).waitFor();

  await command(workbench, 'Optimizer: Show Open Exercises…');
  const exercise = 'Gradient descent from scratch';
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: exercise }).waitFor();
  await workbench.answer(exercise);
  // Rows of cells that are out of sight may be there before it.
  await page.locator('.notebook-editor .monaco-list-row.focused').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await workbench.screenshot('lesson-exercise');
  const answer = async (line: string) => {
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type(line);
    await page.keyboard.press('Control+Enter');
  };
  await answer('p = p + lr * g');
  const output = await workbench.panelFrame('.exercise');
  // Words in lines that can be read, whatever the window’s width.
  const words = output.locator('.optimizer-prose').first();
  expect(await words.evaluate((element) => getComputedStyle(element).maxWidth)).toMatch(/px$/);
  await output
    .getByText(/it climbs/)
    .first()
    .waitFor();
  // The answer stands above the rule and may have moved its last line out of sight: a key of the cursor brings it back.
  const mark = page.locator('.notebook-editor .squiggly-error').first();
  await tryUntil(mark, () => page.keyboard.press('Home'));
  await workbench.screenshot('lesson-wrong');
  await answer('p = p - lr * g');
  await output.getByText('Passed. It took 2 tries.').waitFor();
  await mark.waitFor({ state: 'detached' });
  await page.locator('.statusbar').getByText('Lesson 1: 1 of 4').waitFor();
  await workbench.screenshot('lesson-passed');
  // The page that has no title is VS Code's.
  const violations = await seriousViolations(output);
  expect(violations.filter((each) => !each.startsWith('document-title'))).toEqual([]);
}, 120_000);
