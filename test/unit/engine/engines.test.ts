import { describe, expect, test } from 'vitest';
import type { Engine, Support } from '../../../core/engine/engine.ts';
import { chooseEngine, enginesOf } from '../../../core/engine/engines.ts';
import { createMethod } from '../../../core/engine/method.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { surfaceObjective } from '../../../core/problems/surfaces/surfaceObjective.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner, specOf } from './runs.ts';

const kernels = kernelsOf('simd');
const none = 'there is no WebAssembly';
const formula = onValley({ problem: { formula: 'x**2 + y**2' } });

describe('the machine’s engines', () => {
  test.each([
    ['a surface', onValley(), kernels, 'JavaScript, float64'],
    ['a formula', formula, kernels, 'JavaScript, float64'],
    ['a surface, without kernels', onValley(), none, 'JavaScript, float64'],
    ['a network', onDigits(), kernels, 'WebAssembly (SIMD), float32'],
    ['a network on the processor', onDigits({ engine: 'cpu' }), kernels, 'WebAssembly (SIMD), float32'],
    ['a network, without kernels', onDigits(), none, `JavaScript, float64, since ${none}`],
    ['a network in double precision', onDigits({ engine: 'float64' }), kernels, 'JavaScript, float64'],
    [
      'a network in double precision, without kernels',
      onDigits({ engine: 'float64' }),
      none,
      'JavaScript, float64',
    ],
    [
      'a network on a GPU that can’t be reached',
      onDigits({ engine: 'gpu' }),
      kernels,
      'WebAssembly (SIMD), float32, since there is no way to a GPU here',
    ],
    [
      'a network on a GPU that can’t be reached, without kernels',
      onDigits({ engine: 'gpu' }),
      none,
      'JavaScript, float64, since there is no way to a GPU here',
    ],
    [
      'a network whose engine is left to the machine',
      onDigits({ engine: 'auto' }),
      kernels,
      'WebAssembly (SIMD), float32',
    ],
  ])('compute %s', async (_, experiment, machineKernels, description) => {
    const engines = enginesOf({ kernels: machineKernels });
    const runner = await createRunner(experiment, { engines });
    const [, reason] = description.split(', since ');
    expect(runner.takePiece().state.engine).toEqual({
      precision: description.includes('float32') ? 'float32' : 'float64',
      threads: 1,
      description,
      ...(reason !== undefined && { reason }),
    });
  });
});

/** @param reason Of not supporting anything; true: supports all. */
const fake = (support: Support): Engine => ({
  supports: () => support,
  createTrainer: () => expect.fail('is only chosen'),
});
const all = fake({ supported: true });
const notMade = fake({ supported: false, reason: null });
const broken = fake({ supported: false, reason: 'its driver is old' });
const absent = fake({ supported: false, reason: 'there is no device' });
const spec = specOf(onValley());

test.each<[string, Engine[], Engine, string | null]>([
  ['the first one', [all, fake({ supported: true })], all, null],
  ['the first that can', [notMade, all], all, null],
  ['with the reason of one that would be preferred', [broken, all], all, 'its driver is old'],
  ['with the first of several reasons', [notMade, broken, absent, all], all, 'its driver is old'],
  ['without the reasons of those after it', [all, broken], all, null],
])('chosen is %s', (_, engines, engine, reason) => {
  const chosen = chooseEngine(engines, spec);
  expect(chosen.engine).toBe(engine);
  expect(chosen.reason).toBe(reason);
});

test('where none can, says why', () => {
  expect(() => chooseEngine([notMade, broken, absent], spec)).toThrow(
    'engine = auto — expected one that this machine has; its driver is old; there is no device',
  );
  expect(() => chooseEngine([], spec)).toThrow('engine = auto — expected one that this machine has');
});

test('an engine has no reason against a run that it isn’t made for', () => {
  for (const machineKernels of [kernels, none]) {
    const ofNetworks = enginesOf({ kernels: machineKernels }).slice(0, 1);
    for (const experiment of [onValley(), onDigits({ engine: 'float64' })])
      expect(() => chooseEngine(ofNetworks, specOf(experiment))).toThrow(
        /expected one that this machine has$/,
      );
  }
});

test('an engine is asked about the run that is to be computed', () => {
  const asked: unknown[] = [];
  const engine = { ...all, supports: (given: unknown) => ({ supported: asked.push(given) > 0 }) as Support };
  chooseEngine([engine], spec);
  expect(asked).toEqual([spec]);
});

test('the engines for networks refuse what they were not made for', async () => {
  const surface = surfaceOf(spec.problem) ?? expect.fail();
  const task = {
    kind: 'surface',
    objective: surfaceObjective(surface),
    text: surface.text,
    method: createMethod(spec),
  } as const;
  const [gpu, cpu] = enginesOf({ kernels });
  await expect(gpu?.createTrainer(task, null)).rejects.toThrow('gpu = none — expected a way to one');
  expect(() => cpu?.createTrainer(task, null)).toThrow('task = surface — expected a model, and kernels');
});
