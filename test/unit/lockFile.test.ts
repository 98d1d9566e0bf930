import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/tools/paths.mjs';

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

/**
 * npm leaves out of the lock file what the registry at hand does not carry, such as the binaries of other platforms.
 * `npm ci` then refuses the whole file, and an install elsewhere lacks them.
 */
test('the lock file has the packages of every platform', () => {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(inRoot('package-lock.json'), 'utf8'),
  );
  const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !(`node_modules/${name}` in lock.packages || `${folder}/node_modules/${name}` in lock.packages),
    ),
  );
  expect(missing).toEqual([]);
});
