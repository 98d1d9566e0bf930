/**
 * Where the races of a command are kept. An editor tells its terminals where its library is, so that what runs there stands in
 * its tree; elsewhere they are in the folder of the experiment, where editors look for them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { libraryVariable, ownLibrary } from '../../library/ownLibrary.ts';
import type { Asked, Surroundings } from '../command.ts';

/** @param root The folder that the experiment belongs to. */
export function libraryFolder(
  asked: Asked,
  { env, cwd }: Pick<Surroundings, 'env' | 'cwd'>,
  root: string,
): string {
  const given = asked.text('library') ?? env[libraryVariable];
  return given === undefined || given === '' ? ownLibrary(root) : path.resolve(cwd, given);
}

/** What a repository is told of races that are kept in it: they are nobody else's business. */
export async function prepareFolder(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (folder !== ownLibrary(root)) return;
  await writeFile(path.join(path.dirname(folder), '.gitignore'), '*\n', { flag: 'wx' }).catch(() => {});
}
