/** The logs that are open: each is followed in a thread of its own, and its runs are among those of the store. */
import * as z from 'zod';
import { LogError } from '../../core/log/logError.ts';
import type { LoggedFacts, LogNews } from '../../core/log/logNews.ts';
import { createLogRace, notesOfLog, runsOfLog } from '../../core/log/logRace.ts';
import { type RoleChoice, roleNames } from '../../core/log/logRoles.ts';
import { logId } from '../../core/race/logId.ts';
import { endChunks, type LogRace } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { textHash } from '../../core/textHash.ts';
import type { Log } from '../log.ts';
import type { LogListener, LogRequest } from './logThread.ts';
import { titleOfLog } from './titleOfLog.ts';

const choiceSchema = z.partialRecord(z.literal(roleNames), z.union([z.string(), z.null()]));
const memorySchema = z.array(z.object({ place: z.string(), choice: choiceSchema }));

/** A log takes a thread: more than these at a time nobody looks at. */
const mostOpen = 32;

/** A window that opens waits for each of its logs so long at most, in milliseconds. */
const patience = 3000;

export interface OpenLogsOptions {
  readonly log: Log;
  /** Where it is remembered which logs are open. */
  readonly memory: { get(): unknown; set(open: unknown): void };
  /** Tells the person, in one sentence. */
  tell(message: string): void;
  /** Follows a log. @returns what ends that. */
  start(request: LogRequest, listener: LogListener): () => void;
  /** The parts of a place, as people read them. */
  partsOf(place: string): readonly string[];
}

interface OpenLog {
  readonly race: LogRace;
  readonly choice: RoleChoice;
  /** By the names of runs, in their order. */
  readonly facts: Map<string, LoggedFacts>;
  /** Whether runs that are told next are those of another log, or of other columns. */
  isAnew: boolean;
  readonly close: () => void;
  /** Comes back when the runs of the log are known. */
  readonly ready: Promise<void>;
}

export class OpenLogs {
  readonly #store: RaceStore;
  readonly #options: OpenLogsOptions;
  readonly #open = new Map<string, OpenLog>();

  constructor(store: RaceStore, options: OpenLogsOptions) {
    this.#store = store;
    this.#options = options;
  }

  /**
   * Opens a log, and follows it; one that is open and was stopped is followed again.
   * @param place The path of a file, or of a folder of event files.
   * @returns it when its first runs are known.
   * @throws {LogError} if there is nothing to read, or it holds no numbers.
   */
  async open(place: string, choice?: RoleChoice): Promise<LogRace> {
    const known = this.#open.get(place);
    if (known && !choice && known.race.phase !== 'ended') {
      await known.ready;
      return known.race;
    }
    if (!known && this.#open.size >= mostOpen)
      throw new LogError(`${mostOpen} training logs are open — close some of them first`);
    const titles = [...this.#open.values()].map(({ race: { title } }) => title);
    const race =
      known?.race ??
      createLogRace(idOf(place), { place, name: titleOfLog(this.#options.partsOf(place), titles) });
    await this.#follow(race, choice ?? known?.choice ?? {});
    this.#remember();
    return race;
  }

  /** What can be chosen from: what was found of each run of a log. */
  factsOf({ log }: LogRace): readonly LoggedFacts[] {
    return [...(this.#open.get(log.place)?.facts.values() ?? [])];
  }

  choiceOf({ log }: LogRace): RoleChoice {
    return this.#open.get(log.place)?.choice ?? {};
  }

  /** Follows a log no further; what was read of it stays. */
  stop(race: LogRace): void {
    this.#open.get(race.log.place)?.close();
    this.#store.follow(race, endChunks(race, { kind: 'stopped' }));
  }

  /** Lets go of a log, also on the screen. */
  async close(race: LogRace): Promise<void> {
    this.stop(race);
    this.#open.delete(race.log.place);
    this.#remember();
    const others = (this.#store.shown?.runs ?? []).filter((run) => run.race !== race);
    if (this.#store.isShown(race)) {
      const { chosenRuns } = await import('../../core/race/chosenRuns.ts');
      if (others.length > 0) this.#store.compare(chosenRuns(others));
      else this.#store.clear();
    }
    this.#store.close(race);
  }

  /** Opens the logs again that were open when the window was gone. */
  async restore(): Promise<void> {
    const remembered = memorySchema.safeParse(this.#options.memory.get()).data ?? [];
    const gone: string[] = [];
    const opening = remembered.slice(0, mostOpen).map(({ place, choice }) =>
      this.open(place, choice).catch((error: unknown) => {
        this.#options.log.warn(`${place} is not followed again: ${String(error)}`);
        gone.push(this.#nameOf(place));
      }),
    );
    let timer: Timer | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([Promise.all(opening), enough]);
    clearTimeout(timer);
    this.#remember();
    if (gone.length === 0) return;
    const what = gone.length === 1 ? 'A training log that was open' : 'Training logs that were open';
    this.#options.tell(`${what} can't be read any more: ${gone.join(', ')}.`);
  }

  dispose(): void {
    for (const { close } of this.#open.values()) close();
  }

  #nameOf(place: string): string {
    return this.#options.partsOf(place).at(-1) ?? place;
  }

  #remember(): void {
    const open = [...this.#open].map(([place, { choice }]) => ({ place, choice }));
    this.#options.memory.set(open);
  }

  /** Comes back when the runs of the log are known. */
  #follow(race: LogRace, choice: RoleChoice): Promise<void> {
    const { place } = race.log;
    const before = this.#open.get(place);
    before?.close();
    const known = { isSaid: false, resolve() {}, reject(_: LogError) {} };
    const ready = new Promise<void>((resolve, reject) => Object.assign(known, { resolve, reject }));
    const refuse = (reason: string) => {
      // What goes wrong later is told as a note, and the log is looked for again.
      if (known.isSaid) return;
      known.isSaid = true;
      open.close();
      if (race.runs.length === 0) this.#open.delete(place);
      else this.#store.follow(race, endChunks(race, { kind: 'stopped' }));
      known.reject(new LogError(`${this.#nameOf(place)}: ${reason}`));
    };
    const onNews = (news: LogNews) => {
      this.#take(open, news);
      if (race.runs.length > 0 && !open.isAnew) {
        known.isSaid = true;
        known.resolve();
      } else if (news.fault !== null) refuse(news.fault);
      else if (news.isWhole)
        refuse('no numbers yet — expected columns of losses; open it when the training has written some');
    };
    const onEnd = (reason: string) => {
      this.#store.follow(race, endChunks(race, { kind: 'failed', message: reason }));
      refuse(reason);
    };
    const open: OpenLog = {
      ...{ race, choice, facts: new Map(before?.facts ?? []), isAnew: true, ready },
      close: this.#options.start({ place, choice }, { onNews, onEnd }),
    };
    this.#open.set(place, open);
    return ready;
  }

  #take(open: OpenLog, { isAnew, runs, remarks, fault }: LogNews): void {
    const { race, facts } = open;
    open.isAnew ||= isAnew;
    // What was there stays until there is something in its place.
    const begins = open.isAnew && runs.length > 0;
    if (begins) facts.clear();
    for (const each of runs) if (each.facts) facts.set(each.name, each.facts);
    const all = [...facts.values()];
    const notes = notesOfLog(fault, remarks, all);
    const anew = new Set(runs.flatMap((each) => (each.isAnew || begins ? [each.name] : [])));
    const isOther =
      begins ||
      anew.size > 0 ||
      runs.some((each) => each.facts) ||
      notes.join('\n') !== race.notes.join('\n');
    if (begins) open.isAnew = false;
    if (all.length === 0) return;
    race.notes = notes;
    if (isOther) {
      const next = runsOfLog(race, all, anew);
      if (race.runs.length === 0) race.runs = next;
      else this.#store.setRuns(race, next);
    }
    this.#store.open(race);
    const names = [...facts.keys()];
    const chunks = runs.flatMap(({ name, pieces }) => {
      const run = names.indexOf(name);
      return pieces.map((piece) => ({ run, piece }));
    });
    this.#store.follow(race, chunks);
  }
}

/** The same for the same place, so that what is compared with it is found again. */
function idOf(place: string): string {
  return logId(textHash(place).slice(0, 32));
}
