/** What the bench asks of a page, whatever draws its curves. */
import type { RaceView, RunUpdate } from '../../../core/protocol/panel.ts';

export interface Contestant {
  /** Puts a race on the screen. */
  show(race: RaceView): void;
  /** Adds what was recorded since. */
  update(race: string, runs: readonly RunUpdate[]): void;
  /** The canvas that has the curves; null before there is one. */
  canvas(): HTMLCanvasElement | null;
}
