/** The JSON schema of `.experiment.json` files: completion, documentation and squiggles in the editor. */
import * as z from 'zod';
import { experimentSchema } from '../../core/experiment/schema.ts';
import { tables } from '../../core/experiment/tables.ts';
import {
  experimentSnippets,
  fieldSnippets,
  problemSnippets,
  raw,
  type Snippet,
} from './experimentSnippets.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Fields whose `table` names a registry are completed with the ids of its entries. */
export function experimentJsonSchema(): object {
  const schema = z.toJSONSchema(experimentSchema, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      const entries = tables[String(jsonSchema['table'])];
      if (entries) {
        delete jsonSchema['table'];
        jsonSchema.enum = entries.map(({ id }) => id);
        jsonSchema['enumDescriptions'] = entries.map(({ name, about }) => `${name}: ${about}`);
      }
      for (const [name, field] of Object.entries(jsonSchema.properties ?? {}))
        if (typeof field === 'object') insertValues(name, field);
      insertProblems(jsonSchema);
    },
  });
  return { ...schema, allowComments: true, allowTrailingCommas: true, defaultSnippets: experimentSnippets };
}

/** Completing a field inserts a value that is allowed; without this, VS Code inserts 0 for any number. */
function insertValues(name: string, field: JsonSchema): void {
  if (field.default !== undefined || field.enum) return;
  const snippet = Object.hasOwn(fieldSnippets, name) ? fieldSnippets[name] : numberSnippet(field);
  if (snippet) field['defaultSnippets'] = [snippet];
}

function numberSnippet({ type, minimum = 0, maximum = 1 }: JsonSchema): Snippet | undefined {
  if (type !== 'integer' && type !== 'number') return undefined;
  const usual = type === 'integer' ? 1 : 0.1;
  const value = String(Math.max(minimum, Math.min(usual, maximum)));
  return { label: value, description: 'A number.', body: raw(1, value) };
}

function insertProblems(schema: JsonSchema): void {
  const kind = Object.keys(schema.properties ?? {})[0];
  if (kind !== undefined && Object.hasOwn(problemSnippets, kind))
    schema['defaultSnippets'] = [problemSnippets[kind]];
}
