/** Lines, and what is said of the step, keep the room that they once had, so that nothing below them moves while a person goes through the steps. */

interface Kept {
  readonly of: unknown;
  readonly width: number;
  height: number;
}

const kept = new WeakMap<HTMLElement, Kept>();

/**
 * After the page was drawn. Another width begins anew, and so does another run.
 * @param of The run that is shown.
 * @returns Whether the page is higher or less high than before.
 */
export function keepHeights(root: HTMLElement, of: unknown): boolean {
  let isOther = false;
  for (const line of root.querySelectorAll<HTMLElement>('.line, .said')) {
    const { offsetWidth: width } = line;
    const known = kept.get(line);
    if (known?.width !== width || known.of !== of) {
      line.style.minHeight = '';
      kept.set(line, { of, width, height: line.offsetHeight });
    } else if (line.offsetHeight > known.height) known.height = line.offsetHeight;
    else continue;
    line.style.minHeight = `${kept.get(line)?.height ?? 0}px`;
    isOther = true;
  }
  return isOther;
}
