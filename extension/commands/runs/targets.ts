/** What commands of the side bar are about: races, and runs by their numbers there. */
import * as z from 'zod';

const targetSchema = z.object({
  /** Its id. */
  race: z.string(),
  /** null: the race as a whole. */
  run: z.union([z.int().min(0), z.null()]),
});
export type Target = Readonly<z.infer<typeof targetSchema>>;
export type RunTarget = Target & { readonly run: number };

export function isRun(target: Target): target is RunTarget {
  return target.run !== null;
}

/**
 * The rows that VS Code gives a command: the one that it was called at and, where that is one of several selected ones, all
 * of them. Undefined where it gives none, as for a key.
 */
export function targetsOf(row: unknown, rows: unknown): readonly Target[] | undefined {
  const given = Array.isArray(rows) && rows.length > 0 ? rows : row === undefined ? [] : [row];
  const targets = given.flatMap((each) => targetSchema.safeParse(each).data ?? []);
  return targets.length > 0 ? targets : undefined;
}

/** The races that these are, or are in, each once. */
export function racesOf(targets: readonly Target[]): readonly string[] {
  return [...new Set(targets.map(({ race }) => race))];
}
