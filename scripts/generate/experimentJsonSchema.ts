/** The JSON schema of `.experiment.json` files: completion, documentation and squiggles in the editor. */
import * as z from 'zod';
import { experimentSchema } from '../../core/experiment/schema.ts';
import { tables } from '../../core/experiment/tables.ts';

export function experimentJsonSchema(): object {
  return z.toJSONSchema(experimentSchema, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      const entries = tables[String(jsonSchema['table'])];
      if (!entries) return;
      delete jsonSchema['table'];
      jsonSchema.enum = entries.map(({ id }) => id);
    },
  });
}
