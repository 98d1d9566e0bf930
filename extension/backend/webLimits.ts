/** What a browser can't do, in words for whoever asks for it. */
import { ExperimentError } from '../../core/experiment/errors.ts';
import { faultAt } from '../../core/fault.ts';
import type { CsvFiles } from './backend.ts';

/**
 * @param what Begins the sentence, with its verb: `Training logs are read`.
 * @param why As a clause.
 */
export function desktopOnly(what: string, why = 'a browser has no files to follow'): string {
  return `${what} in VS Code on a desktop or connected to a server: ${why}.`;
}

function noCsv(csv: string): never {
  const expected =
    'a data set that ships: in a browser no CSV files are read. Open the folder in VS Code on a desktop for that';
  throw new ExperimentError([faultAt(['problem', 'csv'], csv, expected)]);
}

export const refuseCsv: CsvFiles = {
  load: async ({ csv }) => noCsv(csv),
  readColumns: async (csv) => noCsv(csv),
  lineOfRow: async (file) => noCsv(file),
};
