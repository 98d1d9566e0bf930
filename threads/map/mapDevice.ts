/** Decides whether a part of a map is computed on a device, and what is said of it. */
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import type { DeviceOutcome } from './mapTasks.ts';

export interface MapGpu {
  readonly link: GpuLink;
  /** "gpu": from the first cell on, whatever device there is. "auto": where the processor takes long. */
  readonly choice: 'auto' | 'gpu';
  /** Milliseconds that a map waits for a device to be opened. Default: 5000. */
  readonly patience?: number;
}

/** Batches of a thread that don't count: it loads and compiles with them. */
const warmUp = 2;
/** Milliseconds of computing, of each thread, from which on what is left is predicted. */
const measuredFor = 200;
/** A map that the processor has in so many milliseconds stays there. */
const worthwhile = 1000;

/** `asked`: whether there is one is being found out. */
type Stage = 'unasked' | 'asked' | 'on' | 'off';

export class MapDevice {
  readonly #choice: MapGpu['choice'];
  #stage: Stage = 'unasked';
  /** What "auto" has against a device, for all parts of the map. */
  #refused: string | null = null;
  #batches = 0;
  #deviceBatches = 0;
  #computed = { cells: 0, milliseconds: 0 };
  /** What the processor was predicted to take, in milliseconds. */
  #predicted = 0;
  /** The name of what has computed any part of the map. */
  #name: string | null = null;

  constructor(choice: MapGpu['choice']) {
    this.#choice = choice;
  }

  /** Another part of the map. */
  reset(): void {
    this.#stage = 'unasked';
    this.#batches = 0;
    this.#deviceBatches = 0;
    this.#computed = { cells: 0, milliseconds: 0 };
  }

  /** Whether the processor's threads are to compute. */
  get leavesCells(): boolean {
    return this.#stage !== 'on' && !(this.#stage === 'asked' && this.#choice === 'gpu');
  }

  get isOn(): boolean {
    return this.#stage === 'on';
  }

  get isAsked(): boolean {
    return this.#stage === 'asked';
  }

  /** Whether a device is to be asked for before any cell is computed. */
  begin(): boolean {
    if (this.#choice !== 'gpu') return false;
    this.#stage = 'asked';
    return true;
  }

  /**
   * Takes what threads have computed.
   * @param left Cells that are not.
   * @returns Whether a device is to be asked for now.
   */
  consider(cells: number, milliseconds: number, left: number, threads: number): boolean {
    if (this.#batches++ < warmUp * threads) return false;
    this.#computed.cells += cells;
    this.#computed.milliseconds += milliseconds;
    const spent = this.#computed.milliseconds / threads;
    if (this.#stage !== 'unasked' || this.#choice !== 'auto' || this.#refused !== null) return false;
    if (spent < measuredFor || this.#computed.cells === 0) return false;
    this.#predicted = (spent / this.#computed.cells) * left;
    if (this.#predicted < worthwhile) return false;
    this.#stage = 'asked';
    return true;
  }

  /** @returns Where the cells are computed from now on; or why not on the device, as a clause. */
  take(outcome: DeviceOutcome): MapEngine | string {
    if ('reason' in outcome) return outcome.reason;
    const { name, isSoftware } = outcome;
    if (isSoftware && this.#choice === 'auto') {
      this.#refused = `the GPU that the window has (${name}) is the processor itself`;
      return this.#refused;
    }
    this.#stage = 'on';
    this.#name = name;
    const time = secondsText(Math.round(this.#predicted / 1000));
    const reason = this.#choice === 'auto' ? `the processor would have taken ${time} more` : null;
    return { kind: 'gpu', device: name, reason };
  }

  /**
   * Takes what a device has computed.
   * @returns Why the threads are better, as a clause; null where they aren't. Then "auto" leaves the map to them.
   */
  compare(cells: number, milliseconds: number, threads: number): string | null {
    // The first batch waits for its kernel to be compiled.
    if (this.#choice !== 'auto' || this.#deviceBatches++ === 0 || cells === 0) return null;
    const ofThreads = this.#computed.milliseconds / threads / this.#computed.cells;
    if (milliseconds / cells <= ofThreads) return null;
    this.#refused = 'the GPU was measured to take longer';
    return this.#refused;
  }

  /** The processor computes what is left. Who has asked for no GPU, and has seen none, hears of none. */
  fail(reason: string): MapEngine {
    const device = this.#stage === 'on' ? this.#name : null;
    this.#stage = 'off';
    const isKnown = this.#choice === 'gpu' || this.#name !== null;
    return { kind: 'cpu', device, reason: isKnown ? reason : null };
  }
}

function secondsText(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.round(seconds / 60)} minutes`;
}
