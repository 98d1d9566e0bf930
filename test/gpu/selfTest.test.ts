/** The self-test on a device that computes rightly, and so every rule beside float64. */
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { DeviceAccess } from '../../core/engine/gpu/deviceAccess.ts';
import { selfTest } from '../../core/engine/gpu/selfTest/selfTest.ts';
import { selfTestCases } from '../../core/engine/gpu/selfTest/selfTestCases.ts';
import { DeviceRuns } from '../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../webview/gpu/deviceService.ts';
import { gpu, test } from './device.ts';

/** Of the largest loss; nearer than what other devices are allowed. */
const tolerance = 1e-5;

/** More steps than people wait for, where they take no time. */
const cases = selfTestCases.map((each) =>
  each.about === 'surface' || each.together ? { ...each, steps: 30 } : each,
);

/** One device for all: kernels are compiled once. */
const service = new DeviceService((device) => new DeviceRuns(device));
const access = new DeviceAccess({
  link: { request: (request) => service.handle(request) as never },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

beforeAll(() => void vi.stubGlobal('navigator', { gpu: gpu(), userAgent: 'Linux' }));
afterAll(() => void vi.unstubAllGlobals());

test.for(cases.map((each, index) => ({ ...each, index })))(
  '$about $name agrees with the CPU ($index)',
  async ({ index, ...tried }, { device }) => {
    expect(device).toBeDefined();
    const name = `case ${index}`;
    const [finding] = await selfTest(access, { name, report: () => {} }, [tried]);
    expect(finding?.failure).toBeNull();
    expect(finding?.error).toBeLessThan(tolerance);
  },
);
