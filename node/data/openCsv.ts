import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { TableError } from '../../core/problems/data/table/tableError.ts';

interface OpenFile {
  /** The caller closes it. */
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, at most 64 KiB; if there are more, cut after the last whole line where there is one. */
  readonly beginning: Buffer;
}

const beginningLength = 64 * 1024;

/**
 * Opens a CSV file.
 * @throws {TableError} if there is no such file, it can't be read or is UTF-16.
 */
export async function openCsv(file: string): Promise<OpenFile> {
  const name = path.basename(file);
  const fail = (error: unknown) => {
    throw new TableError(name, {}, `${reasonOf(error)} — expected a CSV file at ${file}`);
  };
  const found = await stat(file).catch(fail);
  if (!found.isFile()) fail(found.isDirectory() ? 'a folder' : 'no regular file');
  const handle = await open(file, 'r').catch(fail);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningLength), 0, beginningLength, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (isUtf16(bytes)) throw new TableError(name, {}, 'text in UTF-16 — expected text in UTF-8');
    return { handle, size: found.size, beginning: found.size > bytesRead ? wholeLines(bytes) : bytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** By its byte order mark. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function wholeLines(bytes: Buffer): Buffer {
  const end = Math.max(bytes.lastIndexOf('\n'), bytes.lastIndexOf('\r'));
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** Words for the codes that people meet. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] ?? error.message;
}
