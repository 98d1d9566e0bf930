/**
 * Which sweeps were cancelled: told to all processes at once, and kept for those that hear nothing just then, until nobody can be
 * computing for them any more.
 */
import type { Redis } from 'ioredis';
import { prefix } from './bullNames.ts';

/** Seconds. */
const memory = 24 * 3600;
/** What is told there is the id of a sweep. */
const channel = `${prefix}:cancelled`;

const nameOf = (sweep: string) => `${prefix}:cancelled:${sweep}`;

export interface CancelListener {
  /** A sweep was cancelled. */
  readonly onCancelled: (sweep: string) => void;
  /** The connection is there: what was told before was not heard. */
  readonly onConnected: () => void;
}

export class CancelledSweeps {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async add(sweep: string): Promise<void> {
    // Who hears of it may look at once.
    await this.#redis.set(nameOf(sweep), '1', 'EX', memory);
    await this.#redis.publish(channel, sweep);
  }

  async delete(sweeps: ReadonlySet<string>): Promise<void> {
    for (const sweep of sweeps) await this.#redis.del(nameOf(sweep));
  }

  async has(sweep: string): Promise<boolean> {
    return (await this.#redis.exists(nameOf(sweep))) === 1;
  }

  /** @param connection For this alone: one that listens does nothing else. */
  listen(connection: Redis, { onCancelled, onConnected }: CancelListener): void {
    connection.on('message', (_, sweep) => onCancelled(sweep));
    // It subscribes again by itself whenever it is there again.
    connection.on('ready', onConnected);
    connection.subscribe(channel).catch(() => {});
  }
}
