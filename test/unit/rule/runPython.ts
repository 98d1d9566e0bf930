/** Python, where it has NumPy. */
import { spawnSync } from 'node:child_process';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const given = process.env['PYTHON'];
const candidates = given ? [given] : ['python3', '/usr/bin/python3', 'python'];

function hasNumpy(command: string): boolean {
  return spawnSync(command, ['-c', 'import numpy']).status === 0;
}

/** The command of `PYTHON`, or the first of those that are usually there, that has NumPy; null where none has. */
export const python = candidates.find(hasNumpy) ?? null;

/** Why there is no Python to run. */
export const noPython = `none of ${candidates.join(', ')} has NumPy`;

/** What a script of `test/python` writes; an error where it fails. */
export function runPython(script: string, input: string, ...words: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(
    python ?? '',
    [inRoot(`test/python/${script}`), ...words],
    {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    },
  );
  if (error || status !== 0) throw new Error(`${python} ${script} failed: ${error?.message ?? stderr}`);
  return stdout;
}
