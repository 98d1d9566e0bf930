/** An editor that asks the debug adapter for all that it shows at a stop. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebugAdapter } from '../../../core/debug/adapter/debugAdapter.ts';
import type { RunToDebug } from '../../../core/debug/debugMessages.ts';

/** What a page of variables has. */
const page = 100;

export class Editor {
  readonly #adapter: DebugAdapter;
  #sequence = 1;
  #last: DebugProtocol.Response | undefined;

  /** Begins to debug a run, at its first line. */
  constructor(run: RunToDebug) {
    this.#adapter = new DebugAdapter({
      send: (message) => {
        if (message.type === 'response') this.#last = message as DebugProtocol.Response;
      },
      rest: () => new Promise((resolve) => setImmediate(resolve)),
    });
    this.ask('initialize');
    this.ask('launch', { runs: [run], stopOnEntry: true });
    this.ask('configurationDone');
  }

  /** @throws {Error} if the adapter refuses. */
  ask<Body>(command: string, values: object = {}): Body {
    this.#adapter.handle({
      ...{ seq: this.#sequence++, type: 'request', command, arguments: values },
    } as DebugProtocol.Request);
    if (!this.#last?.success) throw new Error(`${command}: ${this.#last?.message}`);
    return this.#last.body as Body;
  }

  goToStep(step: number): void {
    this.ask('optimizer.goToStep', { threadId: 1, step });
  }

  /** Stack, scopes, the variables of each scope, and of a network a page of its largest tensor. */
  look(): readonly DebugProtocol.Variable[] {
    const { stackFrames } = this.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: 1 });
    const frameId = stackFrames[0]?.id ?? 0;
    const { scopes } = this.ask<DebugProtocol.ScopesResponse['body']>('scopes', { frameId });
    const shown = scopes.flatMap(({ variablesReference }) => this.#variables(variablesReference));
    const pages = shown.filter(({ indexedVariables = 0 }) => indexedVariables > page);
    const [largest] = pages.sort((a, b) => (b.indexedVariables ?? 0) - (a.indexedVariables ?? 0));
    return largest ? [...shown, ...this.#variables(largest.variablesReference)] : shown;
  }

  /** With all digits. */
  evaluate(expression: string): number {
    const values = { expression, frameId: 1, context: 'clipboard' };
    return Number(this.ask<DebugProtocol.EvaluateResponse['body']>('evaluate', values).result);
  }

  dispose(): void {
    this.#adapter.dispose();
  }

  #variables(variablesReference: number): readonly DebugProtocol.Variable[] {
    const values = { variablesReference, start: 0, count: page };
    return this.ask<DebugProtocol.VariablesResponse['body']>('variables', values).variables;
  }
}
