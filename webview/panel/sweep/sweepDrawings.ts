import { HeatMapView } from '../../shared/sweep/heatMapView.ts';
import { ParallelView } from '../../shared/sweep/parallelView.ts';
import { TuningView } from '../../shared/sweep/tuningView.ts';
import type { PanelActions, PanelState } from '../state.ts';
import type { Stage } from '../viewSettings.ts';
import { cellFilter, heatMapScene } from './heatMapScene.ts';
import { brushedText, parallelScene } from './parallelScene.ts';
import { stageOf } from './swept.ts';
import { tuningScene } from './tuningScene.ts';

/** Id of what says how the view on the stage is used. */
export const sweepHintId = 'sweep-hint';

/** What draws the views of a sweep; they live as long as the page. */
export class SweepDrawings {
  readonly #heatMap: HeatMapView;
  readonly #tuning: TuningView;
  readonly #parallel: ParallelView;
  #state: PanelState | null = null;

  constructor(actions: PanelActions) {
    const invalidate = () => actions.invalidate();
    this.#tuning = new TuningView({ invalidate });
    this.#parallel = new ParallelView({
      invalidate,
      highlight: (run) => actions.highlight(run),
      brush: (axis, to) => {
        if (this.#state) actions.find({ text: brushedText(this.#state, axis, to) });
      },
    });
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
    return this.#viewOf(stage)?.element ?? null;
  }

  /** How large what the stage shows is, in CSS pixels. */
  sizeOf(stage: Stage): { readonly width: number; readonly height: number } | null {
    return this.#viewOf(stage)?.size ?? null;
  }

  update(state: PanelState): void {
    this.#state = state;
    switch (stageOf(state)) {
      case 'heatMap': {
        const scene = heatMapScene(state);
        if (scene) this.#heatMap.update(scene);
        break;
      }
      case 'parallel':
        this.#parallel.update(parallelScene(state));
        break;
      case 'tuning': {
        const scene = tuningScene(state);
        if (scene) this.#tuning.update(scene);
        break;
      }
    }
  }

  #viewOf(stage: Stage) {
    return { curves: null, heatMap: this.#heatMap, tuning: this.#tuning, parallel: this.#parallel }[stage];
  }
}
