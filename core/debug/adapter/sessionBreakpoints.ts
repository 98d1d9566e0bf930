/** What the runs of a session are to stop at, as the editor has set it. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { LineBreakpoint } from '../breakpoints.ts';
import { DataBreakpoint } from '../dataBreakpoint.ts';
import type { DebugThread } from '../debugThread.ts';
import type { ExceptionChoice } from '../exceptions.ts';
import type { Stops } from '../stops.ts';

/** A breakpoint of a source, with its id. */
interface Placed {
  readonly id: number;
  readonly asked: DebugProtocol.SourceBreakpoint;
  /** One for each run of this source. */
  readonly of: ReadonlyMap<DebugThread, LineBreakpoint>;
}

interface AskedData {
  readonly id: number;
  readonly thread: DebugThread;
  readonly breakpoint: DataBreakpoint;
}

export class SessionBreakpoints {
  /** By the paths of sources. */
  readonly #placed = new Map<string, readonly Placed[]>();
  #data: readonly AskedData[] = [];
  #nextId = 1;
  exceptions: ExceptionChoice = { on: new Set(), most: Number.POSITIVE_INFINITY };

  /** Whether any can do something in the rules of the runs, or on their values. */
  get areThere(): boolean {
    const placed = [...this.#placed.values()].flat().flatMap(({ of }) => [...of.values()]);
    return [...placed, ...this.#data.map(({ breakpoint }) => breakpoint)].some(({ fault }) => fault === null);
  }

  /** @param threads The runs of the source. */
  setOnLines(
    path: string,
    asked: readonly DebugProtocol.SourceBreakpoint[],
    threads: readonly DebugThread[],
  ): readonly Placed[] {
    const known = this.#placed.get(path) ?? [];
    const placed = asked.map((each): Placed => {
      const text = textOf(each);
      // Its hits stay counted.
      const before = known.find((one) => textOf(one.asked) === text);
      if (before) return before;
      return {
        id: this.#nextId++,
        asked: each,
        of: new Map(threads.map((thread) => [thread, new LineBreakpoint(each, thread)])),
      };
    });
    this.#placed.set(path, placed);
    return placed;
  }

  setOnValues(
    asked: readonly {
      readonly thread: DebugThread;
      readonly name: string;
      readonly parameter: number;
      readonly condition?: string | undefined;
    }[],
  ): readonly AskedData[] {
    this.#data = asked.map(({ thread, name, parameter, condition }) => ({
      id: this.#nextId++,
      thread,
      breakpoint: new DataBreakpoint(thread, name, parameter, condition),
    }));
    return this.#data;
  }

  stopsOf(thread: DebugThread): Stops {
    const lines = [...this.#placed.values()].flat().flatMap(({ of }) => of.get(thread) ?? []);
    const data = this.#data.flatMap((each) => (each.thread === thread ? [each.breakpoint] : []));
    return { lines, data, exceptions: this.exceptions };
  }

  idOf(thread: DebugThread, breakpoint: LineBreakpoint | DataBreakpoint): number | undefined {
    const placed = [...this.#placed.values()].flat().find(({ of }) => of.get(thread) === breakpoint);
    return placed?.id ?? this.#data.find((each) => each.breakpoint === breakpoint)?.id;
  }
}

function textOf({ line, condition, hitCondition, logMessage }: DebugProtocol.SourceBreakpoint): string {
  return JSON.stringify([line, condition, hitCondition, logMessage]);
}
