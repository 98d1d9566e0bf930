import type { Pen } from '../../shared/pen.ts';
import { drawHeatMap } from '../../shared/sweep/drawHeatMap.ts';
import { drawParallel } from '../../shared/sweep/drawParallel.ts';
import { drawTuning } from '../../shared/sweep/drawTuning.ts';
import { leastHeight } from '../../shared/sweep/tuningLayout.ts';
import type { PanelState } from '../state.ts';
import { heatMapScene } from './heatMapScene.ts';
import { parallelScene } from './parallelScene.ts';
import { stageOf } from './swept.ts';
import { tuningScene } from './tuningScene.ts';

/** Draws the view of a sweep that is on the stage, once, for a picture. */
export interface SweepPainter {
  /** In pixels, for a drawing so wide. */
  readonly leastHeight: (width: number) => number;
  readonly draw: (pen: Pen, width: number, height: number) => void;
}

const nothing: SweepPainter = { leastHeight: () => 0, draw() {} };

export function sweepPainter(state: PanelState): SweepPainter {
  switch (stageOf(state)) {
    case 'curves':
      return nothing;
    case 'heatMap': {
      const scene = heatMapScene(state);
      return scene
        ? { leastHeight: () => 0, draw: (pen, width, height) => drawHeatMap(pen, scene, width, height) }
        : nothing;
    }
    case 'tuning': {
      const scene = tuningScene(state);
      return scene
        ? {
            leastHeight: (width) => leastHeight(scene, width),
            draw: (pen, width, height) => drawTuning(pen, scene, width, height),
          }
        : nothing;
    }
    case 'parallel': {
      const scene = parallelScene(state);
      return { leastHeight: () => 0, draw: (pen, width, height) => drawParallel(pen, scene, width, height) };
    }
  }
}
