/** The worker's device: found, tried, lost, and found again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GpuError, type GpuFailure, type GpuRequest } from '../../../core/engine/gpu/messages.ts';
import { DeviceService } from '../../../webview/gpu/deviceService.ts';
import type { Executor } from '../../../webview/gpu/executor.ts';
import { guarded } from '../../../webview/gpu/guarded.ts';
import { type FakeDevice, type FakeMachine, fakeMachine, OutOfMemory } from './fakeGpu.ts';

const dispose = { type: 'dispose', run: 'a' } as const;
const open = { type: 'open' } as const;

let machine: FakeMachine;
let service: DeviceService;
/** What the executor was asked, and what it answers. */
let handled: GpuRequest[];
let work: (request: GpuRequest) => Promise<unknown>;

beforeEach(() => {
  vi.useFakeTimers();
  machine = fakeMachine();
  handled = [];
  work = async () => null;
  service = new DeviceService(() => {
    const handle = (request: GpuRequest) => {
      handled.push(request);
      return work(request);
    };
    return { handle } as Executor;
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const device = (): FakeDevice => machine.devices.at(-1) ?? expect.fail('expected a device');

const createScores: GpuRequest = {
  ...{ type: 'createScores', run: 'map', plan: { name: '', source: '', entryPoint: '', kept: 2 } },
  ...{ steps: 1, goal: 0, columnCount: 1, rowCount: 1, places: new Uint32Array(1) },
  ...{ constants: new Float32Array(), values: new Float32Array(2) },
};
const score: GpuRequest = {
  ...{ type: 'score', run: 'map', first: 0, end: 2, moving: new Float32Array(), read: true },
};

/** What becomes of a request. */
async function ask(request: GpuRequest, milliseconds = 200) {
  const followed = follow(request);
  await vi.advanceTimersByTimeAsync(milliseconds);
  return followed;
}

function follow(request: GpuRequest) {
  const followed: { answer?: unknown; failure?: GpuFailure } = {};
  service.handle(request).then(
    (answer) => {
      followed.answer = answer;
    },
    (error: unknown) => {
      if (!(error instanceof GpuError)) throw error;
      followed.failure = { message: error.message, isLost: error.isLost };
    },
  );
  return followed;
}

describe('opening', () => {
  test('asks for the fast adapter, with all that it has, and says what it is', async () => {
    expect(await ask(open)).toEqual({
      answer: {
        name: 'NVIDIA hopper',
        isSoftware: false,
        hasSubgroups: false,
        version: 'nvidia hopper Chrome/140.0.1.2',
        largestBuffer: 2048,
      },
    });
    const [adapter, descriptor] = machine.asked;
    expect(adapter).toEqual({ powerPreference: 'high-performance' });
    expect(descriptor).toMatchObject({
      requiredLimits: {
        maxBufferSize: 4096,
        maxStorageBufferBindingSize: 2048,
        maxComputeWorkgroupStorageSize: 1,
      },
    });
  });

  test.each([
    [{ architecture: 'swiftshader' }, ['subgroups', 'shader-f16'], ['subgroups']],
    [{ architecture: 'swiftshader' }, ['shader-f16'], []],
    [{ vendor: 'nvidia', architecture: 'hopper' }, ['subgroups', 'shader-f16'], []],
  ])('asks %j with %j for what kernels use: %j', async (info, features, asked) => {
    machine.info = info;
    machine.features = features;
    expect((await ask(open)).answer).toMatchObject({ hasSubgroups: asked.length > 0 });
    expect(machine.asked[1]).toMatchObject({ requiredFeatures: asked });
  });

  test('by several is one', async () => {
    const both = [follow(open), follow(open)];
    await vi.advanceTimersByTimeAsync(0);
    await ask(open);
    expect(machine.devices).toHaveLength(1);
    expect(both[0]?.answer).toBeDefined();
    expect(both[1]).toEqual(both[0]);
  });

  test.each([
    [{ vendor: 'google', architecture: 'swiftshader' }, 'SwiftShader', true],
    [{ vendor: 'mesa', architecture: '', description: 'llvmpipe (LLVM 15)' }, 'llvmpipe (LLVM 15)', true],
    [{ vendor: 'microsoft', architecture: 'warp' }, 'microsoft warp', true],
    [{ vendor: 'intel', architecture: 'gen-12', isFallbackAdapter: true }, 'Intel gen-12', true],
    [{ vendor: 'apple', architecture: 'metal-3' }, 'Apple metal-3', false],
    [{ vendor: 'nvidia', description: 'NVIDIA H200' }, 'NVIDIA H200', false],
    [{ vendor: '', architecture: '' }, 'GPU without a name', false],
  ])('calls %j by its name', async (info, name, isSoftware) => {
    machine.info = { isFallbackAdapter: false, ...info };
    expect((await ask(open)).answer).toMatchObject({ name, isSoftware });
  });

  test.each([
    ['Windows', 'switch hardware acceleration on, and bring the graphics driver up to date'],
    [
      'X11; Linux x86_64',
      'start VS Code, or its browser, with --enable-features=Vulkan --enable-unsafe-webgpu',
    ],
  ])(
    'says on %s what helps where there is no WebGPU, and where it finds nothing',
    async (userAgent, help) => {
      machine = fakeMachine({ gpu: false, userAgent });
      const none = { message: `this window has no WebGPU: ${help}`, isLost: false };
      expect((await ask(open)).failure).toEqual(none);
      machine = fakeMachine({ userAgent });
      machine.refusals = 1;
      const crashed = 'if the GPU has crashed before, open the window again';
      const message = `this window’s WebGPU finds no GPU: ${help}; ${crashed}`;
      const nothing = { message, isLost: false };
      expect((await ask(open, 0)).failure).toEqual(nothing);
      expect((await ask(open)).answer).toBeDefined();
    },
  );

  test.each([0, 700, 1023])(
    'refuses a device that computes number %d otherwise than JavaScript',
    async (at) => {
      machine.prepare = (next) => {
        next.computed[at] = 0.5;
      };
      const { failure } = await ask(open);
      expect(failure?.message).toMatch(
        /^the GPU’s first computation gave 0\.5 in place of -?\d+, so its results/,
      );
      expect(failure?.isLost).toBe(false);
      expect((await ask(dispose)).failure).toEqual({ message: 'no GPU is open', isLost: true });
    },
  );

  test.each([
    [{ message: 'no such thing' }, 'the GPU refuses a first computation: no such thing'],
    [new OutOfMemory(), 'the GPU has no memory left for a first computation'],
  ])('says what a device refuses: %j', async (error, message) => {
    machine.prepare = (next) => next.errors.push(error);
    expect((await ask(open)).failure).toEqual({ message, isLost: false });
  });

  test('is lost with the device', async () => {
    machine.prepare = (next) => {
      Object.assign(next, { popErrorScope: () => new Promise(() => {}) });
    };
    const opened = follow(open);
    await vi.advanceTimersByTimeAsync(0);
    device().lose('crashed');
    await vi.advanceTimersByTimeAsync(200);
    expect(opened.failure).toEqual({ message: 'the GPU was lost: crashed', isLost: true });
    machine.prepare = () => {};
    expect((await ask(open)).answer).toBeDefined();
  });
});

describe('a device that has had no run for a minute', () => {
  const create = { type: 'create', run: 'a', examples: null } as unknown as GpuRequest;

  test('is let go of, and opened anew for the next', async () => {
    await ask(open);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(device().isDestroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(device().isDestroyed).toBe(true);
    expect((await ask(create)).failure).toEqual({ message: 'no GPU is open', isLost: true });
    machine.refusals = 1;
    // It was not lost: that there is none now is said at once.
    expect((await ask(open)).failure?.message).toContain('finds no GPU');
    await ask(open);
    expect(machine.devices).toHaveLength(2);
    expect(device().isDestroyed).toBe(false);
  });

  test('stays as long as there is one, and a minute after', async () => {
    await ask(open);
    await ask(create);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(device().isDestroyed).toBe(false);
    await ask(dispose);
    await vi.advanceTimersByTimeAsync(59_000);
    await ask(open);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(device().isDestroyed).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(device().isDestroyed).toBe(true);
  });
});

describe('a description', () => {
  const askForIt = () => ask({ type: 'describe' });

  test('says what the adapter is, and what it can', async () => {
    await ask(open);
    expect((await askForIt()).answer).toEqual({
      userAgent: 'Windows Chrome/140.0.1.2',
      hasWebGpu: true,
      adapter: {
        ...{ vendor: 'nvidia', architecture: 'hopper', device: '', description: '', isFallback: false },
        limits: {
          maxBufferSize: 4096,
          maxStorageBufferBindingSize: 2048,
          maxComputeWorkgroupStorageSize: 1,
        },
        features: ['shader-f16', 'subgroups'],
      },
    });
    expect(handled).toEqual([]);
  });

  test('is whole in windows whose adapters don’t say whether they are a fallback', async () => {
    machine.info = { vendor: 'amd', architecture: 'rdna-3' };
    await ask(open);
    expect((await askForIt()).answer).toMatchObject({ adapter: { vendor: 'amd', isFallback: false } });
  });

  test.each([true, false])('says what is around it where there is none, with WebGPU: %s', async (gpu) => {
    machine = fakeMachine({ gpu });
    machine.refusals = 1;
    const around = { userAgent: 'Windows Chrome/140.0.1.2', hasWebGpu: gpu, adapter: null };
    expect((await askForIt()).answer).toEqual(around);
    await ask(open);
    expect((await askForIt()).answer).toEqual(around);
  });
});

describe('a device that is open', () => {
  beforeEach(async () => {
    await ask(open);
  });

  test('is asked in the order of the requests', async () => {
    work = () => new Promise(() => {});
    const requests = ['a', 'b', 'c'].map((run) => ({ type: 'dispose', run }) as const);
    for (const request of requests) follow(request);
    await vi.advanceTimersByTimeAsync(0);
    expect(handled).toEqual(requests);
  });

  test('fails what can’t be carried out in its own words', async () => {
    work = () => Promise.reject(new GpuError({ message: 'no such run', isLost: false }));
    expect(await ask(dispose)).toEqual({ failure: { message: 'no such run', isLost: false } });
    work = () => Promise.reject(new RangeError('out of range'));
    expect(await ask(dispose)).toEqual({ failure: { message: 'out of range', isLost: false } });
  });

  test('fails all that is asked of it when it is lost, and another is opened', async () => {
    work = () => new Promise(() => {});
    const both = [follow(dispose), follow(dispose)];
    await vi.advanceTimersByTimeAsync(0);
    device().lose('');
    await vi.advanceTimersByTimeAsync(200);
    const failure = { message: 'the GPU was lost', isLost: true };
    expect(both).toEqual([{ failure }, { failure }]);
    expect((await ask(dispose)).failure).toEqual({ message: 'no GPU is open', isLost: true });
    expect((await ask(open)).answer).toBeDefined();
    expect(machine.devices).toHaveLength(2);
    work = async () => null;
    expect(await ask(dispose)).toEqual({ answer: null });
  });

  const evaluate = { type: 'evaluate', run: 'a', first: 0, end: 1 } as const;
  const examples = { type: 'examples', key: 't', length: 2, at: 0, numbers: Float32Array.of(1) } as const;
  const create = { type: 'create', run: 'a', plan: {}, examples: 't', values: Float32Array.of(1) } as never;
  const gone = { failure: { message: 'the GPU that had the run was lost', isLost: true } };

  test('is asked only about what was brought to it: the rest was on one that was lost', async () => {
    expect(await ask({ ...examples, at: 1 })).toEqual(gone);
    expect(await ask(create)).toEqual(gone);
    expect(await ask(evaluate)).toEqual(gone);
    expect(handled).toEqual([]);
    for (const request of [examples, { ...examples, at: 1 }, create, evaluate, dispose])
      expect(await ask(request)).toEqual({ answer: null });
    expect(await ask(evaluate)).toEqual(gone);
    expect(await ask(create)).toEqual({ answer: null });
    expect(await ask(score)).toEqual(gone);
    for (const request of [createScores, score, { ...dispose, run: 'map' }])
      expect(await ask(request)).toEqual({ answer: null });
    expect(await ask(score)).toEqual(gone);
    device().lose('crashed');
    await vi.advanceTimersByTimeAsync(0);
    await ask(open);
    expect(await ask(evaluate)).toEqual(gone);
    expect(await ask(create)).toEqual(gone);
    expect(await ask(dispose)).toEqual({ answer: null });
  });

  test('is lost, too, where what was asked of it fails a moment before', async () => {
    work = async () => {
      setTimeout(() => device().lose('crashed'), 50);
      throw new DOMException('mapping was aborted', 'AbortError');
    };
    expect(await ask(dispose)).toEqual({ failure: { message: 'the GPU was lost: crashed', isLost: true } });
  });

  test('after one that was lost may take a moment to be there', async () => {
    device().lose('crashed');
    await vi.advanceTimersByTimeAsync(0);
    machine.refusals = 20;
    const opened = await ask(open, 1900);
    expect(opened).toEqual({});
    await vi.advanceTimersByTimeAsync(200);
    expect(opened.answer).toBeDefined();
    device().lose('crashed');
    await vi.advanceTimersByTimeAsync(0);
    machine.refusals = 1000;
    expect((await ask(open, 5200)).failure?.message).toMatch(
      /^the GPU was lost and is not back after 5 seconds/,
    );
  });

  test('is left where it has an error that nobody knows the reason of', async () => {
    work = () => new Promise(() => {});
    const asked = follow(dispose);
    await vi.advanceTimersByTimeAsync(0);
    device().complain({ message: 'invalid buffer' });
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toEqual({
      failure: { message: 'the GPU refuses a computation: invalid buffer', isLost: false },
    });
    expect(device().isDestroyed).toBe(true);
    expect((await ask(dispose)).failure).toEqual({ message: 'no GPU is open', isLost: true });
    expect((await ask(open)).answer).toBeDefined();
  });

  test('that was left takes none with it that was opened meanwhile', async () => {
    device().complain({ message: 'invalid buffer' });
    expect((await ask(open)).answer).toBeDefined();
    expect(machine.devices.map(({ isDestroyed }) => isDestroyed)).toEqual([true, false]);
    expect(await ask(dispose)).toEqual({ answer: null });
  });
});

test('work that fails by itself fails as it is, and leaves no error scope open', async () => {
  await ask(open);
  const pops = vi.spyOn(device(), 'popErrorScope');
  const failing = guarded(device() as never, 'anything', () => {
    throw new RangeError('no work');
  });
  await expect(failing).rejects.toThrow(new RangeError('no work'));
  expect(pops).toHaveBeenCalledTimes(3);
});
