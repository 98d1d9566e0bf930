/** What the page draws by itself: the chart of losses, the landscape, and the views of a sweep. */
import { LossChart } from '../shared/chart/lossChart.ts';
import { Landscape } from '../shared/landscape/landscape.ts';
import type { StartEvents } from '../shared/landscape/scene.ts';
import { chartHintId, type Drawings } from './figures/figures.ts';
import { landscapeScene } from './scene/landscapeScene.ts';
import { lossScene } from './scene/lossScene.ts';
import { hasLandscape, type PanelActions, type PanelState } from './state.ts';
import { SweepDrawings } from './sweep/sweepDrawings.ts';
import { stageOf } from './sweep/swept.ts';

export class PanelDrawings implements Drawings {
  readonly chart: LossChart;
  readonly landscape: Landscape;
  readonly sweeps: SweepDrawings;

  constructor(actions: PanelActions, start: StartEvents) {
    this.chart = new LossChart(actions, chartHintId);
    this.landscape = new Landscape(actions, start);
    this.sweeps = new SweepDrawings(actions);
  }

  /** The size of the figure that can be saved as a picture, in CSS pixels. */
  sizeOf(state: PanelState): { readonly width: number; readonly height: number } {
    return this.sweeps.sizeOf(stageOf(state)) ?? this.chart.size;
  }

  /** @returns Whether the page around them says something else now: the caption names the stretch of the landscape. */
  update(state: PanelState): boolean {
    if (stageOf(state) !== 'curves') {
      this.sweeps.update(state);
      return false;
    }
    this.chart.update(lossScene(state));
    const { surface } = state.race;
    if (!surface || !hasLandscape(state)) return false;
    const { stretch } = this.landscape;
    this.landscape.update(landscapeScene(state, surface, this.chart.frame));
    return this.landscape.stretch !== stretch;
  }
}
