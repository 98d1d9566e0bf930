/** The debug sessions that are open, and those that are about to be. */
import * as vscode from 'vscode';
import type { LaunchArguments } from '../../core/debug/debugMessages.ts';
import type { Backend } from '../backend/backend.ts';
import { DebugLink } from './debugLink.ts';
import type { DebugPositions } from './debugPosition.ts';
import { tellOfStaleRules } from './staleRules.ts';

/** Sessions that were prepared and have not begun; one whose start was cancelled never does. */
const mostPrepared = 16;

/** A thread that a person looks at. */
export interface DebuggedThread {
  readonly link: DebugLink;
  readonly threadId: number;
}

export class DebugSessions implements vscode.Disposable {
  readonly #backend: () => Promise<Pick<Backend, 'openDebugger'>>;
  readonly #positions: DebugPositions;
  readonly #prepared = new Map<number, LaunchArguments>();
  #nextPrepared = 1;
  /** By the ids of their sessions. */
  readonly #links = new Map<string, DebugLink>();
  /** Those whose values a person has been shown. */
  readonly #shown = new WeakSet<DebugLink>();
  readonly #changes = new vscode.EventEmitter<void>();
  /** What stands at the ends of lines is other text than before. */
  readonly onDidChangeValues = this.#changes.event;
  readonly #subscriptions = vscode.Disposable.from(
    tellOfStaleRules(() => [...this.#links.values()].map(({ launch }) => launch)),
    // Of several runs, that is meant which a person looks at.
    vscode.debug.onDidChangeActiveStackItem(() => {
      const { active } = this;
      if (active) void this.#follow(active.link, active.threadId);
    }),
  );

  constructor(backend: () => Promise<Pick<Backend, 'openDebugger'>>, positions: DebugPositions) {
    this.#backend = backend;
    this.#positions = positions;
  }

  /** Keeps what a session is to be given when it begins. @returns By what its configuration names it. */
  prepare(launch: LaunchArguments): number {
    const number = this.#nextPrepared++;
    this.#prepared.set(number, launch);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > mostPrepared && oldest !== undefined) this.#prepared.delete(oldest);
    return number;
  }

  /** Whether what a configuration names is found out, and no session has begun with it. */
  isPrepared(configuration: vscode.DebugConfiguration): boolean {
    return this.#prepared.has(configuration['prepared']);
  }

  /** @throws {Error} if nothing was prepared for the session, or its thread can't be opened. */
  async open({ id, configuration }: Pick<vscode.DebugSession, 'id' | 'configuration'>): Promise<DebugLink> {
    const launch = this.#prepared.get(configuration['prepared']);
    if (!launch) throw new Error(`The configuration "${configuration.name}" names no run to debug.`);
    this.#prepared.delete(configuration['prepared']);
    const { openDebugger } = await this.#backend();
    const link = await DebugLink.open({
      ...{ open: openDebugger, launch },
      onChange: (changed, threadId) => void this.#follow(changed, threadId),
      onEnd: (ended) => {
        if (this.#links.get(id) === ended) this.#links.delete(id);
        this.#positions.end(ended);
      },
    });
    this.#links.set(id, link);
    return link;
  }

  /** The thread that VS Code shows, or else the first of its session; null where no optimizer is debugged. */
  get active(): DebuggedThread | null {
    const { activeStackItem: item, activeDebugSession: session } = vscode.debug;
    const shown = item?.session ?? session;
    const link = shown && this.#links.get(shown.id);
    return link ? { link, threadId: item?.threadId ?? 1 } : null;
  }

  /** Goes elsewhere in a run, or looks at another of its parameters, and tells whoever draws that. */
  async move(
    { link, threadId }: DebuggedThread,
    to: { readonly step: number } | { readonly parameter: number },
  ): Promise<void> {
    const position =
      'step' in to
        ? await link.request('optimizer.goToStep', { threadId, ...to })
        : await link.request('optimizer.chooseParameter', { threadId, ...to });
    this.#positions.move(link, position);
    this.#changes.fire();
  }

  dispose(): void {
    for (const link of [...this.#links.values()]) link.dispose();
    this.#changes.dispose();
    this.#subscriptions.dispose();
  }

  async #follow(link: DebugLink, threadId: number): Promise<void> {
    const position = await link.request('optimizer.position', { threadId }).catch(() => null);
    const [id] = [...this.#links].find(([, each]) => each === link) ?? [];
    if (!position || id === undefined) return;
    if (!this.#shown.has(link)) void showSession(id);
    this.#shown.add(link);
    this.#positions.move(link, position);
    this.#changes.fire();
  }
}

/** More than a person has open. VS Code counts those that have ended, too. */
const mostSessions = 30;

/**
 * Beside a session that stands, VS Code goes on showing that one: what a person has just begun comes forward. Its view VS Code
 * brings at a breakpoint alone, and a session may begin with a stop at its first line.
 */
async function showSession(id: string): Promise<void> {
  const { commands, debug } = vscode;
  for (let count = 0; count < mostSessions && debug.activeDebugSession?.id !== id; count++)
    await commands.executeCommand('workbench.action.debug.nextConsole');
  await showDebugView();
}

async function showDebugView(): Promise<void> {
  if (vscode.workspace.getConfiguration('debug').get('openDebug') === 'neverOpen') return;
  await vscode.commands.executeCommand('workbench.view.debug');
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
}
