/** What became of the mutants: those that lived, and the score of each room. */
import path from 'node:path';
import { group } from 'd3-array';
import { root } from '../tools/paths.mjs';

/** @typedef {Awaited<ReturnType<import('@stryker-mutator/core').Stryker['runMutationTest']>>[number]} MutantResult */

/** Of a mutant that no test reaches, or that every test passes. @param {MutantResult} mutant */
const lived = ({ status }) => status === 'Survived' || status === 'NoCoverage';

/** A mutant that never ends is noticed, too. @param {MutantResult} mutant */
const died = ({ status }) => status === 'Killed' || status === 'Timeout';

/** @param {MutantResult} mutant */
const fileOf = ({ fileName }) => path.relative(root, path.resolve(root, fileName)).replaceAll('\\', '/');

/** The first two folders: core/rule, webview/shared. @param {string} file */
export const roomOf = (file) => file.split('/').slice(0, -1).slice(0, 2).join('/');

/** @param {readonly MutantResult[]} mutants */
export function survivors(mutants) {
  return mutants.filter(lived).map((mutant) => {
    const { start } = mutant.location;
    const text = mutant.replacement.replace(/\s+/g, ' ').slice(0, 80);
    const reach = mutant.status === 'NoCoverage' ? 'no test comes here' : 'all tests pass';
    return `${fileOf(mutant)}:${start.line}:${start.column}  ${mutant.mutatorName} → ${text}  (${reach})`;
  });
}

/**
 * Share of mutants that tests notice, by room; mutants that don't run at all aren't counted.
 * @param {readonly MutantResult[]} mutants
 */
export function scores(mutants) {
  const rooms = group(
    mutants.filter((mutant) => lived(mutant) || died(mutant)),
    (mutant) => roomOf(fileOf(mutant)),
  );
  return [...rooms]
    .map(([room, all]) => ({ room, killed: all.filter(died).length, count: all.length }))
    .sort((a, b) => a.room.localeCompare(b.room));
}
