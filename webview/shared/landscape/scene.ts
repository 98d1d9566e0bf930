import type { Point, Surface, Window } from '../../../core/problems/surfaces/surface.ts';
import type { Series } from '../../../core/race/series.ts';
import type { Look, Theme } from '../theme.ts';

/** Numbers that may keep coming. */
export type Numbers = Pick<Series, 'length' | 'at' | 'stretch'>;

/** One path as the landscape draws it. */
export interface Path {
  /** No other path has it. */
  readonly key: string;
  /** Written at its end; empty for none. */
  readonly name: string;
  readonly look: Look;
  /** In place of that of its look. */
  readonly dash?: readonly number[];
  /** Another path is highlighted. */
  readonly faded: boolean;
  readonly highlighted: boolean;
  /** It ends where it leaves the landscape. */
  readonly diverged: boolean;
  /** x and y of each point, flat, in a list that only grows; null where there is none yet. */
  readonly positions: Numbers | null;
  /** Where it was at the step under the crosshair of a chart. */
  readonly ring: Point | null;
}

/** All that the landscape draws. */
export interface LandscapeScene {
  readonly surface: Surface;
  /** Where all paths start; of several starts the part of the plane that they are drawn from. */
  readonly start: Point | Window;
  readonly paths: readonly Path[];
  /** From where the person has the start now, above the others, and named in their place. Default: none. */
  readonly previews?: readonly Path[];
  /** What else there is to say while the start is moved. Default: nothing. */
  readonly startNote?: string | null;
  readonly theme: Theme;
  /** What is in view. Default, and null: all of it. */
  readonly view?: Window | null;
  /** Where somebody stands, and what is written there. Default: nowhere. */
  readonly mark?: { readonly at: Point; readonly text: string } | null | undefined;
  /** Whether the person may put the start elsewhere. Default: no. */
  readonly movesStart?: boolean;
  /** Room above and below, for the axes to line up with those of a chart beside it; null keeps its own. */
  readonly margins: { readonly top: number; readonly bottom: number } | null;
}

/** What the person does to the start of a landscape. */
export interface StartEvents {
  /** The person has let go of it elsewhere. */
  startAt(point: Point): void;
  /** The person has it there; null: it is where it was. */
  moveStart(to: Point | null): void;
}

/** What the person does to the landscape. */
export interface LandscapeEvents {
  /** The key of the path under the pointer. */
  highlight(path: string | null): void;
  /** The person brings this into view; null: all of it. */
  lookAt(part: Window | null): void;
  /** The landscape changed its size, or is to be drawn for another reason. */
  invalidate(): void;
}
