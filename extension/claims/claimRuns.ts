/** Puts claims to the test, one after the other, each in a thread. */
import * as vscode from 'vscode';
import type { ClaimTestState, TestedClaim } from '../../core/claims/claimSheet.ts';
import { Listeners } from '../../core/listeners.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Backend } from '../backend/backend.ts';
import { log } from '../log.ts';
import { placeOf } from './claimData.ts';
import type { ListedClaim } from './claimShelf.ts';

/** What has changed: the state of a claim, or how much of it is done. */
export interface ClaimChange {
  readonly key: string;
  readonly isProgress: boolean;
}

export interface ClaimRunParts {
  readonly backend: () => Promise<Pick<Backend, 'testClaim'>>;
  /** Takes what came of a test. */
  readonly keep: (claim: ListedClaim, tested: TestedClaim) => Promise<void>;
}

const idle: ClaimTestState = { kind: 'idle' };

export class ClaimRuns {
  readonly #parts: ClaimRunParts;
  readonly #listeners = new Listeners<ClaimChange>((error) => log.error(messageOf(error)));
  readonly #states = new Map<string, ClaimTestState>();
  /** By their keys: ends a test that goes on or waits. */
  readonly #ends = new Map<string, AbortController>();
  /** When all before have ended. */
  #before: Promise<void> = Promise.resolve();

  constructor(parts: ClaimRunParts) {
    this.#parts = parts;
  }

  onDidChange(listener: (change: ClaimChange) => void): vscode.Disposable {
    return this.#listeners.add(listener);
  }

  stateOf(key: string): ClaimTestState {
    return this.#states.get(key) ?? idle;
  }

  /** Whether any goes on or waits. */
  get isBusy(): boolean {
    return this.#ends.size > 0;
  }

  /** Until it has ended, in whatever way; one that goes on or waits isn't run twice. */
  run(claim: ListedClaim): Promise<void> {
    const { key } = claim;
    if (!claim.claim || this.#ends.has(key)) return this.#before;
    const end = new AbortController();
    this.#ends.set(key, end);
    this.#set(key, { kind: 'waiting' });
    const run = this.#before.then(() => this.#test(claim, end.signal));
    this.#before = run;
    return run;
  }

  /** @param key Default: all that go on or wait. */
  cancel(key?: string): void {
    for (const each of key === undefined ? [...this.#ends.keys()] : [key]) {
      this.#ends.get(each)?.abort(new vscode.CancellationError());
      if (this.stateOf(each).kind === 'waiting') this.#finish(each, { kind: 'cancelled' });
    }
  }

  dispose(): void {
    this.#listeners.clear();
    this.cancel();
  }

  async #test(claim: ListedClaim, signal: AbortSignal): Promise<void> {
    const { key } = claim;
    if (signal.aborted) return;
    try {
      this.#set(key, { kind: 'running', share: 0 });
      const onProgress = (share: number) => {
        if (!signal.aborted) this.#set(key, { kind: 'running', share }, true);
      };
      const tested = await (await this.#parts.backend()).testClaim(claim.text, placeOf(claim.uri), {
        onProgress,
        signal,
      });
      await this.#parts.keep(claim, tested);
      this.#finish(key, idle);
    } catch (error) {
      const isCancelled = error instanceof vscode.CancellationError;
      if (!isCancelled) log.error(`claims: ${claim.file}: ${messageOf(error)}`);
      this.#finish(key, isCancelled ? { kind: 'cancelled' } : { kind: 'failed', message: messageOf(error) });
    }
  }

  #finish(key: string, state: ClaimTestState): void {
    this.#ends.delete(key);
    this.#set(key, state);
  }

  #set(key: string, state: ClaimTestState, isProgress = false): void {
    this.#states.set(key, state);
    this.#listeners.tell({ key, isProgress });
  }
}
