/** What ends a run, written in Python: lines that give `why`, which is None while it goes on. */

import { divergenceLimits } from '../../engine/lossLimit.ts';
import { epochsAfter } from '../../epochs.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import { pythonFloat } from '../pythonValue.ts';

export interface StopCode {
  /** Before the loop. */
  readonly setup: readonly string[];
  /** After the loss of a step. */
  readonly afterLoss: readonly string[];
  /** After an evaluation. */
  readonly afterEvaluation: readonly string[];
  readonly imports: readonly string[];
  /** What is left out, and what happens instead. */
  readonly notes: readonly string[];
}

const { loss: largest, growth } = divergenceLimits;

export function stopCode({ stop, stepsPerEpoch, steps }: RunSpec): StopCode {
  const { target, patience, seconds } = stop;
  const hasTarget = target !== undefined && typeof stepsPerEpoch === 'number';
  const isMean = hasTarget && stepsPerEpoch > 1;
  const mean = isMean ? 'sum(recent) / len(recent)' : 'loss';
  const notes = [
    ...(seconds === undefined
      ? []
      : [`The run’s time limit of ${seconds} s is left out: the script does all ${steps} steps.`]),
    ...(target === undefined || hasTarget
      ? []
      : [
          `The run ends at a mean loss of ${target} over one epoch; with batches that change their size this is left out, and the script does all ${steps} steps.`,
        ]),
  ];
  return {
    imports: ['import math', ...(isMean ? ['import collections'] : [])],
    setup: [
      ...(isMean ? [`recent = collections.deque(maxlen=${stepsPerEpoch})  # the losses of one epoch`] : []),
      ...(patience === undefined ? [] : ['lowest, without_gain = math.inf, 0']),
    ],
    afterLoss: [
      ...(isMean ? ['recent.append(loss)'] : []),
      'why = None',
      `if not (math.isfinite(loss) and loss <= max(${largest}, ${growth} * losses[0])):`,
      '    why = "the loss has grown without bound"',
      ...(hasTarget
        ? [`elif ${mean} <= ${pythonFloat(target)}:`, `    why = "the loss has reached ${target}"`]
        : []),
      'elif step == STEPS:',
      '    why = "all steps are done"',
    ],
    afterEvaluation:
      patience === undefined
        ? []
        : [
            'without_gain = 0 if scores[0] < lowest else without_gain + 1',
            'lowest = min(lowest, scores[0])',
            `if why is None and without_gain >= ${patience}:`,
            `    why = "no evaluation was better for ${patience} in a row"`,
          ],
    notes,
  };
}

/** Epochs from one evaluation to the next: a run is evaluated a thousand times at most. */
export function evaluationInterval({ evaluateEvery, stepsPerEpoch, steps }: RunSpec): number {
  return Math.max(evaluateEvery, Math.ceil(epochsAfter(stepsPerEpoch, steps) / 1000));
}
