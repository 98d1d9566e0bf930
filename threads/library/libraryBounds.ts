/** How much a library keeps, and which races have to go where it holds more. */
export interface LibraryBounds {
  readonly races: number;
  readonly bytes: number;
}

export const usualBounds: LibraryBounds = { races: 200, bytes: 512 * 2 ** 20 };

/** No race is so large; a larger file would only fill the memory. */
export const largestFile = 2 ** 30;

/** The files of a race. */
export interface BoundedRace {
  readonly id: string;
  /** With its checkpoints. */
  readonly bytes: number;
  readonly pinned: boolean;
  /** Its runs that are pinned, by their numbers. */
  readonly pinnedRuns: readonly number[];
}

/**
 * The ids of races that have to go, the oldest first; pinned ones, and those with pinned runs, never do.
 * @param entries The newest first.
 * @param stays Whether a race stays for another reason.
 */
export function beyondBounds(
  entries: readonly BoundedRace[],
  { races, bytes }: LibraryBounds,
  stays: (id: string) => boolean,
): string[] {
  const gone: string[] = [];
  let left = entries.reduce((sum, each) => sum + each.bytes, 0);
  for (const { id, bytes: size, pinned, pinnedRuns } of entries.toReversed()) {
    if (entries.length - gone.length <= races && left <= bytes) break;
    if (pinned || pinnedRuns.length > 0 || stays(id)) continue;
    gone.push(id);
    left -= size;
  }
  return gone;
}
