/** What a report on the GPU says, word by word, and what becomes of the command. */
import { describe, expect, test } from 'vitest';
import type { GpuExamination } from '../../../core/engine/gpu/examineGpu.ts';
import type { GpuTaskProgress } from '../../../core/engine/gpu/gpuTask.ts';
import type { SelfTestFinding } from '../../../core/engine/gpu/selfTest/selfTestFinding.ts';
import { type GpuReport, gpuReport } from '../../../extension/gpu/gpuReport.ts';
import { waitFor } from '../waitFor.ts';
import { calls, gpuTask, messages, openBeforeEach, run, show } from './commandsWindow.ts';
import { screen } from './fake/screen.ts';

const finding = (
  about: SelfTestFinding['about'],
  name: string,
  together: boolean | null,
  error: number | null = 1e-7,
  failure: string | null = null,
): SelfTestFinding => ({ about, name, together, error, failure });

const findings = [
  finding('optimizer', 'SGD', true, 0),
  finding('optimizer', 'SGD', false, 2.34e-6),
  finding('activation', 'tanh', true),
  finding('activation', 'tanh', false),
  finding('loss', 'mse', true),
  finding('loss', 'mse', false),
  finding('layers', '9–2060–12, batches of 30', false),
  finding('surface', 'Rosenbrock', null),
];

const rates = { dispatchesPerStep: 10, submitsPerStep: 0.0125, stepsPerSecond: 1200 };
const network = { widths: [64, 64, 10], batchSize: 32, runs: 1, optimizer: 'adam', operations: 1e6 };
const cpu = { stepsPerSecond: 4800, engine: 'WebAssembly (SIMD), float32' };
const product = { ...network, widths: [256, 256, 256], batchSize: 256, operations: 10 * 256 ** 3 };
const tooLong = 'left out, since a step would take about 40 s';

const examination: GpuExamination = {
  facts: { name: 'NVIDIA hopper', isSoftware: false, hasSubgroups: false, version: '1', largestBuffer: 4096 },
  failure: null,
  description: {
    userAgent: 'Mozilla/5.0 Chrome/140.0.0.0',
    hasWebGpu: true,
    adapter: {
      ...{ vendor: 'nvidia', architecture: 'hopper', device: '0x2335', description: 'H200 | 141\nGB' },
      ...{ isFallback: false, limits: { maxBufferSize: 2 ** 31, maxBindGroups: 4 } },
      features: ['shader-f16', 'subgroups'],
    },
  },
  findings,
  throughputs: {
    networks: [
      { ...network, gpu: rates, failure: null, cpu },
      { ...network, runs: 64, gpu: { ...rates, stepsPerSecond: 64_000 }, failure: null, cpu: null },
      { ...network, widths: [1024, 2048, 10], gpu: null, failure: 'the GPU was lost', cpu },
    ],
    products: [
      { ...product, gpu: rates, failure: null, cpu },
      { ...product, batchSize: 2048, gpu: null, failure: tooLong, cpu: null },
    ],
  },
};

const report = (change: Partial<GpuExamination> = {}, others: Partial<GpuReport> = {}) =>
  gpuReport({
    examination: { ...examination, ...change },
    date: '2026-11-29 04:30',
    program: 'Optimizer Playground 0.1.0 in VS Code 1.100.0',
    machine: 'Xeon, 2 threads, linux x64',
    race: null,
    ...others,
  });

test('a device that computes rightly', () => {
  expect(report()).toBe(`# GPU report

Optimizer Playground 0.1.0 in VS Code 1.100.0, 2026-11-29 04:30

**The device computes what the CPU computes:** all of 8 trainings agree; the largest relative error is 2.3e-6, of SGD in a large network.

## Device and machine

|  |  |
| --- | --- |
| Name | NVIDIA hopper |
| Kind | hardware |
| Vendor | nvidia |
| Architecture | hopper |
| Device | 0x2335 |
| Description | H200 \\| 141 GB |
| Fallback adapter | no |
| WebGPU | there, with an adapter |
| Browser | Mozilla/5.0 Chrome/140.0.0.0 |
| This machine | Xeon, 2 threads, linux x64 |

## Self-test

Short trainings of made-up networks, and short runs on surfaces, on the device, each beside the same one in float64 on the CPU. Numbers are the largest difference of a loss, as a share of the largest loss, and on surfaces of a position, too; up to 1e-4 is right. A small network takes whole steps in one workgroup, a large one takes a dispatch for each product; a run on a surface is one thread’s.

| Optimizer | small network | large network |
| --- | --- | --- |
| SGD | 0 | 2.3e-6 |

| Activation | small network | large network |
| --- | --- | --- |
| tanh | 1.0e-7 | 1.0e-7 |

| Loss | small network | large network |
| --- | --- | --- |
| mse | 1.0e-7 | 1.0e-7 |

| Layers, in tiles | large network |
| --- | --- |
| 9–2060–12, batches of 30 | 1.0e-7 |

| Surface | one thread |
| --- | --- |
| Rosenbrock | 1.0e-7 |

## Speed

Steps a second as training has them, with the way to the panel’s page and back; of several runs, of all together.

| Network | Batch | Runs | GPU, steps/s | CPU, steps/s | GPU : CPU | Dispatches a step | Submits a step |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 64–64–10 | 32 | 1 | 1,200 | 4,800 | 0.25 | 10 | 0.013 |
| 64–64–10 | 32 | 64 | 64,000 |  |  | 10 | 0.013 |
| 1024–2048–10 | 32 | 1 | the GPU was lost | 4,800 |  |  |  |

Products of n × n matrices, in training a network of two layers n wide on batches of n.

| n | GPU, GFLOP/s | CPU, GFLOP/s |
| --- | --- | --- |
| 256 | 201 | 805 |
| 2048 | left out, since a step would take about 40 s |  |

CPU: WebAssembly (SIMD), float32.

## Limits and features

| Limit | Value |
| --- | --- |
| maxBufferSize | 2,147,483,648 |
| maxBindGroups | 4 |

Features: \`shader-f16\`, \`subgroups\`.
`);
});

describe('the verdict', () => {
  const verdictOf = (some: readonly SelfTestFinding[]) => report({ findings: some }).split('\n\n')[2];

  test('names what is wrong, and what failed', () => {
    const wrong = [
      ...findings,
      finding('optimizer', 'Adam', true, 0.02),
      finding('activation', 'gelu', false, null, 'the device refuses the kernel ‘forward 1’'),
      finding('optimizer', 'NAdam', true, 1e-4),
    ];
    expect(verdictOf(wrong)).toBe(
      '**The device computes otherwise than the CPU:** 1 of 10 trainings don’t agree: Adam in a small network. Please report that, with all of this text; until then choose the CPU for races. **1 of 11 trainings could not be tried**, the first since the device refuses the kernel ‘forward 1’: gelu in a large network.',
    );
    const text = report({ findings: wrong });
    expect(text).toContain('| Adam | ✗ 0.020 |  |');
    expect(text).toContain('| gelu |  | ✗ the device refuses the kernel ‘forward 1’ |');
    expect(text).toContain('| NAdam | 1.0e-4 |  |');
  });

  test('is not that what could not be tried is wrong', () => {
    const lost = (name: string) => finding('optimizer', name, true, null, 'the panel was closed');
    expect(verdictOf([...findings, lost('Adam')])).toMatch(
      /^\*\*The device computes what the CPU computes:\*\* all of 8 .* \*\*1 of 9 trainings could not be tried\*\*, the first since the panel was closed: Adam in a small network\.$/,
    );
    expect(verdictOf([lost('SGD'), lost('Adam')])).toBe(
      '**2 of 2 trainings could not be tried**, the first since the panel was closed: SGD in a small network; Adam in a small network.',
    );
  });

  test('names five, and counts the others', () => {
    const many = Array.from({ length: 8 }, (_, i) => finding('loss', `loss ${i}`, true, 1));
    expect(verdictOf(many)).toContain('loss 4 in a small network; 3 more. Please');
    expect(verdictOf(many)).not.toContain('loss 5');
  });

  test('of a processor in disguise says that it is one', () => {
    const { facts } = examination;
    const text = report({ facts: facts && { ...facts, name: 'SwiftShader', isSoftware: true } });
    expect(text.split('\n\n')[2]).toBe(
      '**SwiftShader is no GPU: it computes on the processor.** What is right and wrong below holds for it; its speed says nothing about a GPU.',
    );
    expect(text).toContain('| Kind | software: the processor |');
    expect(text).toContain('**The device computes what the CPU computes:**');
  });
});

test('where there is no GPU, why, what to do, and what is known', () => {
  const none = { facts: null, findings: [], throughputs: null };
  const failure = 'this window has no WebGPU: switch hardware acceleration on';
  const text = report({
    ...none,
    ...{ failure, description: { userAgent: 'Chrome/140', hasWebGpu: false, adapter: null } },
  });
  expect(text).toContain(`**No GPU: ${failure}.** Races run on the CPU, which needs no GPU.`);
  expect(text).toContain('- After crashes of the GPU a window goes without it: close it, and open it again.');
  expect(text).toContain('| WebGPU | the window has none |\n| Browser | Chrome/140 |');
  expect(text).not.toMatch(/\| (Name|Kind|Vendor) \|/);
  expect(text).not.toMatch(/## (Self-test|Speed|Limits)/);
  const silent = report({ ...none, failure: 'the panel was closed', description: null });
  expect(silent).toContain('| WebGPU | the page did not answer |\n| Browser | not told |');
  const blocked = { userAgent: '', hasWebGpu: true, adapter: null };
  expect(report({ ...none, failure: 'x', description: blocked })).toContain('there, without an adapter');
});

test('a race that went on meanwhile is told', () => {
  expect(report({}, { race: 'Digits' })).toContain(
    'A race was going on meanwhile (Digits): it had its part of the processor and, where a GPU computed it, of the GPU. Speeds are too low.',
  );
});

describe('the command', () => {
  openBeforeEach();
  const opened = () => screen.documents.map((document) => document.getText());

  test('shows the panel, examines the GPU, and opens what was found as Markdown', async () => {
    screen.extensions.push('optimizer-playground.optimizer-playground');
    gpuTask.mockImplementationOnce(async (_task, _input, { onProgress }) => {
      expect(calls).toEqual(['show']);
      onProgress({ share: 0.25, doing: 'self-test: Adam' } satisfies GpuTaskProgress);
      return examination;
    });
    await run('showGpuReport');
    expect(gpuTask).toHaveBeenCalledWith('examineGpu', null, expect.anything());
    expect(screen.progress).toMatchObject([
      { title: 'Examining the GPU', cancellable: true, reports: ['25 %, self-test: Adam'] },
    ]);
    const [text = ''] = opened();
    expect(screen.documents[0]?.languageId).toBe('markdown');
    expect(text).toMatch(
      /^# GPU report\n\nOptimizer Playground 9\.8\.7 in Editor 1\.100\.0, \d{4}-\d\d-\d\d \d\d:\d\d\n/,
    );
    expect(text).toContain('| This machine | a processor, 2 threads |');
    expect(text).not.toContain('A race was going on');
    expect(screen.shown).toHaveLength(1);
    expect(messages()).toEqual([]);
  });

  test('writes nothing when it is cancelled, and says nothing', async () => {
    gpuTask.mockImplementationOnce(
      (_task, _input, { signal }: { signal: AbortSignal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const done = run('showGpuReport');
    await waitFor(() => expect(screen.progress).toHaveLength(1));
    screen.progress[0]?.cancel();
    await done;
    expect([opened(), messages()]).toEqual([[], []]);
  });

  test('reports a failure, too', async () => {
    gpuTask.mockRejectedValueOnce(new Error('the thread ended with code 7'));
    await run('showGpuReport');
    expect(opened()[0]).toContain('**No GPU: the examination failed: the thread ended with code 7.**');
    expect(screen.log.join()).toContain('GPU report: the thread ended with code 7');
    expect(messages()).toEqual([]);
  });

  test('tells of a race that was running at its begin, or began later', async () => {
    show();
    gpuTask.mockResolvedValueOnce(examination);
    await run('showGpuReport');
    show({ phase: 'ended' });
    gpuTask.mockImplementationOnce(async () => {
      show();
      return examination;
    });
    await run('showGpuReport');
    show({ phase: 'ended' });
    gpuTask.mockResolvedValueOnce(examination);
    await run('showGpuReport');
    expect(opened().map((text) => text.includes('A race was going on meanwhile ('))).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('tells of a race that runs out of sight', async () => {
    show();
    show({ id: 'race-2', phase: 'ended' });
    gpuTask.mockResolvedValueOnce(examination);
    await run('showGpuReport');
    expect(opened()[0]).toContain('A race was going on meanwhile (');
  });
});
