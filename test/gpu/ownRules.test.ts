/** Experiments with rules of people's own on a device, from the text of the file to the last loss. */
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { enginesOf } from '../../core/engine/engines.ts';
import { planners } from '../../core/engine/gpu/planners.ts';
import { distance } from '../../core/engine/gpu/selfTest/distance.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import { kernelsOf } from '../unit/engine/networkTools.ts';
import { createRunner, recordedIn } from '../unit/engine/runs.ts';
import { onDigits, onValley } from '../unit/experiment/faults.ts';
import { filesOf } from '../unit/experiment/ownRules.ts';
import { gpu, test } from './device.ts';

/** Of the largest loss, as of the rules that ship. */
const tolerance = 1e-5;

/** What no rule that ships has together: a look-ahead, a scalar, a choice by element, a norm, an option. */
const text = `# A rule for this test.
name "Mine"

lr    = 0.01 in [0, inf)
decay = 0.9  in [0, 1)

option bounded = true

state m, v = 1
scalar product = 1

update
  g = gradient at p - lr * decay * m
  product *= decay
  m = decay * m + (1 - decay) * g
  v = decay * v + (1 - decay) * g**2
  m_hat = m / (1 - product)
  if bounded
    size = norm(m_hat)
    m_hat /= max(size, 1)
  if g * m > 0
    p -= lr * m_hat / (sqrt(v) + 0.1)
  else
    p -= lr * 0.5 * tanh(g)
`;

const rules = filesOf({ './mine.optimizer': text });
const mine = { optimizers: [{ optimizer: './mine.optimizer' }], engine: 'gpu' };

const service = new DeviceService((device) => new DeviceRuns(device));
const link = { request: (request: never) => service.handle(request) as never };
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(() => void vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' }));
afterAll(() => void vi.unstubAllGlobals());

/** Runs to the end. */
async function play(experiment: object, name: string) {
  const engines = enginesOf({ kernels: kernelsOf('simd'), gpu: { link, wait, name, planners } });
  const runner = await createRunner(experiment, { engines, rules });
  while (!runner.ended) await runner.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const piece = runner.takePiece();
  return { ...recordedIn(piece), engine: piece.state.engine?.description ?? '' };
}

describe('a rule of one’s own', () => {
  test.for([
    ['a network', onDigits({ ...mine, batch_size: [32], epochs: 1, lr: [0.01] })],
    ['a surface', onValley({ ...mine, steps: 100, lr: [0.1] })],
  ] as const)('trains %s on the device as the CPU does', async ([name, experiment], { device }) => {
    expect(device).toBeDefined();
    const found = await play(experiment, name);
    const expected = await play({ ...experiment, engine: 'cpu' }, `${name} on the CPU`);
    expect(found.engine).toContain('GPU');
    expect(expected.engine).not.toContain('GPU');
    expect(found.losses.length).toBe(expected.losses.length);
    expect(found.losses.at(-1)).toBeLessThan(0.9 * (found.losses[0] ?? 0));
    expect(distance(found.losses, expected.losses)).toBeLessThan(tolerance);
  });
});
