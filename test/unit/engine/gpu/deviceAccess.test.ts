import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DeviceAccess, gpuErrorOf } from '../../../../core/engine/gpu/deviceAccess.ts';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';

const facts = { name: 'Fake', isSoftware: true, hasSubgroups: false, version: '1', largestBuffer: 1 };
const forever = new Promise<never>(() => {});
const evaluate = { type: 'evaluate', run: 'a', first: 0, end: 1 } as const;

/** @param answer To each request, counted from 1. */
function accessTo(answer: (request: GpuRequest, turn: number) => unknown, patience = 3) {
  const requests: GpuRequest[] = [];
  const seconds: (() => void)[] = [];
  const link = {
    async request(request: GpuRequest) {
      requests.push(request);
      return (await answer(request, requests.length)) ?? facts;
    },
  } as GpuLink;
  const wait = () => new Promise<void>((resolve) => void seconds.push(resolve));
  const access = new DeviceAccess({ link, wait, patience });
  /** So many seconds go by. */
  const goOn = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await sleep(0);
      for (const end of seconds.splice(0)) end();
    }
    await sleep(0);
  };
  return { access, requests, goOn, timers: () => seconds.length };
}

const outcome = (promise: Promise<unknown>) => {
  let said: unknown = 'nothing yet';
  promise.then(
    (value) => {
      said = value;
    },
    (error: GpuError) => {
      said = { message: error.message, isLost: error.isLost };
    },
  );
  return () => said;
};

test('a device is opened once, for all that ask', async () => {
  const { access, requests } = accessTo(() => undefined);
  const [one, other] = await Promise.all([access.open(), access.open()]);
  expect(one).toBe(other);
  expect(await access.open()).toBe(one);
  expect(one.facts).toEqual(facts);
  expect(requests).toEqual([{ type: 'open' }]);
});

test('a lost device answers nothing any more, and another is opened in its place', async () => {
  const { access, requests } = accessTo((_, turn) => {
    if (turn === 2) throw new GpuError({ message: 'it crashed', isLost: true });
  });
  const device = await access.open();
  await expect(device.request<'evaluate'>(evaluate)).rejects.toThrow('it crashed');
  await expect(device.request<'evaluate'>(evaluate)).rejects.toThrow('it crashed');
  expect(requests.length).toBe(2);
  const next = await access.open();
  expect(next).not.toBe(device);
  await expect(next.request<'evaluate'>(evaluate)).resolves.toEqual(facts);
});

test('a loss that is heard of late takes nothing from the next device', async () => {
  const { access } = accessTo(async ({ type }, turn) => {
    if (type === 'open') return;
    await sleep(turn === 3 ? 20 : 0);
    throw new GpuError({ message: 'it crashed', isLost: true });
  });
  const device = await access.open();
  const both = Promise.allSettled([1, 2].map(() => device.request<'evaluate'>(evaluate)));
  await sleep(5);
  const next = await access.open();
  await both;
  expect(await access.open()).toBe(next);
});

test('what fails alone leaves the device open', async () => {
  const { access } = accessTo((_, turn) => {
    if (turn === 2) throw new Error('no memory');
  });
  const device = await access.open();
  const failure = outcome(device.request<'evaluate'>(evaluate));
  await sleep(0);
  expect(failure()).toEqual({ message: 'no memory', isLost: false });
  expect(await access.open()).toBe(device);
});

test('a refusal holds; after a loss it is tried again', async () => {
  const refused = accessTo(() => {
    throw new GpuError({ message: 'no adapter', isLost: false });
  });
  await expect(refused.access.open()).rejects.toThrow('no adapter');
  await expect(refused.access.open()).rejects.toThrow('no adapter');
  expect(refused.requests.length).toBe(1);
  const lost = accessTo((_, turn) => {
    if (turn === 1) throw new GpuError({ message: 'it crashed', isLost: true });
  });
  await expect(lost.access.open()).rejects.toThrow('it crashed');
  expect((await lost.access.open()).facts).toEqual(facts);
});

test('a run is let go of on a device that counts as lost, too', async () => {
  const { access, requests } = accessTo((_, turn) => {
    if (turn > 1) throw new GpuError({ message: 'it crashed', isLost: true });
  });
  const device = await access.open();
  await device.request<'evaluate'>(evaluate).catch(() => {});
  device.dispose('a');
  await sleep(0);
  expect(requests.at(-1)).toEqual({ type: 'dispose', run: 'a' });
});

describe('without an answer', () => {
  const silent = () => accessTo(({ type }) => (type === 'open' ? undefined : forever));

  test('for longer than its patience, a device counts as lost', async () => {
    const { access, goOn, timers } = silent();
    const device = await access.open();
    const said = outcome(device.request<'evaluate'>(evaluate));
    await goOn(3);
    expect(said()).toBe('nothing yet');
    await goOn(1);
    expect(said()).toEqual({ message: 'the GPU did not answer for 3 s', isLost: true });
    expect(await access.open()).not.toBe(device);
    await goOn(2);
    expect(timers()).toBe(0);
  });

  test('to open, it is a refusal', async () => {
    const { access, goOn } = accessTo(() => forever);
    const said = outcome(access.open());
    await goOn(4);
    expect(said()).toEqual({ message: 'the GPU did not answer for 3 s', isLost: false });
  });

  test('a request waits as long as others have theirs, but not forever', async () => {
    const { access, goOn } = accessTo((request) =>
      request.type === 'evaluate' && request.run === 'a' ? forever : undefined,
    );
    const device = await access.open();
    const said = outcome(device.request<'evaluate'>(evaluate));
    for (let second = 0; second < 12; second++) {
      expect(said()).toBe('nothing yet');
      await device.request<'evaluate'>({ ...evaluate, run: 'b' });
      await goOn(1);
    }
    await goOn(1);
    expect(said()).toMatchObject({ isLost: true });
  });

  test('a late answer is dropped', async () => {
    let answer: (value: unknown) => void = () => {};
    const late = new Promise((resolve) => {
      answer = resolve;
    });
    const { access, goOn } = accessTo(({ type }) => (type === 'open' ? undefined : late));
    const said = outcome((await access.open()).request<'evaluate'>(evaluate));
    await goOn(4);
    answer(facts);
    await goOn(1);
    expect(said()).toMatchObject({ isLost: true });
  });
});

test('whatever is thrown is a failure of the GPU', () => {
  const known = new GpuError({ message: 'lost', isLost: true });
  expect(gpuErrorOf(known)).toBe(known);
  expect(gpuErrorOf(new TypeError('odd'))).toMatchObject({ message: 'odd', isLost: false });
});
