/** Finds and opens a CSV file in a workspace folder, and nothing outside of it. */
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import { beginningLength, beginningOf } from '../../threads/data/csv/csvFile.ts';
import { reasonOf } from '../files/fileFault.ts';

export interface OpenCsv {
  /** The caller closes it. */
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, a row of them or more; if there are others, cut after the last whole line where there is one. */
  readonly beginning: Uint8Array;
  /** @throws {TableError} if the file is another than when it was opened. */
  checkUnchanged(): Promise<void>;
}

/**
 * The path on the disk of a file in a folder. Symbolic links are followed first: they may not lead out.
 * @param csv Relative to the folder.
 * @throws {TableError} if there is no such file in the folder.
 */
export async function findCsv(csv: string, folder: string): Promise<string> {
  const fail = (reason: string) => {
    throw new TableError(csv, {}, `${reason} — expected a path in the workspace folder ${folder}`);
  };
  if (path.isAbsolute(csv)) fail('an absolute path');
  const file = path.resolve(folder, csv);
  if (leadsOut(folder, file)) fail('outside the workspace');
  const realFolder = (await realOf(folder)) ?? folder;
  const real = await realOf(file);
  if (real === undefined) {
    const similar = await similarPath(csv, file, realFolder);
    throw new TableError(
      csv,
      {},
      `no such file — expected a file in the workspace folder ${folder}${similar}`,
    );
  }
  if (leadsOut(realFolder, real)) fail('a link that leads outside the workspace');
  return real;
}

function realOf(file: string): Promise<string | undefined> {
  return realpath(file).catch(() => undefined);
}

function leadsOut(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return path.isAbsolute(relative) || relative.split(path.sep)[0] === '..';
}

/** `; did you mean 'data/houses.csv'?` where the folder has a file of a similar name, nothing otherwise. */
async function similarPath(csv: string, file: string, realFolder: string): Promise<string> {
  const beside = await realOf(path.dirname(file));
  // What is outside is not told either.
  if (beside === undefined || leadsOut(realFolder, beside)) return '';
  const names = await readdir(beside).catch(() => []);
  const paths = names
    .filter((name) => /\.csv$/i.test(name))
    .map((name) => path.posix.join(path.posix.dirname(csv), name));
  return didYouMean(csv, paths);
}

/** Not to wait for a pipe's other end, and no link in the place of a file that was found. Windows has neither. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Opens a CSV file.
 * @param file Without symbolic links.
 * @throws {TableError} if there is no such file, it can't be read or is no text in UTF-8.
 */
export async function openCsv(file: string): Promise<OpenCsv> {
  const name = path.basename(file);
  const fail = (reason: string) => {
    throw new TableError(name, {}, `${reason} — expected a CSV file at ${file}`);
  };
  const handle = await open(file, flags).catch((error: unknown) => fail(reasonOf(error)));
  try {
    const found = await handle.stat();
    if (!found.isFile()) fail(found.isDirectory() ? 'a folder' : 'no regular file');
    const beginning = beginningOf(name, await readBeginning(handle, found.size), found.size);
    return {
      handle,
      size: found.size,
      beginning,
      async checkUnchanged() {
        const { size, mtimeMs } = await handle.stat();
        if (size === found.size && mtimeMs === found.mtimeMs) return;
        throw new TableError(name, {}, 'changed while it was read — expected a file that nothing writes to');
      },
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readBeginning(handle: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.min(size, beginningLength));
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
