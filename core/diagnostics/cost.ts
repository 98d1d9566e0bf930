/** About how long diagnostics of a run take, before anything is computed. */
import { workOfStep } from '../engine/gpu/auto/raceWork.ts';
import { epochsAfter } from '../epochs.ts';
import { type DataShape, rowsOf } from '../experiment/dataShape.ts';
import { trainsOnData } from '../experiment/modelProblem.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { type DiagnosticId, diagnosticIds, diagnostics } from './index.ts';
import { measuredSteps, sampledSteps } from './sampledSteps.ts';

export interface DiagnosisCost {
  /** Seconds to compute the run again. */
  readonly replay: number;
  /** Seconds beside that. */
  readonly each: Readonly<Record<DiagnosticId, number>>;
}

/** As measured on a core of a server: multiplications of a network in float64 in a second, */
const perSecond = 3e8;
/** what a step takes beside its gradient, */
const besideGradient = 5e-6;
/** and a gradient of a surface. */
const surfaceGradient = 2e-7;

/** @param shape Of the data; undefined on surfaces. */
export function costOf(
  { spec, stepsDone }: { readonly spec: RunSpec; readonly stepsDone: number },
  shape: DataShape | undefined,
): DiagnosisCost {
  const { problem, stepsPerEpoch } = spec;
  const rows = rowsOf(problem, shape) ?? 1;
  const secondsOf = (count: number) =>
    trainsOnData(problem) && shape
      ? workOfStep([shape.features, ...problem.hidden, Math.max(1, shape.classes)], count) / perSecond
      : surfaceGradient;
  const rowsOfStep = (rows * epochsAfter(stepsPerEpoch, stepsDone)) / Math.max(1, stepsDone);
  const [ofBatch, ofWhole] = [secondsOf(rowsOfStep), secondsOf(rows)];
  const sampled = sampledSteps(stepsDone);
  const secondsFor = (id: DiagnosticId) => {
    const { every, gradients } = diagnostics[id];
    const { length } = measuredSteps(sampled, every);
    return length * (gradients.batch * ofBatch + gradients.whole * ofWhole + besideGradient);
  };
  return {
    replay: stepsDone * (ofBatch + besideGradient),
    each: Object.fromEntries(diagnosticIds.map((id) => [id, secondsFor(id)])) as DiagnosisCost['each'],
  };
}
