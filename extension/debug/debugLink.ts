/** The debug adapter of a session, as VS Code sees it: it passes messages on to the thread and back, and asks it things itself. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import type { LaunchArguments, OwnRequests } from '../../core/debug/debugMessages.ts';
import type { Backend } from '../backend/backend.ts';
import type { DebugListener, DebugThread } from '../backend/openThreads.ts';

/** Our requests are counted from here: VS Code counts its own from 1. */
const firstOwn = 2 ** 30;

interface Waiting {
  resolve(body: unknown): void;
  reject(error: Error): void;
}

export interface DebugLinkParts {
  readonly open: Backend['openDebugger'];
  readonly launch: LaunchArguments;
  /** A thread of the session has stopped, or a value of it was set. */
  readonly onChange: (link: DebugLink, threadId: number) => void;
  /** Nothing more comes from it. */
  readonly onEnd: (link: DebugLink) => void;
}

export class DebugLink implements vscode.DebugAdapter {
  readonly #messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  readonly onDidSendMessage = this.#messages.event;
  readonly #with: DebugLinkParts;
  readonly #waiting = new Map<number, Waiting>();
  #thread: DebugThread | undefined;
  #next = firstOwn;
  #hasEnded = false;

  /** @throws {Error} if the thread can't be opened. */
  static async open(parts: DebugLinkParts): Promise<DebugLink> {
    const link = new DebugLink(parts);
    const listener: DebugListener = {
      onMessage: (message) => link.#onMessage(message),
      onFailure: (error) => link.#onFailure(error),
    };
    link.#thread = await parts.open(listener);
    return link;
  }

  private constructor(parts: DebugLinkParts) {
    this.#with = parts;
  }

  get launch(): LaunchArguments {
    return this.#with.launch;
  }

  handleMessage(message: vscode.DebugProtocolMessage): void {
    const request = message as DebugProtocol.Request;
    // What the person wrote is found out already: numbers of data sets would not come through VS Code's messages.
    const launch = { ...this.#with.launch, ...(request.arguments?.noDebug === true && { noDebug: true }) };
    this.#post(request.command === 'launch' ? { ...request, arguments: launch } : request);
  }

  /**
   * Asks the adapter past VS Code, whose messages would make objects of typed arrays.
   * @throws {Error} if it refuses, or has ended.
   */
  request<Name extends keyof OwnRequests>(
    command: Name,
    values: OwnRequests[Name]['arguments'],
  ): Promise<OwnRequests[Name]['body']> {
    if (this.#hasEnded) return Promise.reject(new Error(ended));
    const seq = this.#next++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(seq, { resolve, reject }));
    this.#post({ seq, type: 'request', command, arguments: values });
    // The thread is built from the same source.
    return answer as Promise<OwnRequests[Name]['body']>;
  }

  dispose(): void {
    this.#end(new Error(ended));
    this.#thread?.dispose();
    this.#messages.dispose();
  }

  #post(request: DebugProtocol.Request): void {
    this.#thread?.post(request);
  }

  #onMessage(message: DebugProtocol.ProtocolMessage): void {
    if (message.type === 'response' && this.#settle(message as DebugProtocol.Response)) return;
    this.#messages.fire(message as vscode.DebugProtocolMessage);
    if (message.type !== 'event') return;
    const { event, body } = message as DebugProtocol.Event;
    const isChange = event === 'stopped' || event === 'invalidated';
    if (isChange && typeof body?.threadId === 'number') this.#with.onChange(this, body.threadId);
  }

  /** Whether it answers a request of ours. */
  #settle({ request_seq, success, body, message }: DebugProtocol.Response): boolean {
    const waiting = this.#waiting.get(request_seq);
    if (!waiting) return false;
    this.#waiting.delete(request_seq);
    if (success) waiting.resolve(body);
    else waiting.reject(new Error(message ?? 'The debugger gave no answer.'));
    return true;
  }

  #onFailure(error: Error): void {
    const send = (event: string, body: object = {}) =>
      this.#messages.fire({ seq: 0, type: 'event', event, body } as vscode.DebugProtocolMessage);
    send('output', { category: 'stderr', output: `The debugger has ended: ${error.message}\n` });
    send('terminated');
    this.#end(error);
  }

  #end(error: Error): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#with.onEnd(this);
  }
}

const ended = 'The debugger has ended.';
