/** Runs as comparisons see them, with what a test wants to be different. */
import type { Findable } from '../../../core/compare/runFilter.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { beforeStart } from '../../../core/race/runRecord.ts';
import type { NamedSpec } from '../../../core/race/runSettings.ts';

export interface Compared extends Findable {
  readonly score: number;
}

export function compared(
  change: Partial<RunSpec & Pick<NamedSpec, 'name'>> & { lr?: number; score?: number } = {},
): Compared {
  const { lr = 0.1, score = 1, ...facts } = change;
  const { name = 'Adam' } = facts;
  return {
    facts: {
      id: '',
      name,
      problem: { surface: 'valley' },
      optimizer: name.toLowerCase(),
      schedule: null,
      batchSize: null,
      seed: 0,
      steps: 100,
      stepsPerEpoch: 1,
      evaluateEvery: 1,
      stop: {},
      engine: 'auto',
      ...facts,
      hyperparameters: { ...facts.hyperparameters, lr },
    },
    name: `${name} lr ${lr}`,
    state: { ...beforeStart, status: { kind: 'finished' }, loss: score, best: score },
    score,
  };
}

export const scoreOf = ({ score }: Compared): number => score;
