/** What programs of threads have around them in a browser. */
import { chooseKernels } from '../../core/engine/cpu/network/kernelBytes.ts';
import { CsvFault } from '../../core/experiment/errors.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { messageOf } from '../../core/messageOf.ts';
import { findDataset } from '../../core/problems/data/index.ts';
import { prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { type CsvReader, faultOf, loadCsv } from '../../threads/data/csv/answerCsv.ts';
import type { Machine } from '../../threads/machine.ts';
import { csvReaderOf } from '../data/csvReader.ts';
import { parseRows } from '../data/parseRows.ts';
import type { ShippedTexts } from '../data/shippedTexts.ts';
import { placeIn } from '../files/places.ts';
import type { WebFiles } from '../files/webFiles.ts';
import { sharedNow } from './clock.ts';

export interface WebMachine extends Machine {
  readonly csvReader: CsvReader;
}

export function machineWith({ data, kernels }: ShippedTexts, files: WebFiles): WebMachine {
  const csvReader = csvReaderOf(files, parseRows);
  return {
    csvReader,
    now: sharedNow,
    nextTurn,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async dataset(id, split = {}) {
      const entry = findDataset(id);
      if (!entry) throw new RangeError(`problem.data = ${id} — expected a data set of the table`);
      const { file, standardize = false } = entry;
      const text = file === undefined ? '' : data[file];
      if (text === undefined) throw new Error(`${file} is missing in the extension — install it again`);
      return prepareDataset(entry.load(text), { ...split, standardize });
    },
    async csv(problem, folder) {
      try {
        return await loadCsv(problem, folder, { split: splitOf(problem), reader: csvReader });
      } catch (error) {
        throw new CsvFault(placeIn(folder, problem.csv), faultOf(error));
      }
    },
    async kernels() {
      if (typeof kernels === 'string') return kernels;
      try {
        return chooseKernels(kernels);
      } catch (error) {
        return `its WebAssembly can't be loaded: ${messageOf(error)}`;
      }
    },
  };
}

/** A message of its own waits behind those that wait: timers would come milliseconds later. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
