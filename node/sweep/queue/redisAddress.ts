/** The address of a Redis, as people write it: `redis://user:password@host:6379/0`, with `rediss:` by TLS. */

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** The number of its database. */
  readonly db: number;
  readonly tls?: Record<string, never>;
  /** For people, without a password. */
  readonly shown: string;
}

/** How the person gave an address, for what is told of it. */
export interface AddressWords {
  /** The name of the option or of the setting. */
  readonly name: string;
  /** What to do without a queue, as a clause. */
  readonly instead: string;
}

export const ofOption: AddressWords = {
  name: '--queue',
  instead: 'leave --queue out to compute in this process',
};

const usualPort = 6379;

/** @throws {Error} if it is none. */
export function redisAddress(text: string, { name }: AddressWords = ofOption): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fail = (expected: string) => new Error(`${name} ${shownText(text, url)} — expected ${expected}`);
  if (!url || !/^rediss?:$/.test(url.protocol))
    throw fail('the address of a Redis, such as redis://127.0.0.1:6379');
  if (url.hostname === '') throw fail('a host in it, such as redis://127.0.0.1:6379');
  const [, db = '0', ...others] = url.pathname.split('/');
  if (others.length > 0 || !/^\d{0,6}$/.test(db))
    throw fail('the number of a database behind the port, such as redis://127.0.0.1:6379/0');
  if (url.search !== '' || url.hash !== '')
    throw fail('nothing behind the database, such as redis://127.0.0.1:6379/0');
  const { username, password } = url;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? usualPort : Number(url.port),
    ...(username !== '' && { username: decoded(username, fail) }),
    ...(password !== '' && { password: decoded(password, fail) }),
    db: Number(db),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    shown: shownText(text, url),
  };
}

function decoded(part: string, fail: (expected: string) => Error): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw fail('a % in user or password to be written as %25');
  }
}

/** Whoever looks over a shoulder, or reads a log, gets no password. */
function shownText(text: string, url: URL | null): string {
  if (!url) return text.replace(/\/\/[^@/]*@/, '//…@');
  if (url.password === '') return text;
  return text.replace(/\/\/[^@]*@/, `//${url.username}:…@`);
}
