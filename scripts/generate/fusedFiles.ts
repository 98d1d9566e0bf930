/** What a person reads of whole runs on a surface that are one function, and of such runs side by side. */
import { laneModule } from '../../core/engine/cpu/fused/laneModule.ts';
import { type LaneText, laneTextOf } from '../../core/engine/cpu/fused/laneText.ts';
import { runSource } from '../../core/engine/cpu/fused/runSource.ts';
import { describeRun, type Varied } from '../../core/engine/cpu/fused/runText.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import { findOptimizer } from '../../core/optimizers/index.ts';
import { fillSettings } from '../../core/rule/check/settings.ts';
import { textFormat } from './textFormat.ts';

const rate: Varied = { kind: 'hyperparameter', name: 'lr' };

/** Sums and products alone, a rule with roots and powers, and a formula that is typed, with a start on its axes. */
const runs: Readonly<Record<string, readonly [run: RunSpec, varied: readonly Varied[]]>> = {
  momentum: [runOf('momentum', { surface: 'valley' }), [rate, { kind: 'hyperparameter', name: 'momentum' }]],
  adam: [runOf('adam', { surface: 'valley' }), [rate, { kind: 'hyperparameter', name: 'beta2' }]],
  typed: [
    runOf('momentum', { formula: '(x**2 + y - 11)**2 + x*y**3/7', start: [1, 1] }),
    [
      { kind: 'start', axis: 'x' },
      { kind: 'start', axis: 'y' },
    ],
  ],
};
const target = 0.01;
/** The smallest: others say the same of more vectors and more steps. */
const shape = { vectors: 1, stepsInRow: 1 };

function runOf(optimizer: string, problem: RunSpec['problem']): RunSpec {
  const rule = findOptimizer(optimizer)?.rule;
  if (!rule) throw new RangeError(`optimizer = ${optimizer} — expected one of the table`);
  return {
    ...{ id: '', problem, optimizer, hyperparameters: fillSettings(rule), schedule: null, batchSize: null },
    ...{ seed: null, steps: 200, stepsPerEpoch: 1, evaluateEvery: 1, stop: {}, engine: 'auto' },
  };
}

function singleOf(...[run, varied]: readonly [run: RunSpec, varied: readonly Varied[]]): LaneText {
  const text = describeRun(run, varied, target, 'float32');
  const inLanes = text.kind === 'fallback' ? null : laneTextOf(text, 'float32');
  if (!inLanes) throw new TypeError(`${run.optimizer} — expected a run that lanes compute`);
  return inLanes;
}

/** Path and text of each: `fused/adam.js`. */
export function fusedFiles(): readonly (readonly [file: string, text: string])[] {
  return Object.entries(runs).flatMap(([name, [run, varied]]) => {
    const text = describeRun(run, varied, target);
    const inLanes = text.kind === 'fallback' ? null : laneTextOf(text);
    if (text.kind === 'fallback' || !inLanes)
      throw new TypeError(`${name} — expected a run that lanes compute`);
    return [
      [`fused/${name}.js`, runSource(text)],
      [`fused/${name}.wat`, textFormat(laneModule({ ...inLanes, shape }).code)],
      [`fused/${name}.single.wat`, textFormat(laneModule({ ...singleOf(run, varied), shape }).code)],
    ] as const;
  });
}
