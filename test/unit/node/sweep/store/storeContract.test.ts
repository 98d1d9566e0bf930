/** What every kind of store keeps to, whoever writes at the same time. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BlobStore } from '../../../../../node/sweep/store/blobStore.ts';
import { openStore } from '../../../../../node/sweep/store/openStore.ts';
import { useCredentials } from './s3Environment.ts';
import { bucket, startS3Server } from './s3Server.ts';

/** A place that several stores are opened at, as several processes do. */
interface Place {
  open(): Promise<BlobStore>;
  remove(): Promise<void>;
}

const kinds: readonly { name: string; place: () => Promise<Place> }[] = [
  {
    name: 'folder',
    place: async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'store-'));
      return {
        open: () => openStore(folder, '/'),
        remove: async () => rmSync(folder, { recursive: true, force: true }),
      };
    },
  },
  {
    name: 'S3',
    place: async () => {
      const server = await startS3Server();
      const address = `s3://${bucket}/a/team?endpoint=${server.endpoint}&region=${server.region}`;
      return { open: () => openStore(address, '/'), remove: () => server.stop() };
    },
  },
];

useCredentials(process.env);

describe.each(kinds)('a store in a $name', ({ place: makePlace }) => {
  let place: Place;
  let opened: BlobStore[] = [];

  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
    await place.remove();
  });

  async function open(): Promise<BlobStore> {
    const store = await place.open();
    opened.push(store);
    return store;
  }

  const key = 'runs/ab/abcdef0123.run';
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const textOf = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);

  test('has nothing at first', async () => {
    const store = await open();
    expect(await store.read(key)).toBeNull();
    expect(await store.has(key)).toBe(false);
  });

  test('gives back what was written, byte for byte, also to others', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256);
    const [one, other] = [await open(), await open()];
    expect(await one.writeOnce(key, bytes)).toBe(true);
    for (const store of [one, other]) {
      const read = await store.read(key);
      expect(read?.length).toBe(bytes.length);
      expect(Buffer.compare(Buffer.from(read ?? []), Buffer.from(bytes))).toBe(0);
      expect(await store.has(key)).toBe(true);
    }
  });

  test('keeps no bytes, too', async () => {
    const store = await open();
    expect(await store.writeOnce(key, new Uint8Array())).toBe(true);
    expect((await store.read(key))?.length).toBe(0);
    expect(await store.writeOnce(key, bytesOf('more'))).toBe(false);
  });

  test('keeps what was first', async () => {
    const [one, other] = [await open(), await open()];
    expect(await one.writeOnce(key, bytesOf('first'))).toBe(true);
    expect(await other.writeOnce(key, bytesOf('second'))).toBe(false);
    expect(await one.writeOnce(key, bytesOf('third'))).toBe(false);
    expect(textOf(await other.read(key))).toBe('first');
  });

  test('keys that begin alike are not mixed up', async () => {
    const store = await open();
    await store.writeOnce('runs/ab/abc.run', bytesOf('abc'));
    expect(await store.has('runs/ab/ab.run')).toBe(false);
    expect(await store.has('runs/ab/abc')).toBe(false);
    expect(await store.read('abc.run')).toBeNull();
  });

  test('of 20 that write at once, one is first, for each key', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, open));
    for (const name of ['one', 'two', 'three']) {
      const at = `runs/${name}.run`;
      const writers = Array.from({ length: 20 }, (_, writer) => ({
        text: `writer ${writer} ${'x'.repeat(5000)}`,
        store: stores[writer % stores.length] ?? stores[0],
      }));
      const were = await Promise.all(
        writers.map(async ({ store, text }) => ((await store?.writeOnce(at, bytesOf(text))) ? text : null)),
      );
      const first = were.filter((text) => text !== null);
      expect(first).toHaveLength(1);
      for (const store of stores) expect(textOf(await store.read(at))).toBe(first[0]);
    }
  });

  test.each(['', '/', '../out', 'a/../../out', 'a//b', '.hidden', 'a/.b', 'a b', 'ä', 'x'.repeat(201)])(
    'refuses what is no key: %j',
    async (wrong) => {
      const store = await open();
      await expect(store.read(wrong)).rejects.toThrow(RangeError);
      await expect(store.has(wrong)).rejects.toThrow(RangeError);
      await expect(store.writeOnce(wrong, bytesOf('x'))).rejects.toThrow(RangeError);
    },
  );
});
