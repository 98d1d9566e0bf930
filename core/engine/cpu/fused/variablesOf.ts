/** The variables of a function of runs side by side, in the precision of the runs. */
import { DoubleVariables } from './doubleVariables.ts';
import type { LaneText } from './laneText.ts';
import type { LaneVariables } from './laneVariables.ts';
import { SingleVariables } from './singleVariables.ts';

export function variablesOf(text: LaneText): LaneVariables {
  return text.precision === 'float32'
    ? new SingleVariables(text)
    : new DoubleVariables(text.constants, text.shape.vectors);
}
