/** What is S3's own: how it is asked, what goes wrong on the way, and what is said then. */

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../../../node/sweep/store/blobStore.ts';
import { openS3Store } from '../../../../../node/sweep/store/s3Store.ts';
import { useCredentials } from './s3Environment.ts';
import { bucket, type S3Server, startS3Server, type Trouble } from './s3Server.ts';

let server: S3Server;

useCredentials(process.env);
beforeEach(async () => {
  server = await startS3Server();
});
afterEach(() => server.stop());

const place = (more = `&region=${server.region}`) => `s3://${bucket}/team?endpoint=${server.endpoint}${more}`;
const key = 'runs/ab/abc.run';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

/** Trouble with the first requests of a method, in this order, and with no more. */
function trouble(method: string, ...troubles: Trouble[]): void {
  server.trouble = (asked) => (asked === method ? (troubles.shift() ?? null) : null);
}

async function faultOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof Error ? error.message : '';
}

describe('requests', () => {
  test('are signed, by path, below the prefix', async () => {
    const store = await openS3Store(place());
    await store.writeOnce(key, bytesOf('a'));
    await store.has(key);
    await store.read(key);
    expect(server.requests.slice(2)).toEqual([`PUT team/${key}`, `HEAD team/${key}`, `GET team/${key}`]);
    expect([...server.objects.keys()]).toEqual(['team/write-once.trial', `team/${key}`]);
    await store.close();
  });

  test('the second to open a store asks once', async () => {
    await (await openS3Store(place())).close();
    server.requests.length = 0;
    await (await openS3Store(place())).close();
    expect(server.requests).toEqual(['PUT team/write-once.trial']);
  });

  test('the region is that of the environment where the address has none', async () => {
    process.env['AWS_REGION'] = 'eu-central-1';
    server.region = 'eu-central-1';
    const store = await openS3Store(place(''));
    expect(await store.has(key)).toBe(false);
    await store.close();
  });
});

describe('on the way', () => {
  test('a busy server, or one that ends the connection, is asked again', async () => {
    const store = await openS3Store(place());
    trouble('PUT', 'busy', 'cut', 'busy');
    expect(await store.writeOnce(key, bytesOf('a'))).toBe(true);
    trouble('GET', 'cut', 'busy');
    expect(textOf(await store.read(key))).toBe('a');
    trouble('HEAD', 'busy', 'cut');
    expect(await store.has(key)).toBe(true);
    await store.close();
  });

  test('who wrote but never heard of it was first all the same', async () => {
    const store = await openS3Store(place());
    trouble('PUT', 'lost');
    expect(await store.writeOnce(key, bytesOf('mine'))).toBe(true);
    expect(server.requests.at(-1)).toBe(`HEAD team/${key}`);
    await store.close();
  });

  test('who asks again because the server was busy, and is too late then, was not', async () => {
    const [store, other] = [await openS3Store(place()), await openS3Store(place())];
    server.trouble = (_method, name) => {
      if (!name.endsWith(key) || server.objects.has(`team/${key}`)) return null;
      server.objects.set(`team/${key}`, {
        bytes: Buffer.from('theirs'),
        metadata: { 'x-amz-meta-writer': 'them' },
      });
      return 'busy';
    };
    expect(await store.writeOnce(key, bytesOf('mine'))).toBe(false);
    expect(textOf(await other.read(key))).toBe('theirs');
    await Promise.all([store.close(), other.close()]);
  });

  test('half an object is no object: it is read again', async () => {
    const store = await openS3Store(place());
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    await store.writeOnce(key, bytes);
    trouble('GET', 'half', 'half');
    expect(Buffer.compare(Buffer.from((await store.read(key)) ?? []), Buffer.from(bytes))).toBe(0);
    trouble('GET', 'half', 'half', 'half', 'half', 'half');
    expect(await faultOf(store.read(key))).toMatch(
      /^s3:\/\/sweeps\/team\/runs\/ab\/abc\.run can't be read: http:\/\/127\.0\.0\.1:\d+ ended the connection \(ECONNRESET, /,
    );
    await store.close();
  });

  test('a server that can not tell who of two is first is asked again', async () => {
    const store = await openS3Store(place());
    trouble('PUT', 'conflict', 'conflict');
    expect(await store.writeOnce(key, bytesOf('a'))).toBe(true);
    await store.close();
  });

  test('whatever happens to requests, one writer is first, and its bytes stay', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Trouble>('busy', 'cut', 'lost', 'conflict', null), { maxLength: 12 }),
        async (troubles) => {
          const stores = await Promise.all([openS3Store(place()), openS3Store(place())]);
          server.objects.delete(`team/${key}`);
          const left = [...troubles];
          server.trouble = () => left.shift() ?? null;
          const writers = stores.map(async (store, writer) => {
            const text = `writer ${writer}`;
            return (await store.writeOnce(key, bytesOf(text))) ? [text] : [];
          });
          const settled = await Promise.allSettled(writers);
          server.trouble = () => null;
          const first = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
          const stored = textOf((await stores[0]?.read(key)) ?? null);
          // Who gave up may have been first without hearing of it.
          const gaveUp = settled.some(({ status }) => status === 'rejected');
          if (gaveUp) expect(first.length).toBeLessThanOrEqual(1);
          else expect(first).toEqual([stored]);
          if (first.length > 0) expect(first).toEqual([stored]);
          await Promise.all(stores.map((store) => store.close()));
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe('what is said', () => {
  test('of a bucket that is not there', async () => {
    expect(await faultOf(openS3Store(place().replace(bucket, 'sweep')))).toBe(
      `s3://sweep/team/write-once.trial can't be written: there is no bucket "sweep" on ${server.endpoint}. Make it, or name another.`,
    );
  });

  test('of a bucket that is there no more', async () => {
    const store = await openS3Store(place());
    server.trouble = () => 'gone';
    expect(await faultOf(store.read(key))).toMatch(/can't be read: there is no bucket "sweeps"/);
    await store.close();
  });

  test('of another region', async () => {
    server.region = 'eu-west-3';
    expect(await faultOf(openS3Store(place('&region=us-east-1')))).toBe(
      `s3://sweeps/team/write-once.trial can't be written: the bucket "sweeps" is in the region eu-west-3. Add ?region=eu-west-3 to the address, or set AWS_REGION=eu-west-3.`,
    );
  });

  test('of no region', async () => {
    expect(await faultOf(openS3Store(place('')))).toBe(
      "s3://sweeps/team/write-once.trial can't be written: no region is named. Add ?region=… to the address, or set AWS_REGION.",
    );
  });

  test('of no credentials', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    expect(await faultOf(openS3Store(place()))).toMatch(
      /can't be written: no credentials were found\. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/,
    );
  });

  test('of wrong credentials', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'another';
    expect(await faultOf(openS3Store(place()))).toMatch(
      /: the secret key is not that of the access key\. Look at/,
    );
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIDOTHER';
    const said = await faultOf(openS3Store(place()));
    expect(said).toContain(`: ${server.endpoint} doesn't know the access key. Look at AWS_ACCESS_KEY_ID`);
    expect(said).not.toContain('another');
  });

  test('of refused access, also where an answer says its status alone', async () => {
    const store = await openS3Store(place());
    server.trouble = () => 'refused';
    const needed =
      /: access is refused\. The credentials need s3:GetObject and s3:PutObject .* s3:ListBucket/;
    expect(await faultOf(store.read(key))).toMatch(
      /^s3:\/\/sweeps\/team\/runs\/ab\/abc\.run can't be read: access/,
    );
    expect(await faultOf(store.has(key))).toMatch(/can't be looked for: access/);
    expect(await faultOf(store.writeOnce(key, bytesOf('a')))).toMatch(needed);
    await store.close();
  });

  test('of a server that stays busy', async () => {
    const store = await openS3Store(place());
    server.trouble = () => 'busy';
    expect(await faultOf(store.read(key))).toBe(
      `s3://sweeps/team/${key} can't be read: ${server.endpoint} is too busy (status 503, 5 attempts). Try again later, or with fewer workers.`,
    );
    await store.close();
  });

  test('of a server that is away, and nothing once it is back', async () => {
    const store = await openS3Store(place());
    await store.writeOnce(key, bytesOf('a'));
    const { objects } = server;
    await server.stop();
    expect(await faultOf(store.read(key))).toBe(
      `s3://sweeps/team/${key} can't be read: ${server.endpoint} can't be reached (ECONNREFUSED, 5 attempts). Look whether it runs, and at the endpoint in the address.`,
    );
    server = await startS3Server(Number(new URL(server.endpoint).port));
    for (const [name, object] of objects) server.objects.set(name, object);
    expect(textOf(await store.read(key))).toBe('a');
    await store.close();
  });

  test('of one that would write over what is there', async () => {
    server.knowsConditions = false;
    expect(await faultOf(openS3Store(place()))).toBe(
      `s3://sweeps/team/ can't be used: ${server.endpoint} doesn't know If-None-Match and would write over what is there. Take one that does (Amazon S3 and MinIO do), or a folder.`,
    );
  });
});
