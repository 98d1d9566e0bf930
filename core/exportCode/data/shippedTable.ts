/**
 * A data set that ships as a table. It is in the script itself, compressed as it ships, so that one file runs anywhere:
 * the largest, the digits, is 77 kB of text, and stands at the end, behind what there is to read.
 */
import type { DatasetEntry } from '../../problems/data/dataset.ts';
import { code, type Part } from '../part.ts';
import type { TableCode } from './tableCode.ts';

/** Characters in a line of the table. */
const width = 100;

const imports = ['import base64', 'import gzip', 'import io', 'import numpy as np'];

/**
 * What a script has of a data set that ships as a table.
 * @param base64 The file that ships.
 */
export function shippedTable(entry: DatasetEntry & { readonly file: string }, base64: string): TableCode {
  return { part: reading(entry), text: tableText(entry.file, base64), notes: [] };
}

/** `make_data()`, which reads `TABLE`. */
function reading({ name, classes, standardize = false }: DatasetEntry): Part {
  // Pictures have no heading, and brightnesses up to 16.
  const [heading, scale] = standardize ? [1, ''] : [0, ' / 16'];
  return {
    imports,
    code: code(`
def make_data():
    """${name}: the table at the end of this file, whose last column is to be predicted."""
    text = gzip.decompress(base64.b64decode(TABLE)).decode()
    table = np.loadtxt(io.StringIO(text), delimiter=",", skiprows=${heading})
    return table[:, :-1]${scale}, table[:, -1]${classes > 0 ? '.astype(int)' : ''}
`),
  };
}

function tableText(file: string, base64: string): string {
  const cut = base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return [`# ${file}, in base64.`, 'TABLE = """', ...cut, '"""'].join('\n');
}
