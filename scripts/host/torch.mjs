/** Finds a Python with PyTorch for the tests that run exported scripts. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from '../tools/processes.mjs';
import { step } from '../tools/steps.mjs';

/** Debian's packages are for its own Python. */
const ofDebian = '/usr/bin/python3';
const { PYTHON: given } = process.env;
const candidates = given ? [given] : ['python3', ofDebian, 'python'];

function isThere() {
  return candidates.some(
    (python) => spawnSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0,
  );
}

const aptIsAllowed = !given && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/**
 * As root on Debian a missing one is installed, from its archive.
 * @returns {Promise<string | null>} why there is none, and how to get one; null where there is one.
 */
export async function whyNoTorch() {
  if (isThere()) return null;
  const advice = `none of ${candidates.join(', ')} has PyTorch and NumPy. Install it (on Debian: apt-get install python3-torch), or name a Python that has it in PYTHON.`;
  if (!aptIsAllowed) return advice;
  try {
    await step('Installing PyTorch with apt-get', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['-o', 'Acquire::http::Timeout=30', 'update'], { env });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'python3-torch'], { env });
    });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}: ${advice}`;
  }
  return isThere() ? null : advice;
}
