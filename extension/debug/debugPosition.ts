/** Where the debugged runs stand, for whoever draws that. Light: it is there from the start. */
import * as vscode from 'vscode';
import type { DebugPosition } from '../../core/debug/debugMessages.ts';

export class DebugPositions implements vscode.Disposable {
  readonly #moves = new vscode.EventEmitter<DebugPosition | null>();
  /** After each stop, and each choice of another parameter: where the run stands. null: nothing is debugged any more. */
  readonly onDidMove = this.#moves.event;
  /** The last position of each session that is open. */
  readonly #sessions = new Map<object, DebugPosition>();
  #current: DebugPosition | null = null;

  /** Of the run that has moved last; null where none is debugged. */
  get current(): DebugPosition | null {
    return this.#current;
  }

  /** @param session Whatever it is known by. */
  move(session: object, position: DebugPosition): void {
    this.#sessions.delete(session);
    this.#sessions.set(session, position);
    this.#set(position);
  }

  /** A session has ended: what is debugged beside it comes forward. */
  end(session: object): void {
    const before = this.#sessions.get(session);
    this.#sessions.delete(session);
    if (before && before === this.#current) this.#set([...this.#sessions.values()].at(-1) ?? null);
  }

  dispose(): void {
    this.#moves.dispose();
  }

  #set(position: DebugPosition | null): void {
    this.#current = position;
    this.#moves.fire(position);
  }
}
