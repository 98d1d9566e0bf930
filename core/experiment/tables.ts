/** What the names in experiments stand for. A field of the schema names its table: completion, hover and fixes follow it. */
import { optimizers } from '../optimizers/index.ts';
import { datasets } from '../problems/data/index.ts';
import { surfaces } from '../problems/surfaces/index.ts';
import { schedules } from '../schedules/index.ts';
import { whyNotOffered } from '../schedules/offered.ts';
import { inExperiment } from './scheduleOf.ts';

export interface TableEntry {
  /** As experiments name it. */
  readonly id: string;
  readonly name: string;
  /** Other names that are understood. */
  readonly aliases?: readonly string[];
  /** What it is; may have several lines. */
  readonly about: string;
}

export const tables: Readonly<Record<string, readonly TableEntry[]>> = {
  // Their texts are parsed when somebody asks.
  optimizers: optimizers.map((optimizer) => ({
    id: optimizer.id,
    get name() {
      return optimizer.rule.name;
    },
    get about() {
      return optimizer.rule.about;
    },
  })),
  datasets: datasets.map(({ id, name, description, rows, features, classes }) => {
    const what = classes === 0 ? 'a number to predict' : `${classes} classes`;
    return { id, name, about: `${description}\n${rows} rows, ${features} features, ${what}.` };
  }),
  surfaces: surfaces.map(({ id, name, formula }) => ({ id, name, about: formula })),
  schedules: schedules
    .filter((kind) => whyNotOffered(kind, { use: inExperiment }) === null)
    .map(({ name, aliases = [], description }) => ({ id: name, name, aliases, about: description })),
};

/** The entry that a name stands for. */
export function findEntry(entries: readonly TableEntry[], name: unknown): TableEntry | undefined {
  return entries.find(({ id, aliases = [] }) => id === name || aliases.some((alias) => alias === name));
}
