import { TableError } from '../../core/problems/data/table/tableError.ts';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import { isAbsolute, placeIn, readable, resolved } from '../files/places.ts';
import { sizeFault, type WebFiles } from '../files/webFiles.ts';

/**
 * The address of a file in a folder. Nobody can say where a link leads: none is followed.
 * @param csv Relative to the folder.
 * @throws {TableError} if there is no such file in the folder, or it is too large.
 */
export async function findCsv(files: WebFiles, csv: string, folder: string): Promise<string> {
  const where = `the workspace folder ${readable(folder)}`;
  const fail = (reason: string) => new TableError(csv, {}, `${reason} — expected a path in ${where}`);
  if (isAbsolute(csv)) throw fail('an absolute path');
  const path = resolved(csv);
  if (path === null) throw fail('outside the workspace');
  const parts = path.split('/');
  for (const [index] of parts.entries()) {
    const part = placeIn(folder, parts.slice(0, index + 1).join('/'));
    const facts = await files.look(part).catch((error: Error) => {
      throw fail(error.message);
    });
    const isLast = index === parts.length - 1;
    if (!facts || (!isLast && facts.kind !== 'folder')) {
      const similar = await similarPath(files, parts, folder);
      throw new TableError(csv, {}, `no such file — expected a file in ${where}${similar}`);
    }
    if (facts.isLink) throw fail('a link, which may lead outside the workspace');
    if (!isLast) continue;
    if (facts.kind !== 'file') throw fail(facts.kind === 'folder' ? 'a folder' : 'no regular file');
    const large = sizeFault(facts);
    if (large !== null) throw new TableError(csv, {}, large);
  }
  return placeIn(folder, path);
}

/** `; did you mean 'data/houses.csv'?` where the folder has a file of a similar name, nothing otherwise. */
async function similarPath(files: WebFiles, parts: readonly string[], folder: string): Promise<string> {
  const beside = parts.slice(0, -1);
  const entries = await files
    .list(beside.length > 0 ? placeIn(folder, beside.join('/')) : folder)
    .catch(() => []);
  const names = entries.filter(({ name }) => /\.csv$/i.test(name));
  return didYouMean(
    parts.join('/'),
    names.map(({ name }) => [...beside, name].join('/')),
  );
}
