/** Connections to a Redis: found out at first whether it is there, and then kept up, however often it goes away. */
import { Redis } from 'ioredis';
import { messageOf } from '../../../core/messageOf.ts';
import { type AddressWords, ofOption, type RedisAddress, redisAddress } from './redisAddress.ts';

/** The longest that the first answer may take, in milliseconds. */
const patience = 5000;
/** Milliseconds between two tries to connect again, at most. */
const longestPause = 2000;
/** After so many milliseconds without an answer a connection is taken for lost. */
const silence = 20_000;
/** What BullMQ needs. */
const oldest = [6, 2] as const;

/** Is told in a sentence when it goes away, and when it is back. */
export type TellOfRedis = (message: string, isAway: boolean) => void;

export interface RedisClients {
  readonly address: RedisAddress;
  /** Another connection. */
  connect(): Redis;
  /** Ends all, whether Redis answers or not. */
  disconnect(): void;
}

/** @throws {Error} if no Redis answers there, with what to do. */
export async function openRedis(
  text: string,
  tell: TellOfRedis,
  words: AddressWords = ofOption,
): Promise<RedisClients> {
  const address = redisAddress(text, words);
  const { shown, ...options } = address;
  await expectRedis(address, words);
  const clients = new Set<Redis>();
  let isAway = false;
  return {
    address,
    connect() {
      const client = new Redis({
        ...options,
        // Whoever waits for an answer waits until it is back.
        maxRetriesPerRequest: null,
        retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), longestPause),
        socketTimeout: silence,
      });
      clients.add(client);
      client.on('error', (error) => {
        if (isAway) return;
        isAway = true;
        tell(`${shown} doesn't answer (${messageOf(error)}): waiting for it.`, true);
      });
      client.on('ready', () => {
        if (!isAway) return;
        isAway = false;
        tell(`${shown} answers again.`, false);
      });
      return client;
    },
    disconnect() {
      for (const client of clients) client.disconnect();
    },
  };
}

async function expectRedis(address: RedisAddress, words: AddressWords): Promise<void> {
  const { shown, ...options } = address;
  const client = new Redis({
    ...options,
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // What `connect` throws says less than what comes here.
  let reason = '';
  client.on('error', (error) => {
    reason ||= messageOf(error);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience / 1000} s`)), patience);
  });
  try {
    const facts = await Promise.race([client.connect().then(() => client.info('server')), late]);
    expectVersion(facts, shown);
    // A database that isn't there is told beside.
    if (reason !== '') throw new Error(reason);
  } catch (error) {
    throw wrongRedis(shown, reason || messageOf(error), words);
  } finally {
    clearTimeout(timer);
    client.disconnect();
  }
}

function expectVersion(facts: string, shown: string): void {
  // Valkey says both.
  const found = /^redis_version:((\d+)\.(\d+)\S*)/m.exec(facts);
  const [major, minor] = [Number(found?.[2]), Number(found?.[3])];
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Error(
    `${shown} is Redis ${found?.[1] ?? 'of no version'} — expected ${oldest.join('.')} or later`,
  );
}

function wrongRedis(shown: string, reason: string, { name, instead }: AddressWords): Error {
  const message = `${name} ${shown} — expected`;
  if (/^\S+ is Redis /.test(reason)) return new Error(`${name} ${reason}`);
  if (/NOAUTH|WRONGPASS|AUTH|NOPERM/.test(reason))
    return new Error(
      `${message} a user and a password that it takes, as in redis://user:password@host:6379 (${reason})`,
    );
  if (/DB index/i.test(reason)) return new Error(`${message} a database that it has (${reason})`);
  if (/protocol error|unknown RESP|parse/i.test(reason))
    return new Error(`${message} a Redis there, and something else answers (${reason})`);
  return new Error(
    `${message} a Redis or Valkey that answers there (${reason}): start one, with redis-server --port 6379, or ${instead}`,
  );
}
