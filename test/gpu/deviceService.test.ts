/** The worker's device on a real adapter: what is opened, and what is told of errors. */
import { beforeEach, expect, vi } from 'vitest';
import { GpuError } from '../../core/engine/gpu/messages.ts';
import { gpuAnswerSchemas } from '../../core/protocol/gpuAnswer.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import type { Executor } from '../../webview/gpu/executor.ts';
import { guarded } from '../../webview/gpu/guarded.ts';
import { gpu, test } from './device.ts';

const dispose = { type: 'dispose', run: 'a' } as const;
const usage = 128;

let service: DeviceService;
let opened: GPUDevice;
let work: () => Promise<null>;

beforeEach(() => {
  vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' });
  service = new DeviceService((device) => {
    opened = device;
    return { handle: () => work() } as Executor;
  });
  return () => vi.unstubAllGlobals();
});

test('a device is opened whose first computation is right', async ({ device }) => {
  expect(device).toBeDefined();
  expect(await service.handle({ type: 'open' })).toMatchObject({ name: 'SwiftShader', isSoftware: true });
});

test('a description has what the adapter can, by name', async ({ device }) => {
  await service.handle({ type: 'open' });
  const described = await service.handle({ type: 'describe' });
  expect(gpuAnswerSchemas.describe.parse(described)).toMatchObject({
    ...{ userAgent: 'Linux', hasWebGpu: true },
    adapter: { architecture: 'swiftshader', features: expect.arrayContaining(['core-features-and-limits']) },
  });
  const { limits = {} } = gpuAnswerSchemas.describe.parse(described).adapter ?? {};
  expect(limits['maxBindGroups']).toBe(device.limits.maxBindGroups);
});

test('what is too large, and what is no program, is refused in words', async ({ device }) => {
  const size = device.limits.maxBufferSize + 4;
  const large = guarded(device, 'a table', () => device.createBuffer({ size, usage }));
  await expect(large).rejects.toThrow(/^the GPU refuses a table: .*size/);
  const program = guarded(device, 'a program', () => device.createShaderModule({ code: 'fn f( {' }));
  await expect(program).rejects.toThrow(/^the GPU refuses a program: /);
  const other = guarded(device, 'anything', () => {
    throw new RangeError('no work');
  });
  await expect(other).rejects.toThrow('no work');
  expect(await guarded(device, 'a buffer', () => device.createBuffer({ size: 4, usage }).size)).toBe(4);
});

test('a device that is lost fails what is asked of it, and there is another', async () => {
  await service.handle({ type: 'open' });
  work = () => new Promise(() => {});
  const asked = service.handle(dispose).catch((error: unknown) => error);
  opened.destroy();
  expect(await asked).toMatchObject({ isLost: true, message: expect.stringMatching(/^the GPU was lost/) });
  await expect(service.handle(dispose)).rejects.toBeInstanceOf(GpuError);
  expect(await service.handle({ type: 'open' })).toMatchObject({ name: 'SwiftShader' });
});
