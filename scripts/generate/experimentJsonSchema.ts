/** The JSON schema of `.experiment.json` files: completion, documentation and squiggles in the editor. */
import * as z from 'zod';
import { experimentSchema } from '../../core/experiment/schema.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { datasets } from '../../core/problems/data/index.ts';
import { surfaces } from '../../core/problems/surfaces/index.ts';
import { schedules } from '../../core/schedules/index.ts';

/** Fields whose `table` names a registry are completed with the ids of its entries. */
const tables: Readonly<Record<string, readonly string[]>> = {
  optimizers: optimizers.map(({ id }) => id),
  datasets: datasets.map(({ id }) => id),
  surfaces: surfaces.map(({ id }) => id),
  schedules: schedules.map(({ name }) => name),
};

export function experimentJsonSchema(): object {
  return z.toJSONSchema(experimentSchema, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      const ids = tables[String(jsonSchema['table'])];
      if (!ids) return;
      delete jsonSchema['table'];
      jsonSchema.enum = [...ids];
    },
  });
}
