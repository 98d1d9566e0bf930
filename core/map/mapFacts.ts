/** A map as people are told of it. */
import type { LessonTopic } from '../debug/inspector/lessonTopics.ts';
import type { MapAxis } from '../experiment/map/mapAxis.ts';
import type { MapSetting } from '../experiment/map/mapSettings.ts';
import type { Point } from '../problems/surfaces/surface.ts';

/** An optimizer that the map could be of. */
export interface MapOptimizer {
  /** Its id, or the path of its file. */
  readonly name: string;
  readonly label: string;
}

/** What is told of a map before any of its runs is computed. */
export interface MapFacts {
  /** `Momentum on Rosenbrock` */
  readonly title: string;
  /** Of the optimizer, in the palette of twelve. */
  readonly color: number;
  /** Of each run. */
  readonly steps: number;
  readonly target: number | null;
  /** `(1, 10)`: where runs start; null where there is no such place. */
  readonly start: string | null;
  /** `CPU, float64` */
  readonly engine: string;
  readonly settings: readonly MapSetting[];
  readonly optimizer: string;
  readonly optimizers: readonly MapOptimizer[];
  /** Of the axes those that may become wider by themselves, where the best is at their edge. */
  readonly grows: { readonly x: boolean; readonly y: boolean };
  /** The minima of the surface that runs start all over, where there are several; none of others. */
  readonly minima: readonly Point[];
  /** The lesson that explains what is seen; null where none does. */
  readonly topic: LessonTopic | null;
  /** The whole of the map; of a restored one the part that was in view is in `place`. */
  readonly x: MapAxis;
  readonly y: MapAxis;
}
