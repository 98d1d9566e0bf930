/** Tries cases of the self-test on a device that computes rightly. */
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { DeviceAccess } from '../../core/engine/gpu/deviceAccess.ts';
import type { GpuRequest } from '../../core/engine/gpu/messages.ts';
import { selfTest } from '../../core/engine/gpu/selfTest/selfTest.ts';
import { type SelfTestCase, selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import { gpu, test } from './device.ts';

/** Of the largest loss; nearer than what other devices are allowed. */
const tolerance = 1e-5;

/** One device for all: kernels are compiled once. */
const service = new DeviceService((device) => new DeviceRuns(device));

/** @param isSoftware What the device says of itself: plans are made for that. */
function accessTo(isSoftware: boolean): DeviceAccess {
  const answerTo = async (request: GpuRequest) => {
    const answer = await service.handle(request);
    return request.type === 'open' ? { ...answer, isSoftware } : answer;
  };
  return new DeviceAccess({
    link: { request: (request) => answerTo(request) as never },
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    // A processor in disguise takes half a minute to compile the widest layers, and longer beside others.
    patience: 110,
  });
}

beforeAll(() => void vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' }));
afterAll(() => void vi.unstubAllGlobals());

/** More steps than people wait for, where they take no time. */
export const withMoreSteps = selfTestCases.map((each) =>
  each.about === 'surface' || each.together ? { ...each, steps: 30 } : each,
);

/** Optimizers come in pairs, together and alone; by turns the one or the other of a pair is tried here, to halve the time. */
export const hasTurn = (about: SelfTestCase['about'], index: number): boolean =>
  about !== 'optimizer' || index % 4 === 0 || index % 4 === 3;

/** Each agrees with float64, as plans are made for GPUs or for processors. */
export function trySelfTest(cases: readonly SelfTestCase[], isSoftware: boolean): void {
  const access = accessTo(isSoftware);
  test.for(cases.map((each, index) => ({ ...each, index })))(
    `$about $name agrees with the CPU ($index)${isSoftware ? ', on a processor' : ''}`,
    async ({ index, ...tried }, { device }) => {
      expect(device).toBeDefined();
      const name = `case ${index}`;
      const [finding] = await selfTest(access, { name, report: () => {} }, [tried]);
      expect(finding?.failure).toBeNull();
      expect(finding?.error).toBeLessThan(tolerance);
    },
  );
}
