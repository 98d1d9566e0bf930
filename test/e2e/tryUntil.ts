/** A person's second try: a busy window may lose a key, or a click on what it draws anew at that moment. */
import type { Locator } from 'playwright-core';
import { expect } from './workbench.ts';

interface Patience {
  /** What is awaited of the place; `visible` by default. */
  readonly state?: 'visible' | 'hidden';
  /** Milliseconds after which it is done once more; 3,000 by default. */
  readonly each?: number;
  /** Milliseconds until the test fails; 30,000 by default. */
  readonly timeout?: number;
}

/** Clicks an entry of an open menu; where the menu closes first, as it does where the rows below it are drawn anew, nothing happens. */
export async function clickInMenu(entry: Locator): Promise<void> {
  const patience = { timeout: 5000 };
  try {
    await entry.hover(patience);
    // VS Code takes no click on a menu in its first tenth of a second.
    await entry.page().waitForTimeout(200);
    await entry.click(patience);
  } catch {}
}

/** Does something, and does it again until the place is there, or gone. */
export async function tryUntil(
  place: Locator,
  act: () => Promise<void>,
  patience: Patience = {},
): Promise<void> {
  const { state = 'visible', each = 3000, timeout = 30_000 } = patience;
  const isSo = async () => {
    await act();
    return place.waitFor({ state, timeout: each }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(isSo, { timeout }).toBe(true);
}
