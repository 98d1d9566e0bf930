import { render, type TemplateResult } from 'lit/html.js';
import { keepOneStop } from '../shared/controls/oneStop.ts';

/** Draws the page anew; the keyboard stays where it is. */
export function renderKeepingFocus(content: TemplateResult, root: HTMLElement): void {
  const focused = document.activeElement;
  const row = focused?.closest('tr[data-run]');
  render(content, root);
  keepOneStop(root);
  // A row that changes its place loses the focus.
  if (focused instanceof HTMLElement && focused !== document.activeElement && root.contains(focused))
    focused.focus({ preventScroll: true });
  // One that is gone leaves it to the one that is last now.
  if (row && !root.contains(row)) [...root.querySelectorAll<HTMLElement>('tr[data-run]')].at(-1)?.focus();
}
