/** Shows a race while it goes on: a table that is drawn anew in a terminal, and elsewhere a line a run as it ends. */
import { clipped } from '../../../core/format.ts';
import type { Race } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { hasEnded } from '../../../core/race/status.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Stream, Terminal } from '../terminal.ts';
import { wrapped } from '../wrapped.ts';
import { raceTable, runLine } from './raceTable.ts';

/** Milliseconds between two drawings. */
const interval = 100;
/** Milliseconds between two lines about all runs, where no terminal is. */
const summaryInterval = 10_000;
/** Lines that a terminal keeps for what stands around the table: head, count and the prompt. */
const linesBeside = 4;
/** What is said of all runs is cut behind so many lines. */
const mostAbove = 6;

export interface WatchOptions {
  readonly store: Pick<RaceStore, 'onDidChange'>;
  /** Where it is shown. */
  readonly stream: Stream;
  readonly size: Terminal['size'];
  /** Ends it before the race does. */
  readonly signal: AbortSignal;
  /** What there is to say of all runs: above the table, and elsewhere now and then in a line. Default: nothing. */
  readonly summary?: () => string;
}

/** Comes back when the race has ended, or is to be left. */
export async function watchRace(race: Race, options: WatchOptions): Promise<void> {
  const shown = options.stream.isTerminal ? liveTable(race, options) : plainLines(race, options);
  try {
    await endOf(race, options);
  } finally {
    shown.end();
  }
}

function endOf(race: Race, { store, signal }: WatchOptions): Promise<void> {
  return new Promise((resolve) => {
    const subscription = store.onDidChange(() => look());
    const done = () => {
      subscription.dispose();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const look = () => race.phase === 'ended' && done();
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    else look();
  });
}

interface ShownRace {
  /** Shows how it stands at the end. */
  end(): void;
}

function liveTable(race: Race, { stream, size, summary }: WatchOptions): ShownRace {
  let drawn = 0;
  const draw = () => {
    const { columns, rows } = size();
    const said = summary ? wrapped(summary(), columns - 1) : [];
    const above = said.slice(0, mostAbove).map((line) => clipped(line, columns - 1));
    const room = Math.max(1, rows - linesBeside - above.length);
    // In the last column some terminals begin a line.
    const lines = [...above, ...raceTable(race, { columns: columns - 1, rows: room })];
    const back = drawn > 0 ? `\u001b[${drawn}A\u001b[0J` : '';
    stream.write(`${back}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  draw();
  const timer = setInterval(draw, interval);
  return {
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

function plainLines(race: Race, { store, stream, summary }: WatchOptions): ShownRace {
  const told = new Set<number>();
  // Of a race that goes on, what had ended before is told, too.
  const tell = () => {
    const { runs, phase } = outlineOf(race);
    for (const [number, run] of runs.entries()) {
      if (told.has(number) || !hasEnded(run.state.status)) continue;
      told.add(number);
      stream.write(`[${told.size}/${runs.length}] ${runLine(run, phase)}\n`);
    }
  };
  const subscription = store.onDidChange((change) => {
    if (change.type === 'changed' && change.race === race) tell();
  });
  const timer = summary && setInterval(() => stream.write(`${summary()}\n`), summaryInterval);
  return {
    end() {
      clearInterval(timer);
      subscription.dispose();
      tell();
    },
  };
}
