import type { Curve } from '../../shared/curves/curve.ts';
import type { RunData } from './runData.ts';

/** A run with what is drawn of it. */
export interface DrawnRun {
  readonly run: RunData;
  readonly curve: Curve;
}
