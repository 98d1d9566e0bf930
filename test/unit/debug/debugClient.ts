/** An editor as the debug adapter sees it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DebugAdapter } from '../../../core/debug/adapter/debugAdapter.ts';
import type { LaunchArguments, RunToDebug } from '../../../core/debug/debugMessages.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { ruleOf } from '../../../core/optimizers/ruleOf.ts';
import { dataOf } from '../engine/runs.ts';

export const path = '/workspace/mine.optimizer';

/** Adam as in the pictures. */
export const adamText = [
  'name "Adam"',
  'lr    = 0.001  in (0, 10]',
  'beta1 = 0.9    in [0, 1)',
  'beta2 = 0.999  in [0, 1)',
  'eps   = 1e-8   in [0, 1]',
  'state m, v',
  'update',
  '  m = beta1 * m + (1 - beta1) * g',
  '  v = beta2 * v + (1 - beta2) * g**2',
  '  m_hat = m / (1 - beta1**t)',
  '  v_hat = v / (1 - beta2**t)',
  '  p = p - lr * m_hat / (sqrt(v_hat) + eps)',
].join('\n');

export const onValley: object = {
  problem: { surface: 'valley', start: [1, 10] },
  lr: [0.01],
  steps: 200,
};

/** Every run of an experiment with a rule of one's own. */
export function runsOf(text: string, experiment: object = onValley): readonly RunToDebug[] {
  const rules = new Map([['./mine.optimizer', { place: `file://${path}`, text }]]);
  const parsed = parseExperiment({ optimizers: [{ optimizer: './mine.optimizer' }], ...experiment }, rules);
  const data = dataOf(parsed);
  return expandExperiment(parsed).map((spec) => ({
    spec,
    data,
    title: `${ruleOf(spec)?.name}, lr ${String(spec.hyperparameters['lr'])}`,
    source: { name: 'mine.optimizer', path },
    recorded: { steps: new Float64Array(), losses: new Float64Array() },
  }));
}

type Body = Readonly<Record<string, unknown>>;

export class DebugClient {
  readonly events: DebugProtocol.Event[] = [];
  readonly #adapter: DebugAdapter;
  readonly #responses: DebugProtocol.Response[] = [];
  readonly #waiting: { readonly event: string; readonly resolve: (body: Body) => void }[] = [];
  #sequence = 1;

  constructor() {
    this.#adapter = new DebugAdapter({
      send: (message) => this.#take(message),
      rest: () => new Promise((resolve) => setImmediate(resolve)),
    });
  }

  /** The response, also one that says what is wrong. */
  ask(command: string, values: object = {}): DebugProtocol.Response {
    const seq = this.#sequence++;
    this.#adapter.handle({ seq, type: 'request', command, arguments: values } as DebugProtocol.Request);
    const response = this.#responses.find((each) => each.request_seq === seq);
    if (!response) throw new Error(`${command} was not answered`);
    return response;
  }

  /** The body of the response. */
  request<T = Body>(command: string, values: object = {}): T {
    const { success, message, body } = this.ask(command, values);
    if (!success) throw new Error(`${command}: ${message}`);
    return body as T;
  }

  /** The next event of this kind that comes from now on. */
  next(event: string): Promise<Body> {
    return new Promise((resolve) => this.#waiting.push({ event, resolve }));
  }

  /** Asks, and waits for the run to stop. */
  async until(command: string, values: object = { threadId: 1 }): Promise<Body> {
    const stopped = this.next('stopped');
    this.request(command, values);
    return stopped;
  }

  /** Begins, and waits for the first stop. */
  async launch(
    runs: readonly RunToDebug[],
    more: Partial<LaunchArguments> = {},
    configure: () => void = () => {},
  ): Promise<Body> {
    this.request('initialize');
    this.request('launch', { runs, ...more });
    configure();
    return this.until('configurationDone');
  }

  /** Step and line of a thread. */
  place(threadId = 1): readonly [step: number, line: number] {
    const { stackFrames } = this.request<DebugProtocol.StackTraceResponse['body']>('stackTrace', {
      threadId,
    });
    const [frame] = stackFrames;
    return [Number(/Step (\d+)/.exec(frame?.name ?? '')?.[1]), frame?.line ?? 0];
  }

  scopes(frameId = 1): readonly DebugProtocol.Scope[] {
    return this.request<DebugProtocol.ScopesResponse['body']>('scopes', { frameId }).scopes;
  }

  scope(name: string | RegExp, frameId = 1): DebugProtocol.Scope {
    const found = this.scopes(frameId).find((each) => each.name.match(name));
    if (!found) throw new Error(`no scope ${name}`);
    return found;
  }

  variables(variablesReference: number, more: object = {}): readonly DebugProtocol.Variable[] {
    return this.request<DebugProtocol.VariablesResponse['body']>('variables', { variablesReference, ...more })
      .variables;
  }

  /** Names and values of a scope. */
  values(scope: string | RegExp, frameId = 1): Readonly<Record<string, string>> {
    const all = this.variables(this.scope(scope, frameId).variablesReference);
    return Object.fromEntries(all.map(({ name, value }) => [name, value]));
  }

  evaluate(expression: string, context = 'watch', frameId = 1): string {
    const { success, body, message } = this.ask('evaluate', { expression, context, frameId });
    return success ? (body as { result: string }).result : `${message}`;
  }

  breakAt(...breakpoints: readonly DebugProtocol.SourceBreakpoint[]): readonly DebugProtocol.Breakpoint[] {
    const values = { source: { path }, breakpoints };
    return this.request<DebugProtocol.SetBreakpointsResponse['body']>('setBreakpoints', values).breakpoints;
  }

  /** What was written to the console. */
  get console(): readonly string[] {
    return this.events.flatMap(({ event, body }) =>
      event === 'output' ? [String(body.output).trimEnd()] : [],
    );
  }

  dispose(): void {
    this.#adapter.dispose();
  }

  #take(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'response') {
      this.#responses.push(message as DebugProtocol.Response);
      return;
    }
    const event = message as DebugProtocol.Event;
    this.events.push(event);
    const index = this.#waiting.findIndex((each) => each.event === event.event);
    if (index >= 0) this.#waiting.splice(index, 1)[0]?.resolve((event.body ?? {}) as Body);
  }
}
