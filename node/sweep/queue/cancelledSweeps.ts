/** Which sweeps were cancelled: known to all processes, and forgotten when nobody can be computing for them any more. */
import type { Redis } from 'ioredis';
import { prefix } from './bullNames.ts';

/** Seconds. */
const memory = 24 * 3600;

const nameOf = (sweep: string) => `${prefix}:cancelled:${sweep}`;

export class CancelledSweeps {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async add(sweep: string): Promise<void> {
    await this.#redis.set(nameOf(sweep), '1', 'EX', memory);
  }

  async delete(sweeps: ReadonlySet<string>): Promise<void> {
    for (const sweep of sweeps) await this.#redis.del(nameOf(sweep));
  }

  async has(sweep: string): Promise<boolean> {
    return (await this.#redis.exists(nameOf(sweep))) === 1;
  }
}
