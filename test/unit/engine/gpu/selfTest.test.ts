/** What the self-test says of devices that compute rightly, wrongly, and not at all. */
import { expect, test, vi } from 'vitest';
import { DeviceAccess } from '../../../../core/engine/gpu/deviceAccess.ts';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { selfTest } from '../../../../core/engine/gpu/selfTest/selfTest.ts';
import { type SelfTestCase, selfTestCases } from '../../../../core/engine/gpu/selfTest/selfTestCases.ts';
import { isRight, type SelfTestFinding } from '../../../../core/engine/gpu/selfTest/selfTestFinding.ts';
import { waitFor } from '../../waitFor.ts';
import { FakeGpu } from './fakeGpu.ts';
import { problemOf } from './fakePlan.ts';

vi.mock('../../../../core/engine/gpu/networkPlan.ts', async () => (await import('./fakePlan.ts')).planners);
vi.mock('../../../../core/engine/gpu/surfacePlan.ts', async () => (await import('./fakePlan.ts')).planners);

/** Those that a device in JavaScript computes in no time. */
const cases = selfTestCases.filter(
  (each) => each.about === 'surface' || (each.about !== 'layers' && !each.together),
);

async function tryOn(link: GpuLink, some: readonly SelfTestCase[] = cases) {
  const progress: string[] = [];
  const access = new DeviceAccess({ link, wait: () => new Promise(() => {}) });
  const report = ({ share, doing }: { share: number; doing: string }) => {
    progress.push(`${Math.round(share * some.length)} ${doing}`);
  };
  return { findings: await selfTest(access, { name: 'tried', report }, some), progress };
}

/** What a link says of the run of a case; the others' answers stay as they are. */
function altering(at: number, alter: (request: GpuRequest, answer: unknown) => unknown): GpuLink {
  const gpu = new FakeGpu();
  const request = async (asked: GpuRequest) => {
    const answer: unknown = await gpu.request(asked);
    return 'run' in asked && asked.run === `tried/test ${at}` ? alter(asked, answer) : answer;
  };
  return { request } as GpuLink;
}

const namesOf = (findings: readonly SelfTestFinding[]) => findings.map(({ name }) => name);

test('a device that computes rightly is right in all, and lets go of all', async () => {
  const gpu = new FakeGpu();
  const { findings, progress } = await tryOn(gpu);
  expect(findings.filter((finding) => !isRight(finding))).toEqual([]);
  expect(namesOf(findings)).toEqual(namesOf(cases as never));
  expect(Math.max(...findings.map(({ error }) => error ?? 1))).toBeLessThan(1e-5);
  expect(progress).toEqual(cases.map(({ name }, index) => `${index} ${name}`));
  await waitFor(() => expect(gpu.runs).toBe(0));
});

test.each([true, false])('plans are those for the device, software: %s', async (isSoftware) => {
  const gpu = new FakeGpu({ isSoftware });
  await tryOn(gpu, cases.slice(0, 2));
  const plans = gpu.requests.flatMap((request) => (request.type === 'create' ? [request.plan] : []));
  const kind = { isSoftware, hasSubgroups: isSoftware };
  expect(plans.map((plan) => problemOf(plan))).toMatchObject([kind, kind]);
});

test.each([
  ['a loss', 'run', (answer: { losses: Float32Array }) => answer.losses.set([answer.losses[7] ?? 0], 6)],
  ['what is judged', 'evaluate', (answer: { loss: number }) => Object.assign(answer, { loss: 0.9 })],
  [
    'the count of right answers',
    'evaluate',
    (answer: { right: number }) => {
      answer.right += 2;
    },
  ],
])('where %s is wrong, what is wrong is named', async (_, type, change) => {
  const link = altering(4, (request, answer) => {
    if (request.type === type) change(answer as never);
    return answer;
  });
  const { findings } = await tryOn(link, cases.slice(0, 6));
  expect(namesOf(findings.filter((finding) => !isRight(finding)))).toEqual([cases[4]?.name]);
});

test('where a position on a surface is wrong, that surface is named', async () => {
  const onSurfaces = cases.filter(({ about }) => about === 'surface');
  const link = altering(2, (request, answer) => {
    const { positions } = answer as { positions?: Float32Array };
    if (request.type === 'run' && positions) positions[5] = (positions[5] ?? 0) + 0.1;
    return answer;
  });
  const { findings } = await tryOn(link, onSurfaces);
  expect(findings).toHaveLength(onSurfaces.length);
  expect(namesOf(findings.filter((finding) => !isRight(finding)))).toEqual([onSurfaces[2]?.name]);
});

test('a row that may be one class as well as another is no error', async () => {
  const link = altering(0, (request, answer) =>
    request.type === 'evaluate'
      ? { ...(answer as object), right: (answer as { right: number }).right + 1 }
      : answer,
  );
  const { findings } = await tryOn(link, cases.slice(0, 1));
  expect(findings.map(isRight)).toEqual([true]);
});

test('a loss that is no number is an error', async () => {
  const link = altering(0, (request, answer) => {
    if (request.type === 'run') (answer as { losses: Float32Array }).losses[3] = Number.NaN;
    return answer;
  });
  const { findings } = await tryOn(link, cases.slice(0, 1));
  expect(findings).toMatchObject([{ error: Number.POSITIVE_INFINITY, failure: null }]);
  expect(findings.map(isRight)).toEqual([false]);
});

test('what the device refuses is told, and the rest is tried', async () => {
  const gpu = new FakeGpu({
    before: (request) => {
      if (request.type === 'create' && request.run === 'tried/test 1')
        throw new GpuError({ message: 'the device refuses the kernel ‘forward 1’', isLost: false });
    },
  });
  const { findings } = await tryOn(gpu, cases.slice(0, 3));
  expect(findings.map(isRight)).toEqual([true, false, true]);
  expect(findings[1]).toMatchObject({ error: null, failure: 'the device refuses the kernel ‘forward 1’' });
});

test('a device that is lost in the middle is opened again', async () => {
  const gpu: FakeGpu = new FakeGpu({
    before: ({ type }) => {
      if (type === 'evaluate' && gpu.count('evaluate') === 2) gpu.lose();
    },
  });
  const { findings } = await tryOn(gpu, cases.slice(0, 4));
  expect(findings.map(({ failure }) => failure)).toEqual([null, 'its process has ended', null, null]);
  expect(gpu.count('open')).toBe(2);
});

test('a device that is lost three times is not tried further', async () => {
  const gpu: FakeGpu = new FakeGpu({ before: ({ type }) => type === 'run' && gpu.lose() });
  const { findings } = await tryOn(gpu, cases.slice(0, 5));
  const [lost, given] = ['its process has ended', 'not tried, since the GPU was lost 3 times'];
  expect(findings.map(({ failure }) => failure)).toEqual([lost, lost, lost, given, given]);
  expect(gpu.count('open')).toBe(3);
});
