/** What a press or a key somewhere in the page means for the picked run. */

const controls = 'button, select, input, label, a, [popover]';

/**
 * Follows presses and keys.
 * @param hovered Key of the run under the pointer.
 * @param pick Picks a run, or lets go of it; null lets go of any.
 */
export function followPicks(
  root: HTMLElement,
  hovered: () => string | null,
  pick: (run: string | null) => void,
): void {
  root.addEventListener('click', ({ target }) => {
    const run = pressedRun(target, hovered());
    if (run !== undefined) pick(run);
  });
  root.addEventListener('keydown', (event) => {
    if (letsGo(event, root)) pick(null);
  });
}

/**
 * The run that was pressed: the one of the row, or in chart and landscape the one under the pointer; null: nothing was.
 * undefined: the press was not for picking.
 */
function pressedRun(target: EventTarget | null, hovered: string | null): string | null | undefined {
  if (!(target instanceof Element) || target.closest(controls)) return undefined;
  // Who selects text doesn't pick.
  if (document.getSelection()?.isCollapsed === false) return undefined;
  const row = target.closest<HTMLElement>('[data-run]');
  if (row) return row.dataset['run'] ?? null;
  return target.closest('.body') ? hovered : null;
}

/** Whether it is an Escape that has nothing else to close or to clear. */
function letsGo({ key, defaultPrevented, target }: KeyboardEvent, root: ParentNode): boolean {
  if (key !== 'Escape' || defaultPrevented || target instanceof HTMLInputElement) return false;
  return !root.querySelector('[popover]:popover-open');
}
