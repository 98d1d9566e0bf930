/** The JSON schema of `.experiment.json` files: completion, documentation and squiggles in the editor. */
import * as z from 'zod';
import { optimizers } from '../optimizers/index.ts';
import { datasets } from '../problems/data/index.ts';
import { surfaces } from '../problems/surfaces/index.ts';
import { experimentSchema } from './schema.ts';

/** Fields whose `table` names a registry are completed with its ids. */
const tables: Readonly<Record<string, readonly { readonly id: string }[]>> = {
  optimizers,
  datasets,
  surfaces,
};

export function experimentJsonSchema(): object {
  return z.toJSONSchema(experimentSchema, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      const entries = tables[String(jsonSchema['table'])];
      if (!entries) return;
      delete jsonSchema['table'];
      jsonSchema.enum = entries.map((entry) => entry.id);
    },
  });
}
