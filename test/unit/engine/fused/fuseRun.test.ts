/** To the last bit the fused function comes to what the runner comes to, step by step. */
import { describe, expect, test } from 'vitest';
import type { Varied } from '../../../../core/engine/cpu/fused/fuseRun.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { settingsOf } from '../../rule/everySetting.ts';
import { specOf } from '../runs.ts';
import { fused, recordSpec, scoreOfLosses, withValues } from './scores.ts';

const rateAndX: readonly Varied[] = [
  { kind: 'hyperparameter', name: 'lr' },
  { kind: 'start', axis: 'x' },
];

describe.each(optimizers)('$id on every surface', ({ id, rule }) => {
  test.each(Object.entries(settingsOf(rule)))('%s', async (_, settings) => {
    for (const surface of surfaces) {
      const [x, y] = surface.starts[1]?.at ?? surface.start;
      const spec = runOf(id, { surface: surface.id, start: [x, y] }, settings);
      const { losses } = await recordSpec(spec);
      const target = losses[25] ?? 1;
      const score = fused(spec, rateAndX, target);
      for (const [rate, start] of [
        [surface.learningRate, x],
        [0.3, x],
        [100 * surface.learningRate, x + 0.1],
      ] as const) {
        const expected = scoreOfLosses(await recordSpec(withValues(spec, rateAndX, [rate, start])), target);
        expect({ surface: surface.id, rate, ...score(rate, start) }).toEqual({
          surface: surface.id,
          rate,
          ...expected,
        });
      }
    }
  });
});
