/** A map in a lesson: predicted first, computed below its cell, read with keys, run in the panel, opened in its page. */
import { seriousViolations } from '../pages/axe.ts';
import { expect, test } from './workbench.ts';

test('the edge of the map of lesson 2 is predicted, and then there', async ({ workbench }) => {
  const { page } = workbench;
  await workbench.runCommand('Optimizer: Open Lesson…');
  await workbench.pick('Momentum');
  await page.getByRole('tab', { name: '2-momentum.lesson.md', selected: true }).waitFor();
  await workbench.runCommand('Optimizer: Show Open Exercises…');
  await workbench.pick('With the momentum 0.5');
  await page.locator('.notebook-editor .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.quick-input-widget .quick-input-box input').waitFor();
  await workbench.answer('0.03');
  const output = await workbench.panelFrame('.map-view');
  await output.getByText('Right.', { exact: true }).waitFor();
  await output.getByText(/Best: below 1 for good after 17 steps/).waitFor();
  await workbench.screenshot('lesson-map');
  const surface = output.getByRole('application', { name: 'Runs of the map' });
  await surface.focus();
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp']) await page.keyboard.press(key);
  await output
    .getByText(
      /^\s*Run that is held: learning rate 0\.0\d+, momentum 0\.7\d+\. Loss ≤ 1, for good: from step/,
    )
    .waitFor();
  // The page that has no title is VS Code's.
  const violations = await seriousViolations(output);
  expect(violations.filter((each) => !each.startsWith('document-title'))).toEqual([]);
  await page.keyboard.press('Enter');
  await workbench.panelFrame('[aria-label="Momentum in the chart"]');
  await page.getByRole('tab', { name: '2-momentum.lesson.md' }).click();
  // VS Code may have scrolled it out of sight.
  await output.getByRole('button', { name: 'Open as Map' }).press('Enter');
  const map = await workbench.panelFrame('.map-page .side');
  await map.getByText(/^\s*Best: below 1 for good after 17 steps/).waitFor();
}, 120_000);
