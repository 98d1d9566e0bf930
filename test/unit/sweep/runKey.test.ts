import { describe, expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Recording } from '../../../core/experiment/recording.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { arithmeticOfRun, type KeyedRun, runKey } from '../../../core/sweep/runKey.ts';

const network: RunSpec = {
  id: 'run-0',
  problem: { csv: 'houses.csv', target: 'price', hidden: [16, 8], activation: 'relu', validation: 0.2 },
  optimizer: 'adam',
  hyperparameters: { lr: 0.01, beta1: 0.9 },
  schedule: { name: 'StepLR', step_size: 3, gamma: 0.5, per: 'epoch' },
  batchSize: 32,
  seed: 7,
  steps: 600,
  stepsPerEpoch: 20,
  evaluateEvery: 2,
  stop: { target: 0.1, patience: 3 },
  engine: 'auto',
};
const recording: Recording = { keep: 'thinned', points: 500, target: 0.1 };
const run: KeyedRun = { spec: network, recording, data: 'ab'.repeat(32), arithmetic: 'SIMD' };
const key = runKey(run);
const withSpec = (changes: Partial<RunSpec>) => runKey({ ...run, spec: { ...network, ...changes } });

test('is this one, on every machine', () => {
  expect(key).toBe('86ea6eb4a26a2bfe9307be2938cd806d3e564bb218288f415fc18bbf6033f7a7');
  const [valley] = expandExperiment(
    parseExperiment({
      problem: { surface: 'valley' },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [0.01],
      steps: 7,
    }),
  );
  if (!valley) throw new Error('expected a run');
  const ofValley = {
    spec: valley,
    recording: { keep: 'steps', points: 0, target: null },
    data: undefined,
  } as const;
  expect(runKey({ ...ofValley, arithmetic: 'SIMD' })).toBe(
    '7b877cbb90d5f19f3186a94b14b49225985b199edf7cd5cf24ab5b5b4007824b',
  );
});

describe('is another', () => {
  test.each<[string, Partial<RunSpec>]>([
    ['problem', { problem: { ...network.problem, validation: 0.1 } as RunSpec['problem'] }],
    ['optimizer', { optimizer: 'sgd' }],
    ['hyperparameters', { hyperparameters: { lr: 0.02, beta1: 0.9 } }],
    ['layerRates', { layerRates: [0.01, 0.02, 0.03] }],
    ['schedule', { schedule: null }],
    ['batchSize', { batchSize: 16 }],
    ['seed', { seed: 8 }],
    ['steps', { steps: 601 }],
    ['stepsPerEpoch', { stepsPerEpoch: 21 }],
    ['evaluateEvery', { evaluateEvery: 1 }],
    ['stop', { stop: { target: 0.1, patience: 4 } }],
    ['engine', { engine: 'float64' }],
  ])('with another %s', (_, changes) => {
    expect(withSpec(changes)).not.toBe(key);
  });

  test('with other data, arithmetic, or another record', () => {
    const others = [
      { ...run, data: 'cd'.repeat(32) },
      { ...run, data: undefined },
      { ...run, arithmetic: 'relaxed SIMD, fused' },
      { ...run, recording: { ...recording, keep: 'steps' } as const },
      { ...run, recording: { ...recording, points: 499 } },
      { ...run, recording: { ...recording, target: null } },
    ];
    const keys = others.map((each) => runKey(each));
    expect(new Set([key, ...keys]).size).toBe(others.length + 1);
  });

  test('with another text of a rule of one’s own', () => {
    const ruled = (text: string) =>
      withSpec({
        rule: { place: 'file:///a', version: '0', gradients: 1, text },
        optimizer: './a.optimizer',
      });
    const rule = (step: string) => `name "A"\n\nlr = 0.1 in (0, 1]\n\nupdate\n  p -= ${step}\n`;
    expect(ruled(rule('lr * g'))).not.toBe(ruled(rule('lr * g / 2')));
    expect(ruled(rule('lr * g'))).toBe(ruled(`# As before.\n${rule('lr  * g')}`));
  });
});

describe('is the same', () => {
  test('for how many points are kept where they are not thinned', () => {
    const steps = (points: number) => runKey({ ...run, recording: { ...recording, keep: 'steps', points } });
    expect(steps(1)).toBe(steps(2));
  });

  test('for every arithmetic of networks where the run has none', () => {
    const surface: RunSpec = { ...network, problem: { surface: 'valley' }, batchSize: null };
    const of = (arithmetic: string) => runKey({ ...run, spec: surface, arithmetic });
    expect(of('SIMD')).toBe(of('relaxed SIMD, fused'));
    expect(arithmeticOfRun({ ...network, engine: 'float64' }, 'SIMD')).toBe('float64');
  });
});
