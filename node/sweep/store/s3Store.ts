/**
 * Bytes in S3-compatible storage. What is there stays by a condition of the server, `If-None-Match: *`, which Amazon S3 keeps to
 * also where many write at once.
 */

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type BlobStore, requireKey, StoreError } from './blobStore.ts';
import { parseS3Address, type S3Address, s3Place } from './s3Address.ts';
import { failureOf, isCutOff, s3Fault, writesOver } from './s3Faults.ts';

/** How often the client asks again where the server is busy or away: it waits up to 0.1 s at first, and twice as long each time. */
const clientAttempts = 5;
/** How often we do where the client doesn't: an answer was cut off, or two wrote at the same moment. */
const ownAttempts = 5;
/** Written when a store is opened first, to see whether the server keeps what is there. */
const trialKey = 'write-once.trial';

export async function openS3Store(text: string): Promise<BlobStore> {
  const address = parseS3Address(text);
  const store = new S3Store(address);
  try {
    await store.tryOut();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

class S3Store implements BlobStore {
  readonly #address: S3Address;
  readonly #client: S3Client;

  constructor(address: S3Address) {
    const { endpoint, region } = address;
    this.#address = address;
    this.#client = new S3Client({
      maxAttempts: clientAttempts,
      requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000, throwOnRequestTimeout: true },
      ...(region !== null && { region }),
      // Other servers are asked for a bucket by path: hardly one has a name for each.
      ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    });
  }

  /** Faults of address, credentials and bucket are told here, and a server that would write over what is there. */
  async tryOut(): Promise<void> {
    const bytes = new TextEncoder().encode('What is written first stays.\n');
    const isReplaced = (await this.writeOnce(trialKey, bytes)) && (await this.writeOnce(trialKey, bytes));
    if (isReplaced)
      throw new StoreError(`${s3Place(this.#address)} can't be used: ${writesOver(this.#address)}`);
  }

  async read(key: string): Promise<Uint8Array | null> {
    const object = this.#object(key);
    for (let attempt = 1; ; attempt++) {
      try {
        const { Body } = await this.#client.send(new GetObjectCommand(object));
        return Body ? await Body.transformToByteArray() : new Uint8Array();
      } catch (error) {
        if (isMissing(error)) return null;
        if (attempt === ownAttempts || !isCutOff(error))
          throw s3Fault(error, this.#address, key, "can't be read");
      }
    }
  }

  async has(key: string): Promise<boolean> {
    return (await this.#head(key)) !== null;
  }

  /**
   * Where an answer got lost, the client asks again and is told that something is there: then the server says whose it is.
   */
  async writeOnce(key: string, bytes: Uint8Array): Promise<boolean> {
    const writer = randomUUID();
    const put = { ...this.#object(key), Body: bytes, IfNoneMatch: '*', Metadata: { writer } };
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#client.send(new PutObjectCommand(put));
        return true;
      } catch (error) {
        const { status, attempts } = failureOf(error);
        if (status === 412) {
          if (attempt === 1 && attempts === 1) return false;
          return (await this.#head(key))?.['writer'] === writer;
        }
        if (attempt === ownAttempts || status !== 409)
          throw s3Fault(error, this.#address, key, "can't be written");
        await sleep(50 * attempt);
      }
    }
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  /** What is said of an object; null where there is none. */
  async #head(key: string): Promise<Record<string, string> | null> {
    const object = this.#object(key);
    try {
      const { Metadata } = await this.#client.send(new HeadObjectCommand(object));
      return Metadata ?? {};
    } catch (error) {
      if (isMissing(error)) return null;
      throw s3Fault(error, this.#address, key, "can't be looked for");
    }
  }

  #object(key: string): { Bucket: string; Key: string } {
    requireKey(key);
    return { Bucket: this.#address.bucket, Key: this.#address.prefix + key };
  }
}

function isMissing(error: unknown): boolean {
  const { name, status } = failureOf(error);
  return status === 404 && name !== 'NoSuchBucket';
}
