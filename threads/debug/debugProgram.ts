/** The program of the thread that a debug session runs in: replaying thousands of steps must not hold up the extension host. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebugAdapter } from '../../core/debug/adapter/debugAdapter.ts';
import type { LaunchArguments } from '../../core/debug/debugMessages.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Machine, ThreadPort } from '../machine.ts';

export function debugRuns(port: ThreadPort, machine: Machine): void {
  const send = (message: DebugProtocol.ProtocolMessage) => port.postMessage(message);
  const adapter = new DebugAdapter({ send, rest: () => machine.nextTurn() });
  /** Requests are handled in the order in which they come, also while the data of the first is read. */
  let before = Promise.resolve();
  port.onMessage((request: DebugProtocol.Request) => {
    before = before.then(() => handle(request));
  });

  /** The adapter answers at once, also while a run goes on: `launch` alone waits for its data. */
  async function handle(request: DebugProtocol.Request): Promise<void> {
    try {
      const { command, arguments: values } = request;
      const launch = command === 'launch' && (await withData(values as LaunchArguments, machine));
      const whole: DebugProtocol.Request = launch ? { ...request, arguments: launch } : request;
      adapter.handle(whole);
    } catch (error) {
      send(refusal(request, messageOf(error)));
    }
  }
}

/** With the data sets that ship, which are read here: they come packed. */
async function withData(launch: LaunchArguments, machine: Machine): Promise<LaunchArguments> {
  const runs = launch.runs.map(async (run) => {
    const { problem } = run.spec;
    if (run.data || !('data' in problem)) return run;
    return { ...run, data: await machine.dataset(problem.data, splitOf(problem)) };
  });
  return { ...launch, runs: await Promise.all(runs) };
}

function refusal({ seq, command }: DebugProtocol.Request, message: string): DebugProtocol.Response {
  return {
    ...{ seq: 0, type: 'response', request_seq: seq, command },
    ...{ success: false, message },
  };
}
