import { expect, test, vi } from 'vitest';
import { examineGpu } from '../../../../core/engine/gpu/examineGpu.ts';
import type { GpuTaskProgress } from '../../../../core/engine/gpu/gpuTask.ts';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { selfTest } from '../../../../core/engine/gpu/selfTest/selfTest.ts';
import { measureThroughput } from '../../../../core/engine/gpu/throughput.ts';

vi.mock('../../../../core/engine/gpu/selfTest/selfTest.ts');
vi.mock('../../../../core/engine/gpu/throughput.ts');

const facts = { name: 'Fake', isSoftware: false, hasSubgroups: false, version: '1', largestBuffer: 1 };
const description = { userAgent: 'Fake', hasWebGpu: true, adapter: null };

async function examine(answer: (request: GpuRequest) => unknown) {
  const progress: GpuTaskProgress[] = [];
  const link = { request: async (request: GpuRequest) => answer(request) } as GpuLink;
  const found = await examineGpu(null, {
    ...{ link, name: 'thread', kernels: 'none', wait: async () => {}, now: () => 0 },
    threads: { count: 1, start: () => {} },
    report: (each) => progress.push(each),
  });
  return { found, progress };
}

test('a device is described, tried and measured', async () => {
  const finding = { about: 'loss', name: 'mse', together: true, error: 0, failure: null } as const;
  vi.mocked(selfTest).mockImplementationOnce(async (access, { report }) => {
    expect((await access.open()).facts).toBe(facts);
    report({ share: 0.5, doing: 'Adam' });
    return [finding];
  });
  const throughputs = { networks: [], products: [] };
  vi.mocked(measureThroughput).mockImplementationOnce(async (_, { report }) => {
    report({ share: 0.5, doing: '2–3' });
    return throughputs;
  });
  const { found, progress } = await examine(({ type }) => (type === 'open' ? facts : description));
  expect(found).toEqual({ facts, failure: null, description, findings: [finding], throughputs });
  expect(progress).toEqual([
    { share: 0, doing: 'opening the GPU' },
    { share: 0.3, doing: 'self-test: Adam' },
    { share: 0.8, doing: 'speed: 2–3' },
  ]);
});

test('where there is no device, the reason is told and what is known', async () => {
  const none = (request: GpuRequest) => {
    if (request.type === 'describe') return description;
    throw new GpuError({ message: 'this window has no WebGPU', isLost: false });
  };
  expect((await examine(none)).found).toEqual({
    ...{ facts: null, failure: 'this window has no WebGPU', description, findings: [], throughputs: null },
  });
  const silent = () => {
    throw new GpuError({ message: 'the panel was closed', isLost: true });
  };
  expect((await examine(silent)).found).toMatchObject({ failure: 'the panel was closed', description: null });
});
