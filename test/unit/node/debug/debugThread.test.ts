/** The thread of a debug session, as it ships. */
import path from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { LaunchArguments, RunToDebug } from '../../../../core/debug/debugMessages.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { type DebugThread, openDebugThread } from '../../../../threads/debug/debugThread.ts';
import { createRunner, record } from '../../engine/runs.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';
import { waitFor } from '../../waitFor.ts';
import { bundleForNode } from '../childProgram.ts';

let program: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  program = await bundleForNode({ debugWorker: 'node/debug/debugWorker.ts' });
});
afterAll(() => program.remove());

let thread: DebugThread;
let messages: DebugProtocol.ProtocolMessage[];
let failures: string[];
let seq: number;

beforeEach(() => {
  [messages, failures, seq] = [[], [], 0];
  thread = openDebugThread(
    threadsOf(path.join(program.folder, 'debugWorker.js'), {
      places: { data: inRoot('core', 'problems', 'data') },
    }),
    {
      onMessage: (message) => void messages.push(message),
      onFailure: ({ message }) => void failures.push(message),
    },
  );
});
afterEach(() => thread.dispose());

/** Sends a request and gives its response. */
async function ask(command: string, values: object = {}): Promise<DebugProtocol.Response> {
  const request = { seq: ++seq, type: 'request', command, arguments: values };
  thread.post(request);
  const isAnswer = (message: DebugProtocol.ProtocolMessage): message is DebugProtocol.Response =>
    message.type === 'response' && (message as DebugProtocol.Response).request_seq === request.seq;
  return waitFor(() => messages.find(isAnswer) ?? expect.fail(`no answer to ${command}`));
}

const events = () =>
  messages.flatMap((message) => (message.type === 'event' ? [message as DebugProtocol.Event] : []));
const stopped = (count: number) =>
  waitFor(() => {
    const found = events().filter(({ event }) => event === 'stopped');
    return found[count - 1] ?? expect.fail(`expected ${count} stops`);
  });

function launchOf(experiment: object, change: (spec: RunSpec) => RunSpec = (spec) => spec): LaunchArguments {
  const runs = raceOf(experiment).runs.map(
    ({ spec, name }): RunToDebug => ({
      ...{ spec: change(spec), title: name, data: null },
      source: { name: `${spec.optimizer}.optimizer`, path: `optimizer-rule:/${spec.optimizer}.optimizer` },
      recorded: { steps: new Float64Array(), losses: new Float64Array() },
    }),
  );
  return { runs, stopOnEntry: true };
}

/** Up to where the runs stand before their first line. */
async function begin(experiment: object): Promise<void> {
  await ask('initialize', { adapterID: 'optimizer' });
  expect(await ask('launch', launchOf(experiment))).toMatchObject({ success: true });
  await waitFor(() => expect(events().map(({ event }) => event)).toContain('initialized'));
  await ask('configurationDone');
  await stopped(1);
}

test('a run is debugged', async () => {
  await begin(onValley({ optimizers: [{ optimizer: 'adam' }] }));
  const { body } = await ask('stackTrace', { threadId: 1 });
  expect(body.stackFrames[0].source.name).toBe('adam.optimizer');
  const position = await ask('optimizer.position', { threadId: 1 });
  expect(position.body).toMatchObject({ step: 1, position: [1, 10], parameter: 0 });
  expect(failures).toEqual([]);
});

test('data that ships is read in the thread, where what comes meanwhile waits', async () => {
  await begin(onDigits({ optimizers: [{ optimizer: 'sgd' }], epochs: 1 }));
  const { body } = await ask('optimizer.position', { threadId: 1 });
  expect(body.loss).toBeGreaterThan(1);
});

test('a run has the rows to train on that its problem leaves', async () => {
  const problem = { data: 'iris', validation: 0.2, test: 0.4, evaluate_on: 'test' };
  const experiment = onDigits({ problem, batch_size: ['full'], epochs: 2 });
  await begin(experiment);
  const { body } = await ask('optimizer.position', { threadId: 1 });
  const { losses } = await record(createRunner(experiment));
  expect(body.loss).toBeCloseTo(losses[0] ?? Number.NaN, 12);
});

test('a run whose data is not there is refused', async () => {
  await ask('initialize', { adapterID: 'optimizer' });
  const gone = launchOf(onDigits(), (spec) => ({ ...spec, problem: { data: 'gone', hidden: [] } }));
  expect(await ask('launch', gone)).toMatchObject({
    success: false,
    message: 'problem.data = gone — expected a data set of the table',
  });
});

test('what stops a run comes through while it goes on', async () => {
  await begin(
    onDigits({ problem: { data: 'digits', hidden: [64] }, optimizers: [{ optimizer: 'sgd' }], epochs: 1000 }),
  );
  await ask('continue', { threadId: 1 });
  await ask('pause', { threadId: 1 });
  expect((await stopped(2)).body.reason).toBe('pause');
});

test('a thread that ends by itself is told of, and one that is ended is not', async () => {
  const broken = vi.fn();
  const { dispose } = openDebugThread(threadsOf('/gone.js'), { onMessage() {}, onFailure: broken });
  await waitFor(() => expect(broken).toHaveBeenCalledOnce());
  dispose();
  thread.dispose();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([broken.mock.calls.length, failures]).toEqual([1, []]);
});
