/** Rules as they were: in another folder, or in a revision of git. */
import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { ruleSizeFault } from '../../../core/experiment/ruleFileFaults.ts';
import type { RuleFile } from '../../../core/experiment/ruleFiles.ts';
import { decodeText } from '../../../core/experiment/text/decodeText.ts';
import { messageOf } from '../../../core/messageOf.ts';
import { UsageError } from '../usageError.ts';
import { readRuleFile } from './readRuleFiles.ts';

const execute = promisify(execFile);

/** Gives a file as it was; null where there was none. @param file Its path on the disk, as it is. */
export type ReadBase = (file: string) => Promise<RuleFile | null>;

/**
 * @param base A folder laid out as `root` is, or what git calls a commit.
 * @param root The folder that the experiment belongs to.
 * @throws {UsageError} if it is neither.
 */
export async function openBase(base: string, root: string, cwd: string): Promise<ReadBase> {
  const folder = path.resolve(cwd, base);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return (file) => readIfThere(path.join(folder, path.relative(root, file)));
  const commit = await commitOf(base, root);
  return (file) => readFromGit(commit, file);
}

async function readIfThere(file: string): Promise<RuleFile | null> {
  const found = await stat(file).catch(() => null);
  return found ? readRuleFile(file) : null;
}

async function commitOf(base: string, root: string): Promise<string> {
  const name = `--base ${base}`;
  const fail = (why: string) =>
    new UsageError(
      `${name} — expected a folder, or a commit that git knows in ${root}: ${why}`,
      'compare-rules',
    );
  try {
    const args = ['rev-parse', '--verify', '--end-of-options', `${base}^{commit}`];
    const { stdout } = await execute('git', args, { cwd: root });
    return stdout.trim();
  } catch (error) {
    if (isMissingProgram(error)) throw fail('git is not installed here');
    const why = firstLine(error);
    const told = why === 'Needed a single revision' ? 'it knows none by that name' : why;
    throw fail(`${told}. Fetch it first, such as with git fetch --depth=1 origin ${base}`);
  }
}

async function readFromGit(commit: string, file: string): Promise<RuleFile | null> {
  // In the folder of the file, git takes its name as it is there; a link leads to what it links to now.
  const real = await realpath(file).catch(() => file);
  const [cwd, name] = [path.dirname(real), `${commit}:./${path.basename(real)}`];
  try {
    await execute('git', ['cat-file', '-e', name], { cwd });
  } catch {
    return null;
  }
  try {
    const { stdout: size } = await execute('git', ['cat-file', '-s', name], { cwd });
    const fault = ruleSizeFault(Number(size));
    if (fault !== null) return { fault };
    const { stdout } = await execute('git', ['cat-file', 'blob', name], {
      cwd,
      encoding: 'buffer',
      maxBuffer: 2 ** 26,
    });
    return { place: `git:${commit}/${path.basename(real)}`, text: decodeText(stdout).replace(/^\ufeff/, '') };
  } catch (error) {
    if (error instanceof ExperimentError) return { fault: 'a rule in UTF-8' };
    return { fault: `a file that git can give: ${messageOf(error)}` };
  }
}

function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function firstLine(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : messageOf(error);
  return (said.split('\n')[0] ?? '').replace(/^fatal: /, '').replace(/\.$/, '');
}
