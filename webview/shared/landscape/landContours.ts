/** The contour lines of what is in view, kept while that stays the same. */
import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import { type Contours, contoursOf, grids } from './contours.ts';
import { levelsInView } from './levelsInView.ts';
import type { Window } from './projection.ts';

/** Lines that take longer, in milliseconds, are coarse while somebody zooms. */
const patience = 20;
/** Without a further view for so long, they are fine. */
const rest = 150;

interface Known {
  readonly surface: Surface;
  readonly window: Window;
  readonly contours: Contours;
}

export class LandContours {
  readonly #redraw: () => void;
  readonly #now: () => number;
  #known: Known | null = null;
  /** Of the surface that they were computed of last, in milliseconds. */
  #took = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param redraw Finer lines can be had. @param now Milliseconds from any clock. */
  constructor(redraw: () => void, now: () => number = () => performance.now()) {
    this.#redraw = redraw;
    this.#now = now;
  }

  /** @param isWhole Whether all of the landscape is in view. */
  of(surface: Surface, window: Window, isWhole: boolean): Contours {
    const known = this.#known;
    const isSame = known?.surface === surface;
    if (isSame && JSON.stringify(known.window) === JSON.stringify(window)) return known.contours;
    if (!isSame) this.#took = 0;
    clearTimeout(this.#timer);
    const levels = isWhole ? surface.levels : levelsInView(surface, window);
    const isCoarse = this.#took > patience;
    const contours = isCoarse
      ? contoursOf(surface, window, levels, grids.coarse)
      : this.#fine(surface, window, levels);
    this.#known = { surface, window, contours };
    if (isCoarse)
      this.#timer = setTimeout(() => {
        this.#known = { surface, window, contours: this.#fine(surface, window, levels) };
        this.#redraw();
      }, rest);
    return contours;
  }

  #fine(surface: Surface, window: Window, levels: readonly number[]): Contours {
    const begin = this.#now();
    const contours = contoursOf(surface, window, levels);
    this.#took = this.#now() - begin;
    return contours;
  }
}
