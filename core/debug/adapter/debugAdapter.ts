import type { DebugProtocol } from '@vscode/debugprotocol';
import type { LaunchArguments, RunToDebug } from '../debugMessages.ts';

export class DebugAdapter {
  readonly #send: (message: DebugProtocol.ProtocolMessage) => void;
  #runs: readonly RunToDebug[] = [];
  #lines: number[] = [];
  #breaks = new Map<string, number[]>();
  #seq = 1;
  constructor({ send }: { send(message: DebugProtocol.ProtocolMessage): void; rest(): Promise<void> }) {
    this.#send = send;
  }
  handle(request: DebugProtocol.Request): void {
    const { command, arguments: args } = request;
    const reply = (body: object = {}) =>
      this.#send({
        seq: this.#seq++,
        type: 'response',
        request_seq: request.seq,
        command,
        success: true,
        body,
      } as never);
    const event = (name: string, body: object = {}) =>
      this.#send({ seq: this.#seq++, type: 'event', event: name, body } as never);
    const stopped = (threadId: number, reason = 'step') =>
      event('stopped', { reason, threadId, allThreadsStopped: true });
    const id = Number(args?.threadId ?? 1);
    switch (command) {
      case 'initialize':
        return reply({
          supportsConfigurationDoneRequest: true,
          supportsStepBack: true,
          supportsEvaluateForHovers: true,
        });
      case 'launch':
        this.#runs = (args as LaunchArguments).runs;
        this.#lines = this.#runs.map(() => 8);
        reply();
        return event('initialized');
      case 'setBreakpoints':
        this.#breaks.set(
          args.source.path,
          args.breakpoints.map((each: { line: number }) => each.line),
        );
        return reply({
          breakpoints: args.breakpoints.map((b: { line: number }) => ({ verified: true, line: b.line })),
        });
      case 'configurationDone':
        reply();
        this.#runs.forEach((_, index) => stopped(index + 1, 'entry'));
        return;
      case 'threads':
        return reply({ threads: this.#runs.map(({ title }, index) => ({ id: index + 1, name: title })) });
      case 'stackTrace': {
        const line = this.#lines[id - 1] ?? 1;
        return reply({
          stackFrames: [{ id, name: 'Step 1', line, column: 1, source: this.#runs[id - 1]?.source }],
          totalFrames: 1,
        });
      }
      case 'scopes':
        return reply({ scopes: [{ name: 'Run', variablesReference: 1, expensive: false }] });
      case 'variables':
        return reply({ variables: [{ name: 'lr', value: '0.1', variablesReference: 0 }] });
      case 'evaluate':
        return reply({ result: args.expression, variablesReference: 0 });
      case 'next':
      case 'stepBack':
        reply();
        this.#lines[id - 1] = (this.#lines[id - 1] ?? 1) + (command === 'next' ? 1 : -1);
        return stopped(id);
      case 'continue': {
        reply({ allThreadsContinued: false });
        const line = this.#breaks.get(this.#runs[id - 1]?.source.path ?? '')?.[0];
        if (line === undefined) return event('terminated');
        this.#lines[id - 1] = line;
        return stopped(id, 'breakpoint');
      }
      case 'optimizer.position':
        return reply({
          threadId: id,
          run: this.#runs[id - 1]?.spec.id,
          step: 1,
          line: this.#lines[id - 1],
          loss: 1,
          position: [1, 2],
          parameter: 0,
          parameterName: 'w0',
          branch: null,
        });
      case 'optimizer.lineValues':
        return reply({ lines: [{ line: this.#lines[id - 1], text: 'lr = 0.1' }] });
      case 'optimizer.parameters':
        return reply({
          parameters: [
            { index: 0, name: 'w0', gradient: 100, update: -0.1 },
            { index: 1, name: 'w1', gradient: 10, update: -0.01 },
          ],
        });
      default:
        return reply();
    }
  }
  dispose(): void {}
}
