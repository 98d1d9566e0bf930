/** Reads CSV files of a browser's folders. For workers: a large one keeps one busy for seconds. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import type { CsvReader } from '../../threads/data/csv/answerCsv.ts';
import {
  beginningLength,
  beginningOf,
  headsOf,
  readDataset,
  textOf,
} from '../../threads/data/csv/csvFile.ts';
import { csvError, csvFormat, type ParseRows } from '../../threads/data/csv/csvFormat.ts';
import type { LoadProgress } from '../../threads/data/csv/csvThread.ts';
import { baseName } from '../files/places.ts';
import type { WebFiles } from '../files/webFiles.ts';
import { findCsv } from './findCsv.ts';

/** @param parse The parser of the build for browsers. */
export function csvReaderOf(files: WebFiles, parse: ParseRows): CsvReader {
  const open = async (csv: string, folder: string) => {
    const place = await findCsv(files, csv, folder);
    const name = baseName(place);
    const bytes = await files.read(place).catch((error: Error) => {
      throw new TableError(name, {}, `${error.message} — expected a CSV file at ${csv}`);
    });
    const beginning = beginningOf(name, bytes.subarray(0, beginningLength), bytes.length);
    return { name, bytes, beginning };
  };
  return {
    async read(csv, folder, options, progress) {
      const { name, bytes, beginning } = await open(csv, folder);
      if (bytes.includes(0)) throw new TableError(name, {}, 'bytes that are zero — expected text in UTF-8');
      const file = {
        ...{ name, beginning },
        async readRows(delimiter: string, onRow: OnRow) {
          parseAll(name, bytes, { parse, delimiter, onRow, ...progress });
        },
      };
      return readDataset(file, options, parse);
    },
    readHeads: async (csv, folder) => headsOf(await open(csv, folder), parse),
    hash(pieces) {
      const hash = sha256.create();
      for (const piece of pieces) hash.update(piece);
      return bytesToHex(hash.digest());
    },
  };
}

type OnRow = (fields: readonly string[], number: number) => void;

interface Parsing extends Pick<LoadProgress, 'onProgress'> {
  readonly parse: ParseRows;
  readonly delimiter: string;
  readonly onRow: OnRow;
}

/** From the first row to the last: who has had enough ends the thread. */
function parseAll(name: string, bytes: Uint8Array, { parse, delimiter, onRow, onProgress }: Parsing): void {
  try {
    // Bytes it takes in a form alone that browsers don't have.
    parse(textOf(bytes), {
      ...csvFormat,
      delimiter,
      on_record(row, { records, empty_lines: blank, bytes: read }) {
        onRow(row, records + blank);
        onProgress?.(read / bytes.length);
        return null;
      },
    });
  } catch (error) {
    throw csvError(error, name, rowAfter(error));
  }
}

/** Errors of the parser say how many rows came before. */
function rowAfter(error: unknown): number {
  const { records = 0, empty_lines: blank = 0 } = error as { records?: number; empty_lines?: number };
  return records + blank + 1;
}
