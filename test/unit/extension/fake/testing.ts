/** The Test Explorer: controllers with their items and profiles, and what their runs have told. */
import { EventEmitter, type Position, type Uri } from './values.ts';

export interface FakeTestItem {
  readonly id: string;
  readonly label: string;
  readonly uri: Uri;
  readonly children: FakeTestItems;
  description?: string;
  range?: { readonly start: Position };
}

export class FakeTestItems {
  readonly #items = new Map<string, FakeTestItem>();
  get size(): number {
    return this.#items.size;
  }
  get = (id: string) => this.#items.get(id);
  add = (item: FakeTestItem) => void this.#items.set(item.id, item);
  delete = (id: string) => void this.#items.delete(id);
  replace(items: readonly FakeTestItem[]): void {
    this.#items.clear();
    for (const item of items) this.add(item);
  }
  forEach(look: (item: FakeTestItem) => void): void {
    for (const item of this.#items.values()) look(item);
  }
}

export class TestMessage {
  location: unknown;
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

export class TestRunRequest {
  readonly include: readonly FakeTestItem[] | undefined;
  readonly exclude: readonly FakeTestItem[];
  readonly continuous: boolean;
  constructor(include?: readonly FakeTestItem[], exclude: readonly FakeTestItem[] = [], continuous = false) {
    this.include = include;
    this.exclude = exclude;
    this.continuous = continuous;
  }
}

export class FakeToken {
  readonly #cancelled = new EventEmitter<undefined>();
  isCancellationRequested = false;
  readonly onCancellationRequested = (listener: () => void) => this.#cancelled.event(listener);
  cancel(): void {
    this.isCancellationRequested = true;
    this.#cancelled.fire(undefined);
  }
}

/** What a run has told, in its order: `passed convergence/valley`, with messages. */
export interface FakeTestRun {
  readonly told: { kind: string; id: string; messages?: readonly TestMessage[] }[];
  /** What it has printed. */
  readonly output: string[];
  isOver: boolean;
}

export class FakeTestController {
  readonly items = new FakeTestItems();
  readonly runs: FakeTestRun[] = [];
  readonly invalidated: string[] = [];
  isDisposed = false;
  run: (request: TestRunRequest, token: FakeToken) => Promise<void> = async () => {};

  createTestItem(id: string, label: string, uri: Uri): FakeTestItem {
    return { id, label, uri, children: new FakeTestItems() };
  }
  createRunProfile(_label: string, _kind: number, run: FakeTestController['run']): object {
    this.run = run;
    return { dispose() {} };
  }
  invalidateTestResults(item: FakeTestItem): void {
    this.invalidated.push(item.id);
  }
  createTestRun(): object {
    const run: FakeTestRun = { told: [], output: [], isOver: false };
    this.runs.push(run);
    const tell = (kind: string) => (item: FakeTestItem, messages?: TestMessage | readonly TestMessage[]) =>
      void run.told.push({
        ...{ kind, id: item.id },
        ...(typeof messages === 'object' && { messages: [messages].flat() }),
      });
    return {
      ...{ enqueued: tell('enqueued'), started: tell('started'), skipped: tell('skipped') },
      ...{ passed: tell('passed'), failed: tell('failed'), errored: tell('errored') },
      ...{ appendOutput: (text: string) => void run.output.push(text), token: new FakeToken() },
      end() {
        run.isOver = true;
      },
    };
  }
  dispose(): void {
    this.isDisposed = true;
  }
}
