/** Rules and CSV files as workers get them: out of the store, and checked against the hashes that their jobs name. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CsvFault } from '../../../core/experiment/errors.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { stableText } from '../../../core/stableText.ts';
import type { JobMessage } from '../../../core/sweep/jobMessage.ts';
import { type AssetKind, assetPlace } from '../../../core/sweep/storeKeys.ts';
import { csvThread } from '../../data/csvThread.ts';
import { JobFault } from '../faults.ts';
import { LastUsed } from '../lastUsed.ts';
import type { BlobStore } from '../store/blobStore.ts';
import { hashOf } from './putAssets.ts';

export interface JobAssetsOptions {
  readonly store: BlobStore;
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
}

export class JobAssets {
  readonly #store: BlobStore;
  readonly #csvWorker: string;
  readonly #rules = new LastUsed<Promise<string>>(16);
  readonly #tables = new LastUsed<Promise<PreparedDataset>>(2);

  constructor({ store, csvWorker }: JobAssetsOptions) {
    this.#store = store;
    this.#csvWorker = csvWorker;
  }

  /** The spec of a job with the text of its rule. @throws {JobFault} */
  async specOf({ spec, rule: hash }: JobMessage): Promise<RunSpec> {
    const { rule } = spec;
    if (!rule || hash === null) return spec;
    const text = await kept(this.#rules, hash, async () =>
      new TextDecoder().decode(await this.#read('rule', hash, spec.optimizer)),
    );
    return { ...spec, rule: { ...rule, text } };
  }

  /** What a job's CSV file holds; null where its problem has none. @throws {JobFault} */
  async dataOf({ spec: { problem }, csv }: JobMessage): Promise<PreparedDataset | null> {
    if (!('csv' in problem) || !csv) return null;
    return kept(this.#tables, stableText({ problem, csv }), () => this.#load(problem, csv));
  }

  async #load(
    problem: Extract<RunSpec['problem'], { csv: string }>,
    { file, numbers }: NonNullable<JobMessage['csv']>,
  ): Promise<PreparedDataset> {
    const bytes = await this.#read('csv', file, problem.csv);
    const folder = path.join(tmpdir(), `optimizer-playground-${randomUUID()}`);
    // What the file is called elsewhere is no path here.
    const csv = `${file}.csv`;
    await mkdir(folder, { mode: 0o700 });
    try {
      await writeFile(path.join(folder, csv), bytes);
      const { data, contentHash } = await csvThread(this.#csvWorker).load({ ...problem, csv }, folder);
      if (contentHash === numbers) return data;
      throw new JobFault(
        `${problem.csv} has numbers with the hash ${contentHash} — expected ${numbers}: another version of this program reads it otherwise; use one on all machines`,
      );
    } catch (error) {
      throw error instanceof CsvFault ? new JobFault(error.message) : error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** @param name For people. */
  async #read(kind: AssetKind, hash: string, name: string): Promise<Uint8Array> {
    const bytes = await this.#store.read(assetPlace(kind, hash));
    if (!bytes)
      throw new JobFault(
        `${name} is not in the store as ${assetPlace(kind, hash)} — expected it there: submit the sweep again, which puts it there`,
      );
    const found = hashOf(bytes);
    if (found === hash) return bytes;
    throw new JobFault(
      `${name} has the hash ${found} in the store — expected ${hash}: its bytes were changed there; remove ${assetPlace(kind, hash)} and submit the sweep again`,
    );
  }
}

/** What fails is tried anew the next time. */
async function kept<T>(cache: LastUsed<Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  try {
    return await cache.get(name, make);
  } catch (error) {
    cache.forget(name);
    throw error;
  }
}
