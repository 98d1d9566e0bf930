/**
 * Groups of controls that take one tab stop: Tab enters where the focus was last, arrow keys walk. A group says so by
 * `data-walk`: `row` is walked by left and right, `column` by up and down; `data-items` selects what is walked.
 * https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex
 */

const groups = '[data-walk]';

/** What takes the tab stop of each group. */
const stops = new WeakMap<HTMLElement, HTMLElement>();

/** After the page was drawn: each group has one tab stop, whatever came or went. */
export function keepOneStop(root: Element): void {
  for (const group of root.querySelectorAll<HTMLElement>(groups)) {
    const items = itemsOf(group);
    const last = stops.get(group);
    const stop = last && items.includes(last) ? last : items[0];
    for (const item of items) {
      const index = item === stop ? 0 : -1;
      if (item.getAttribute('tabindex') !== String(index)) item.tabIndex = index;
    }
  }
}

/** Follows the focus and the keys, anywhere in the page. */
export function followStops(root: HTMLElement): void {
  root.addEventListener('focusin', takeStop);
  root.addEventListener('keydown', walk);
}

function walk(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (event.defaultPrevented || ctrlKey || metaKey || altKey) return;
  const found = groupOf(target);
  if (!found) return;
  const { items, at, isRow } = found;
  const to = placeAfter(key, at, items.length, isRow);
  if (to === null) return;
  // Else it would scroll the page, or change what a select has chosen.
  event.preventDefault();
  items[to]?.focus();
}

/** A focus comes by a key or by a press. */
function takeStop({ target }: Event): void {
  const found = groupOf(target);
  const item = found?.items[found.at];
  if (!found || !item) return;
  stops.set(found.group, item);
  for (const each of found.items) each.tabIndex = each === item ? 0 : -1;
}

function placeAfter(key: string, at: number, count: number, isRow: boolean): number | null {
  if (key === (isRow ? 'ArrowRight' : 'ArrowDown')) return Math.min(count - 1, at + 1);
  if (key === (isRow ? 'ArrowLeft' : 'ArrowUp')) return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** The group that a control is an item of, and its place there. */
function groupOf(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return null;
  const group = target.closest<HTMLElement>(groups);
  if (!group) return null;
  const items = itemsOf(group);
  const at = items.indexOf(target);
  return at < 0 ? null : { group, items, at, isRow: group.dataset['walk'] === 'row' };
}

/** In the order of the page; a menu within the group is walked by itself. */
function itemsOf(group: HTMLElement): HTMLElement[] {
  const all = group.querySelectorAll<HTMLElement>(group.dataset['items'] ?? 'button');
  return [...all].filter((item) => item.parentElement?.closest(`${groups}, [popover]`) === group);
}
