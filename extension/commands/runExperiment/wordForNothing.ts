import { clipped } from '../../../core/format.ts';

const longestShown = 40;

/** What to say where no listed name has what was typed in it; null where one has. */
export function wordForNothing(typed: string, listed: readonly string[]): string | null {
  const text = typed.trim().toLowerCase();
  if (text === '' || listed.some((name) => name.toLowerCase().includes(text))) return null;
  return `Nothing in this list is called ${clipped(typed.trim(), longestShown)}`;
}
