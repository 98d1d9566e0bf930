/** A fair comparison in a lesson: predicted, run below its cell, given the seeds that it asks for, opened in its page, there after a reload. */
import { seriousViolations } from '../pages/axe.ts';
import { expect, test } from './workbench.ts';

test('lesson 7 ends with a verdict, and with more seeds there is another', async ({ workbench }) => {
  const { page } = workbench;
  // Cells out of sight are not drawn.
  await page.setViewportSize({ width: 1400, height: 3000 });
  await workbench.runCommand('Optimizer: Open Lesson…');
  await workbench.pick('Comparing fairly');
  await page.getByRole('tab', { name: '7-comparing.lesson.md', selected: true }).waitFor();
  await workbench.runCommand('Optimizer: Show Open Exercises…');
  await workbench.pick('Three of the four');
  await page.locator('.notebook-editor .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.quick-input-widget .quick-input-box input').waitFor();
  await workbench.answer('2');
  const output = await workbench.panelFrame('.comparison-view');
  await output.getByText(/Adam comes first; that Momentum is worse is not established\./).waitFor({
    timeout: 90_000,
  });
  await output.getByText('Right.', { exact: true }).waitFor();
  await workbench.screenshot('lesson-comparison');
  await output.getByRole('button', { name: '+ 63 more seeds' }).press('Enter');
  const verdict = /Adam wins: SGD, Momentum and RMSProp are worse on fresh seeds\./;
  await output.getByText(verdict).waitFor({ timeout: 90_000 });
  // The page that has no title is VS Code's.
  const violations = await seriousViolations(output);
  expect(violations.filter((each) => !each.startsWith('document-title'))).toEqual([]);
  await output.getByRole('button', { name: 'Open the Comparison' }).press('Enter');
  const comparison = await workbench.panelFrame('.toolbar[aria-label="Comparison"]');
  await comparison.locator('.finding').getByText(verdict).waitFor();
  await page.getByRole('tab', { name: '7-comparing.lesson.md' }).click();
  await workbench.reload();
  const again = await workbench.panelFrame('.comparison-view');
  // It may be out of sight.
  await again.getByText(verdict).waitFor({ state: 'attached' });
}, 300_000);
