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
