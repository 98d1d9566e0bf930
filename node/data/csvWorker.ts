/** The thread that reads a CSV file: a large one takes seconds, in which the extension host must answer. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import type { CsvAnswer, CsvRequest, FromCsvWorker } from './csvThread.ts';
import { loadCsv, readColumnHeads } from './readCsv.ts';

async function fulfil(request: CsvRequest, onProgress: (share: number) => void): Promise<CsvAnswer> {
  try {
    if (request.type === 'readColumns')
      return { type: 'columns', columns: await readColumnHeads(request.file) };
    const { source, folder, validation } = request;
    return { type: 'data', data: await loadCsv(source, folder, { validation }, { onProgress }) };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const { message, place, fault } = error;
    return { type: 'fault', fault: { message, row: fault?.row ?? place.row, value: fault } };
  }
}

async function answer(port: MessagePort, request: CsvRequest): Promise<void> {
  const post = (message: FromCsvWorker) => port.postMessage(message);
  let told = 0;
  const onProgress = (share: number) => {
    if (share < told + 0.01) return;
    told = share;
    post({ type: 'progress', share });
  };
  post(await fulfil(request, onProgress));
}

if (parentPort) void answer(parentPort, workerData as CsvRequest);
