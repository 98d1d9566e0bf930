import type { Frame, Locator } from 'playwright-core';

/** Text of the body's cells, row by row, in words a person would read. */
export async function readRows(frame: Frame): Promise<string[][]> {
  return frame
    .locator('table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim())),
    );
}

/** The row of the run whose first cell starts with `name`. */
function rowOf(frame: Frame, name: string): Locator {
  return frame.locator('table tbody tr').filter({ has: frame.getByText(name, { exact: true }) });
}

/** The cell under the column head `head` in the row of `name`. */
export async function readCell(frame: Frame, name: string, head: string): Promise<string> {
  const heads = await frame
    .locator('table thead th')
    .evaluateAll((cells) => cells.map((cell) => (cell.textContent ?? '').trim()));
  const index = heads.indexOf(head);
  const cells = rowOf(frame, name).first().locator('th, td');
  return ((await cells.nth(index).textContent()) ?? '').trim();
}

/** How many steps the toolbar says are done. */
export async function readStep(frame: Frame): Promise<number> {
  const text = await frame.locator('.counter').textContent();
  return Number(text?.split('/')[0]?.replaceAll(/\D/g, ''));
}

/** Where there is no room for it, the speed is in the menu. */
export async function setSpeed(frame: Frame, speed: string): Promise<void> {
  const select = frame.getByLabel('Speed');
  const isInMenu = !(await select.isVisible());
  if (isInMenu) await frame.getByRole('button', { name: 'More', exact: true }).click();
  await select.selectOption(speed);
  if (isInMenu) await select.press('Escape');
}
