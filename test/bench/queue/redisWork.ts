/** What a Redis has to do, told by itself. */

import type { Redis } from 'ioredis';

export interface RedisWork {
  /** Microseconds of the processor. */
  readonly processor: number;
  /** Bytes that it holds, with what it holds them in. */
  readonly memory: number;
  readonly clients: number;
}

async function workOf(redis: Redis): Promise<RedisWork> {
  const info = await redis.info();
  const numberOf = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return {
    processor: (numberOf('used_cpu_user') + numberOf('used_cpu_sys')) * 1e6,
    memory: numberOf('used_memory'),
    clients: numberOf('connected_clients'),
  };
}

/** How much more it is after some work. */
export async function workDuring(redis: Redis, work: () => Promise<unknown>): Promise<RedisWork> {
  const before = await workOf(redis);
  await work();
  const after = await workOf(redis);
  return {
    processor: after.processor - before.processor,
    memory: after.memory - before.memory,
    clients: after.clients - before.clients,
  };
}
