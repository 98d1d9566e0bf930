/** Which lines are mutated: files with ranges of lines, as Stryker's `mutate` takes them. */
import { readFileSync } from 'node:fs';
import { inRoot } from '../tools/paths.mjs';
import { run } from '../tools/processes.mjs';

/** Sampled are pieces of this many lines: most mutants are smaller. */
const pieceLength = 12;

/**
 * AssemblyScript is compiled before any test runs, declarations run nothing, texts.ts is derived, which a test holds, and
 * stepper.ts compiles its code anew, where what Stryker adds to it is not defined.
 * @param {string} file
 */
const isMutable = (file) =>
  /^(core|node|extension|webview)\/.*\.ts$/.test(file) &&
  !file.endsWith('.d.ts') &&
  !file.startsWith('core/engine/cpu/kernels/') &&
  file !== 'core/optimizers/texts.ts' &&
  file !== 'core/engine/cpu/stepper.ts';

/** @param {readonly string[]} args */
const git = async (...args) => (await run('git', args)).split('\n').filter((line) => line !== '');

/** Sources below the given files and folders. @param {readonly string[]} paths */
export async function sourceFiles(paths) {
  const listed = await git('ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths);
  const files = listed.filter(isMutable);
  if (files.length === 0) throw new Error(`No sources in ${paths.join(', ')}.`);
  return files;
}

/**
 * The lines that differ from a commit, in the work tree.
 * @param {string} since
 */
export async function changedLines(since) {
  const places = [];
  let file = '';
  for (const line of await git('diff', '--unified=0', '--no-color', '--no-ext-diff', since, '--')) {
    const name = /^\+\+\+ b\/(.*)$/.exec(line)?.[1];
    if (name) file = name;
    // "@@ -12,3 +14,2 @@": two new lines from line 14 on; ",2" is left out where it is one line, and 0 is none.
    const added = /^@@ \S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    const [first, count] = [Number(added?.[1]), Number(added?.[2] ?? 1)];
    if (added && count > 0 && isMutable(file)) places.push(`${file}:${first}-${first + count - 1}`);
  }
  return places;
}

/**
 * Pieces of the files, chosen by chance and without overlap.
 * @param {readonly string[]} files
 * @param {number} lines how many in all
 * @param {() => number} random in [0, 1)
 */
export function samplePieces(files, lines, random) {
  const pieces = files.flatMap((file) => {
    const length = readFileSync(inRoot(file), 'utf8').split('\n').length;
    const starts = Array.from({ length: Math.ceil(length / pieceLength) }, (_, at) => at * pieceLength + 1);
    return starts.map((start) => `${file}:${start}-${Math.min(start + pieceLength - 1, length)}`);
  });
  const count = Math.min(pieces.length, Math.ceil(lines / pieceLength));
  return Array.from({ length: count }).flatMap(() => pieces.splice(Math.floor(random() * pieces.length), 1));
}
