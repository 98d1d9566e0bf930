/** What the thread that reads a CSV file answers. */
import { createHash } from 'node:crypto';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { TableError, UnclearDecimalError } from '../../core/problems/data/table/tableError.ts';
import type { CsvAnswer, CsvRequest, FromCsvWorker } from './csvThread.ts';
import { loadCsv, readColumnHeads } from './readCsv.ts';

/** @param post Takes the share that is read, from one percent to the next, and last the answer. */
export async function answerCsv(request: CsvRequest, post: (message: FromCsvWorker) => void): Promise<void> {
  let told = 0;
  const onProgress = (share: number) => {
    if (share < told + 0.01) return;
    told = share;
    post({ type: 'progress', share });
  };
  post(await respond(request, onProgress));
}

async function respond(request: CsvRequest, onProgress: (share: number) => void): Promise<CsvAnswer> {
  try {
    if (request.type === 'readColumns')
      return { type: 'columns', columns: await readColumnHeads(request.csv, request.folder) };
    const { source, folder, split } = request;
    const data = await loadCsv(source, folder, split, { onProgress });
    return { type: 'data', data, contentHash: hashOf(data) };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { message, place, fault } = error;
    const unclearDecimal = error instanceof UnclearDecimalError;
    return { type: 'fault', fault: { message, row: fault?.row ?? place.row, value: fault, unclearDecimal } };
  }
}

/** Of all numbers, in their order: equal hashes, equal runs. */
function hashOf({ training, validation }: PreparedDataset): string {
  const hash = createHash('sha256');
  for (const part of [training, validation])
    for (const numbers of part ? [part.inputs, part.labels, part.targets] : [])
      if (numbers) hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  return hash.digest('hex');
}
