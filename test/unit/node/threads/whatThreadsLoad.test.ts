/** What a thread loads before it computes: the data of the race's problem, and the kernels. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { loadKernels } from '../../../../node/threads/loadKernels.ts';
import { machineWith } from '../../../../node/threads/machineHere.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { dataOfRace } from '../../../../threads/race/dataOfRace.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';

const machine = machineWith({ data: inRoot('core', 'problems', 'data') });
const nothing = machineWith({ data: '/none' });
const runsOf = (experiment: object) => expandExperiment(parseExperiment(experiment));
const withValidation = onDigits({ problem: { data: 'digits', hidden: [4], validation: 0.25 } });

describe('the data', () => {
  test('is that of the problem, with the rows that are held out', async () => {
    const data = (await dataOfRace({ runs: runsOf(onDigits()), data: null }, machine))();
    expect([data?.training.rows, data?.validation]).toEqual([1797, null]);
    const held = (await dataOfRace({ runs: runsOf(withValidation), data: null }, machine))();
    expect(held?.training.rows).toBeGreaterThan(1300);
    expect((held?.training.rows ?? 0) + (held?.validation?.rows ?? 0)).toBe(1797);
  });

  test('is that which was read before the race, where it was', async () => {
    const read = { training: { rows: 3 } } as never;
    expect((await dataOfRace({ runs: runsOf(onDigits()), data: read }, nothing))()).toBe(read);
  });

  test.each([
    ['a surface', runsOf(onValley())],
    ['no run at all', []],
  ])('is none of %s', async (_, runs) => {
    expect((await dataOfRace({ runs, data: null }, machine))()).toBeNull();
  });

  test('that can’t be read fails whoever asks for it', async () => {
    const data = await dataOfRace({ runs: runsOf(onDigits()), data: null }, nothing);
    expect(data).toThrow(/ENOENT/);
    expect(data).toThrow(/ENOENT/);
  });
});

describe('the kernels', () => {
  const kernels = (...names: string[]) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kernels-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const name of names) copyFileSync(inRoot('dist', 'kernels', name), path.join(folder, name));
    return folder;
  };

  test('are those that this machine can run', async () => {
    const found = await loadKernels(kernels('simd.wasm', 'relaxed.wasm'));
    expect(found).toMatchObject({ module: expect.any(WebAssembly.Module) });
  });

  test.each([[[]], [['simd.wasm']], [['relaxed.wasm']]])(
    'are none, in words, where there is %j alone',
    async (names) => {
      expect(await loadKernels(kernels(...names))).toMatch(/^its WebAssembly can't be loaded: ENOENT/);
    },
  );

  test('are none where they are damaged', async () => {
    const folder = kernels('simd.wasm', 'relaxed.wasm');
    for (const name of ['simd.wasm', 'relaxed.wasm']) writeFileSync(path.join(folder, name), 'torn');
    expect(typeof (await loadKernels(folder))).toBe('string');
  });
});
