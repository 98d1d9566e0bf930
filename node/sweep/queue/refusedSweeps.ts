/**
 * Why a worker refused the runs of a sweep and ended: it is no worker any more, and who waits for its runs would else be told of none.
 */
import { hostname } from 'node:os';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { prefix } from './bullNames.ts';
import type { Refusal } from './runQueue.ts';

/** Milliseconds: who has started another worker since then is told of that one. */
const memory = 600_000;

const keptSchema = z.object({ host: z.string(), reason: z.string() });

const nameOf = (sweep: string) => `${prefix}:refused:${sweep}`;

export class RefusedSweeps {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** The last one stays. */
  async add(sweep: string, reason: string): Promise<void> {
    await this.#redis.set(nameOf(sweep), JSON.stringify({ host: hostname(), reason }), 'PX', memory);
  }

  /** null where none has lately, or somebody else has written there. */
  async get(sweep: string): Promise<Refusal | null> {
    const [text, left] = await Promise.all([this.#redis.get(nameOf(sweep)), this.#redis.pttl(nameOf(sweep))]);
    if (text === null || left < 0) return null;
    const kept = keptSchema.safeParse(parsed(text)).data;
    return kept ? { ...kept, secondsAgo: (memory - left) / 1000 } : null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
