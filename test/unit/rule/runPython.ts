/** Python, where it has NumPy. */
import { spawnSync } from 'node:child_process';
import { inRoot } from '../../../scripts/tools/paths.mjs';

const given = process.env['PYTHON'];
const candidates = given ? [given] : ['python3', '/usr/bin/python3', 'python'];

/** The command of `PYTHON`, or the first of those that are usually there, that has all modules; null where none has. */
export function pythonWith(...modules: readonly string[]): string | null {
  const program = 'import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, sys.argv[1:])))';
  const has = (command: string) => spawnSync(command, ['-c', program, ...modules]).status === 0;
  return candidates.find(has) ?? null;
}

export const python = pythonWith('numpy');

/** Why there is no Python to run. */
export const noPython = noPythonWith('NumPy');

export function noPythonWith(what: string): string {
  return `none of ${candidates.join(', ')} has ${what}`;
}

/** What a script of `test/python` writes; an error where it fails. */
export function runPython(script: string, input: string, ...words: readonly string[]): string {
  return runIn(python ?? '', script, input, ...words);
}

/** The same by another Python. */
export function runIn(command: string, script: string, input: string, ...words: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(command, [inRoot(`test/python/${script}`), ...words], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (error || status !== 0) throw new Error(`${command} ${script} failed: ${error?.message ?? stderr}`);
  return stdout;
}
