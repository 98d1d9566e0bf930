import {
  type GpuAnswers,
  type GpuDescription,
  type GpuDeviceFacts,
  GpuError,
  type GpuFailure,
  type GpuRequest,
} from '../../core/engine/gpu/messages.ts';
import { messageOf } from '../../core/messageOf.ts';
import { describe, factsOf, findAdapter, requestDevice } from './adapter.ts';
import type { CreateExecutor, DeviceRequest, Executor } from './executor.ts';
import { wordsOf } from './guarded.ts';
import { probe } from './probe.ts';

/** What waits for a lost device may hear of it before the device says so: by this time it has, in milliseconds. */
const lossIsKnown = 100;
/** A device without runs is let go of after this time, in milliseconds: it takes power and memory. */
const restsFor = 60_000;

interface Opened {
  /** The tables and runs that were brought to the device. */
  readonly brought: Set<string>;
  readonly facts: GpuDeviceFacts;
  readonly adapter: GPUAdapter;
  readonly executor: Executor;
  readonly letGo: () => void;
  /** Fails when nothing that is asked of the device has an answer any more. */
  readonly end: Promise<never>;
}

/** Has one device at a time, and answers what is asked of it. */
export class DeviceService {
  readonly #createExecutor: CreateExecutor;
  /** The device, or the way to it. */
  #session: { readonly opened: Promise<Opened> } | null = null;
  #wasLost = false;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(createExecutor: CreateExecutor) {
    this.#createExecutor = createExecutor;
  }

  /**
   * @throws {GpuError} if it can't be answered; of all that is asked of a device as soon as the device is lost.
   */
  async handle(request: GpuRequest): Promise<GpuAnswers[keyof GpuAnswers]> {
    // All ask for it, and it is one.
    if (request.type === 'open') this.#session ??= this.#begin();
    if (request.type === 'describe') return this.#describe();
    if (!this.#session) throw new GpuError({ message: 'no GPU is open', isLost: true });
    clearTimeout(this.#rest);
    const opened = await this.#session.opened;
    try {
      if (request.type === 'open') return opened.facts;
      follow(opened.brought, request);
      return await untilEnd(opened.end, opened.executor.handle(request));
    } finally {
      this.#restAfter(opened);
    }
  }

  /** Whoever needs the device later opens it anew, as after a loss. */
  #restAfter({ brought, letGo }: Opened): void {
    clearTimeout(this.#rest);
    if ([...brought].some((name) => name.startsWith('run '))) return;
    this.#rest = setTimeout(letGo, restsFor);
  }

  async #describe(): Promise<GpuDescription> {
    const opened = await this.#session?.opened.catch(() => null);
    return describe(opened?.adapter ?? null);
  }

  #begin() {
    const forget = () => {
      if (this.#session === session) this.#session = null;
    };
    const session = { opened: this.#open(forget) };
    session.opened.catch(forget);
    return session;
  }

  async #open(forget: () => void): Promise<Opened> {
    const adapter = await findAdapter(this.#wasLost);
    const device = await requestDevice(adapter);
    let isNeeded = true;
    const end = new Promise<never>((_, reject) => {
      const fail = (failure: GpuFailure) => {
        forget();
        reject(new GpuError(failure));
      };
      void device.lost.then(({ message }) => {
        this.#wasLost = isNeeded;
        fail({ message: `the GPU was lost${message && `: ${message}`}`, isLost: true });
      });
      device.addEventListener('uncapturederror', ({ error }) => {
        // What it was about isn't known, so that nothing on the device can be trusted.
        fail({ message: wordsOf(error, 'a computation'), isLost: false });
        device.destroy();
      });
    });
    // Where nobody waits for an answer nobody has to know.
    end.catch(() => {});
    try {
      await untilEnd(end, probe(device));
    } catch (error) {
      device.destroy();
      throw error;
    }
    const letGo = () => {
      isNeeded = false;
      forget();
      device.destroy();
    };
    const executor = this.#createExecutor(device);
    return { brought: new Set(), facts: factsOf(device), adapter, executor, letGo, end };
  }
}

/**
 * Keeps track of what is on the device: who has not heard yet that the one before was lost asks for what was on it.
 * @throws {GpuError} if the request is about that.
 */
function follow(brought: Set<string>, request: DeviceRequest): void {
  const expect = (name: string) => {
    if (!brought.has(name))
      throw new GpuError({ message: 'the GPU that had the run was lost', isLost: true });
  };
  switch (request.type) {
    case 'examples':
      if (request.at > 0) expect(`table ${request.key}`);
      brought.add(`table ${request.key}`);
      break;
    case 'create':
      if (request.examples !== null) expect(`table ${request.examples}`);
      brought.add(`run ${request.run}`);
      break;
    case 'createScores':
      brought.add(`run ${request.run}`);
      break;
    case 'dispose':
      brought.delete(`run ${request.run}`);
      break;
    default:
      expect(`run ${request.run}`);
  }
}

async function untilEnd<T>(end: Promise<never>, work: Promise<T>): Promise<T> {
  try {
    return await Promise.race([end, work]);
  } catch (error) {
    const time = new Promise((resolve) => setTimeout(resolve, lossIsKnown));
    await Promise.race([end, time]);
    throw error instanceof GpuError ? error : new GpuError({ message: messageOf(error), isLost: false });
  }
}
