/** What the thread that reads CSV files answers. */
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import {
  type HeldOutOptions,
  type PreparedDataset,
  prepareDataset,
} from '../../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../../core/problems/data/table/columnHeads.ts';
import {
  TableError,
  type TableFault,
  UnclearDecimalError,
} from '../../../core/problems/data/table/tableError.ts';
import type { CsvOptions } from './csvFormat.ts';
import type { CsvAnswer, CsvRequest, CsvSource, FromCsvWorker, LoadProgress } from './csvThread.ts';

/** How a host reads CSV files by their paths in a folder of the workspace, which nothing leads out of. */
export interface CsvReader {
  /** @throws {TableError} if the file can't be read or holds something else than its options say. */
  read(csv: string, folder: string, options: CsvOptions, progress: LoadProgress): Promise<Dataset>;
  /** @throws {TableError} if the file can't be read or is empty. */
  readHeads(csv: string, folder: string): Promise<readonly ColumnHead[]>;
  /** SHA-256, in hexadecimal digits. */
  hash(pieces: readonly Uint8Array[]): string;
}

/** @param post Takes the share that is read, from one percent to the next, and last the answer. */
export async function answerCsv(
  request: CsvRequest,
  reader: CsvReader,
  post: (message: FromCsvWorker) => void,
): Promise<void> {
  let told = 0;
  const onProgress = (share: number) => {
    if (share < told + 0.01) return;
    told = share;
    post({ type: 'progress', share });
  };
  post(await respond(request, reader, onProgress));
}

async function respond(
  request: CsvRequest,
  reader: CsvReader,
  onProgress: (share: number) => void,
): Promise<CsvAnswer> {
  try {
    if (request.type === 'readColumns')
      return { type: 'columns', columns: await reader.readHeads(request.csv, request.folder) };
    const { source, folder, split } = request;
    return { type: 'data', ...(await loadCsv(source, folder, { split, reader, onProgress })) };
  } catch (error) {
    return { type: 'fault', fault: faultOf(error) };
  }
}

/**
 * Reads, splits and standardizes a CSV file, by the statistics of its training rows.
 * @throws {TableError} if the file can't be read or holds something else than its options say.
 */
export async function loadCsv(
  { csv, ...options }: CsvSource,
  folder: string,
  {
    split,
    reader,
    ...progress
  }: LoadProgress & { readonly split: HeldOutOptions; readonly reader: CsvReader },
): Promise<{ readonly data: PreparedDataset; readonly contentHash: string }> {
  const read = await reader.read(csv, folder, options, progress);
  const data = prepareDataset(read, { ...split, standardize: true, overwrite: true });
  return { data, contentHash: reader.hash(bytesOf(data)) };
}

/** @throws what is no fault of a table. */
export function faultOf(error: unknown): TableFault {
  if (!(error instanceof TableError)) throw error;
  const { message, place, fault } = error;
  const unclearDecimal = error instanceof UnclearDecimalError;
  return { message, row: fault?.row ?? place.row, value: fault, unclearDecimal };
}

/** All numbers, in their order: equal bytes, equal runs. */
function bytesOf({ training, validation }: PreparedDataset): readonly Uint8Array[] {
  return [training, validation]
    .flatMap((part) => (part ? [part.inputs, part.labels, part.targets] : []))
    .flatMap((numbers) =>
      numbers ? [new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)] : [],
    );
}
