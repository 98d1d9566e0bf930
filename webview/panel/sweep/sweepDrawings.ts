import { HeatMapView } from '../../shared/sweep/heatMap.ts';
import type { PanelActions, PanelState } from '../state.ts';
import type { Stage } from '../viewSettings.ts';
import { cellFilter, heatMapScene } from './heatMapScene.ts';
import { stageOf } from './swept.ts';

/** Id of what says how the view on the stage is used. */
export const sweepHintId = 'sweep-hint';

/** What draws the views of a sweep; they live as long as the page. */
export class SweepDrawings {
  readonly #heatMap: HeatMapView;
  #state: PanelState | null = null;

  constructor(actions: PanelActions) {
    const invalidate = () => actions.invalidate();
    this.#heatMap = new HeatMapView(
      {
        invalidate,
        open: (place) => {
          const text = this.#state && cellFilter(this.#state, place);
          if (text) actions.openRuns(text);
        },
      },
      sweepHintId,
    );
  }

  /** Of what the stage shows; null of the curves. */
  elementOf(stage: Stage): HTMLElement | null {
    return stage === 'heatMap' ? this.#heatMap.element : null;
  }

  /** How large what the stage shows is, in CSS pixels. */
  sizeOf(stage: Stage): { readonly width: number; readonly height: number } | null {
    return stage === 'heatMap' ? this.#heatMap.size : null;
  }

  update(state: PanelState): void {
    this.#state = state;
    const scene = stageOf(state) === 'heatMap' ? heatMapScene(state) : null;
    if (scene) this.#heatMap.update(scene);
  }
}
