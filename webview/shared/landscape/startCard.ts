import type { Point } from '../../../core/problems/surfaces/surface.ts';
import type { Projection } from './projection.ts';

/** From the border of the frame, in pixels. */
const gap = 4;

/** Says where the start is, and what becomes of it, at the end of the landscape that is further from it. */
export class StartCard {
  readonly element = document.createElement('div');

  constructor() {
    this.element.className = 'start-card';
    // Who doesn't see it is told by the landscape.
    this.element.setAttribute('aria-hidden', 'true');
    this.element.hidden = true;
  }

  /** @param lines None: nothing is said. */
  update(lines: readonly string[], at: Point, { frame, y }: Projection, height: number): void {
    this.element.hidden = lines.length === 0;
    if (lines.length === 0) return;
    this.element.textContent = lines.join('\n');
    const { style } = this.element;
    const isHigh = y(at[1]) < (frame.top + frame.bottom) / 2;
    style.setProperty('left', `${frame.left + gap}px`);
    style.setProperty('max-width', `${frame.right - frame.left - 2 * gap}px`);
    style.setProperty('top', isHigh ? 'auto' : `${frame.top + gap}px`);
    style.setProperty('bottom', isHigh ? `${height - frame.bottom + gap}px` : 'auto');
  }
}
