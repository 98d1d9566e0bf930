/** `races`: what is in the library, the newest first. */
import { clipped, formatNumber } from '../../../core/format.ts';
import type { LibraryEntry } from '../../../threads/library/raceEntries.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { openLibrary } from '../library/openLibrary.ts';
import { printable } from '../printable.ts';

const longestTitle = 50;

export async function races(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const { out } = surroundings.terminal;
  const { library, folder } = await openLibrary(asked, surroundings);
  const { entries } = library;
  if (asked.isSet('json')) out.write(`${JSON.stringify(entries.map(factsOf), null, 2)}\n`);
  else if (entries.length === 0) out.write(`No races are in ${folder}.\n`);
  else for (const entry of entries) out.write(`${lineOf(entry)}\n`);
  return exitCodes.done;
}

function factsOf({ id, title, startedAt, states, best, optimizers, elsewhere }: LibraryEntry) {
  return {
    id,
    title,
    startedAt: new Date(startedAt).toISOString(),
    states,
    best,
    optimizers,
    goesOn: elsewhere !== null,
  };
}

/** `1764504000000-…  2026-11-30 12:00  Rosenbrock, 8 runs …  7 finished, 1 diverged  best 1.285e-8` */
function lineOf({ id, title, startedAt, states, best, elsewhere }: LibraryEntry): string {
  const when = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const standing = elsewhere
    ? 'goes on'
    : Object.entries(states)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ');
  const lowest = best === null ? [] : [`best ${formatNumber(best)}`];
  return [id, when, clipped(printable(title), longestTitle), standing, ...lowest].join('  ');
}
