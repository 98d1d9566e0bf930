/** Decides where a race is computed whose engine is "auto": by what was measured on this machine, once for each device. */
import * as z from 'zod';
import { type Calibration, calibrationSchema } from '../../core/engine/gpu/auto/calibration.ts';
import { type Room, secondsOnCpu, secondsOnFastCpu } from '../../core/engine/gpu/auto/prediction.ts';
import { type RunGroup, workOfRace } from '../../core/engine/gpu/auto/raceWork.ts';
import { leastSeconds, onCpu, type Verdict, verdictOf } from '../../core/engine/gpu/auto/verdict.ts';
import type { GpuDeviceFacts, GpuLink } from '../../core/engine/gpu/messages.ts';
import { knownShape } from '../../core/experiment/dataShape.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { Log } from '../log.ts';
import { TooLong, within } from './within.ts';

/** How long a race waits for a device to be opened, and to be measured, in milliseconds. */
const usualPatience = { open: 5000, measure: 20_000 };

const keptSchema = z.object({
  machine: z.string(),
  device: z.string(),
  calibration: calibrationSchema,
});
type Kept = z.infer<typeof keptSchema>;

/** Machines and devices that are remembered: windows on several machines may share a memory. */
const mostKept = 8;

export interface AutoEngineOptions {
  readonly link: GpuLink;
  /** Measures, in a thread of its own, until it is aborted. */
  readonly measure: (signal: AbortSignal) => Promise<Calibration>;
  /** Keeps what was measured; may give anything. */
  readonly memory: { get(): unknown; set(kept: unknown): void };
  /** What times depend on beside the device: the extension's version, the processor and its cores. */
  readonly machine: string;
  readonly log: Log;
  /** In milliseconds. Default: 5,000 until a device is open, and 20,000 until it is measured. */
  readonly patience?: typeof usualPatience;
}

/** A race that may have to wait. */
export interface Waiting {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Called where the race waits for a measurement. */
  readonly onMeasure: () => void;
  /** Whether no other race goes on now. Default: none does. */
  readonly isAlone?: () => boolean;
}

export class AutoEngine {
  readonly #options: AutoEngineOptions;
  /** The GPU of this window is its processor. */
  #isSoftware = false;
  /** Why devices of this window are not measured again, which took too long. */
  readonly #slow = new Map<string, string>();

  constructor(options: AutoEngineOptions) {
    this.#options = options;
  }

  /** At once, without any question to a device, where a race is short. What goes wrong is a verdict for the processor. */
  choose({ experiment, runs, csv }: Race, room: Room, waiting: Waiting): Verdict | Promise<Verdict> {
    const { engine = 'auto', stop } = experiment;
    const isShort = (stop?.seconds ?? leastSeconds) * runs.length < leastSeconds;
    if (engine !== 'auto' || isShort || this.#isSoftware) return onCpu;
    const shape = csv?.shape ?? knownShape(experiment.problem);
    const groups = workOfRace(
      runs.map(({ spec }) => spec),
      shape,
    );
    if (!groups) return onCpu;
    const [kept] = this.#keptHere();
    const seconds = kept ? secondsOnCpu(groups, kept.calibration.cpu, room) : secondsOnFastCpu(groups, room);
    return seconds < leastSeconds ? onCpu : this.#ask(groups, room, waiting);
  }

  async #ask(groups: readonly RunGroup[], room: Room, waiting: Waiting): Promise<Verdict> {
    const facts = await this.#open(waiting.signal);
    if (!facts) return onCpu;
    const device = `${facts.name} ${facts.version}`;
    const kept = this.#keptHere().find((each) => each.device === device);
    if (kept) return verdictOf(groups, kept.calibration, room, facts.name);
    const slow = this.#slow.get(device);
    if (slow !== undefined) return { onGpu: false, reason: slow };
    waiting.onMeasure();
    const { isAlone = () => true } = waiting;
    const wasAlone = isAlone();
    try {
      const calibration = await this.#measure(waiting.signal);
      // A processor that other races share looks slower than it will be without them.
      if (wasAlone && isAlone()) this.#keep(device, calibration);
      this.#options.log.info(`${facts.name} was measured: ${JSON.stringify(calibration)}`);
      return verdictOf(groups, calibration, room, facts.name);
    } catch (error) {
      const reason = `the GPU (${facts.name}) could not be measured: ${messageOf(error)}`;
      if (error instanceof TooLong) this.#slow.set(device, reason);
      return { onGpu: false, reason };
    }
  }

  /** null where there is none that may be worth measuring. */
  async #open(signal: AbortSignal): Promise<GpuDeviceFacts | null> {
    try {
      const facts = await within(this.#patience.open, signal, () =>
        this.#options.link.request<'open'>({ type: 'open' }),
      );
      this.#isSoftware = facts.isSoftware;
      return facts.isSoftware ? null : facts;
    } catch (error) {
      this.#options.log.debug(`no GPU was considered: ${messageOf(error)}`);
      return null;
    }
  }

  async #measure(signal: AbortSignal): Promise<Calibration> {
    return within(this.#patience.measure, signal, (each) => this.#options.measure(each));
  }

  get #patience() {
    return this.#options.patience ?? usualPatience;
  }

  #keep(device: string, calibration: Calibration): void {
    const { memory, machine } = this.#options;
    const others = this.#kept().filter((each) => each.machine !== machine || each.device !== device);
    memory.set([{ machine, device, calibration }, ...others].slice(0, mostKept));
  }

  /** What was measured on this machine, the last first. */
  #keptHere(): readonly Kept[] {
    return this.#kept().filter(({ machine }) => machine === this.#options.machine);
  }

  /** What can't be read is measured anew. */
  #kept(): readonly Kept[] {
    const kept = this.#options.memory.get();
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((each) => {
      const { data } = keptSchema.safeParse(each);
      return data ? [data] : [];
    });
  }
}
