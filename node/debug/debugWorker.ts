/** The program of the thread that a debug session runs in: replaying thousands of steps must not hold up the extension host. */
import { parentPort, workerData } from 'node:worker_threads';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebugAdapter } from '../../core/debug/adapter/debugAdapter.ts';
import type { LaunchArguments } from '../../core/debug/debugMessages.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { messageOf } from '../../core/messageOf.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { DebugPlaces } from './debugThread.ts';

const { data: folder } = workerData as DebugPlaces;
const send = (message: DebugProtocol.ProtocolMessage) => parentPort?.postMessage(message);
const rest = () => new Promise<void>((resolve) => setImmediate(resolve));
const adapter = new DebugAdapter({ send, rest });

/** Requests are handled in the order in which they come, also while the data of the first is read. */
let before = Promise.resolve();
parentPort?.on('message', (request: DebugProtocol.Request) => {
  before = before.then(() => handle(request));
});

/** The adapter answers at once, also while a run goes on: `launch` alone waits for its data. */
async function handle(request: DebugProtocol.Request): Promise<void> {
  try {
    const { command, arguments: values } = request;
    const launch = command === 'launch' && (await withData(values as LaunchArguments));
    const whole: DebugProtocol.Request = launch ? { ...request, arguments: launch } : request;
    adapter.handle(whole);
  } catch (error) {
    refuse(request, messageOf(error));
  }
}

/** With the data sets that ship, which are read here: they come packed. */
async function withData(launch: LaunchArguments): Promise<LaunchArguments> {
  const runs = launch.runs.map(async (run) => {
    const { problem } = run.spec;
    if (run.data || !('data' in problem)) return run;
    return {
      ...run,
      data: await loadDataset(problem.data, folder, splitOf(problem)),
    };
  });
  return { ...launch, runs: await Promise.all(runs) };
}

function refuse({ seq, command }: DebugProtocol.Request, message: string): void {
  const response: DebugProtocol.Response = {
    ...{ seq: 0, type: 'response', request_seq: seq, command },
    ...{ success: false, message },
  };
  send(response);
}
