/**
 * A JSON schema that completes and explains what a zod schema reads, and marks nothing: the extension marks what is wrong, in its own
 * words.
 */
import * as z from 'zod';
import { tables } from '../../core/experiment/tables.ts';

export type Schema = z.core.JSONSchema.JSONSchema;

/** What fields are by their names, beyond what zod knows of them. @param name Of the field. */
type Known = (name: string) => Schema | null;

export function describedSchema(schema: z.ZodType, known: Known = () => null): Schema {
  return described(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as Schema, known);
}

/** Where an experiment stands in another value. @param folder From the schema's file to that of experiments. */
export const experimentIn = (folder: string): Schema => ({
  $ref: `${folder}/experiment.schema.json`,
});

/** The ids of a table, with what each is. Another word is allowed. */
export function idsIn(table: string): Schema {
  const entries = tables[table] ?? [];
  return {
    anyOf: [
      { enum: entries.map(({ id }) => id), enumDescriptions: entries.map(({ name }) => name) } as Schema,
      {},
    ],
  };
}

function described(schema: Schema, known: Known): Schema {
  const { description, default: byDefault, properties, items, enum: words, const: word } = schema;
  const made: Schema = {};
  if (description !== undefined) made.description = description;
  // What is long is said in the description alone: completing the field would insert all of it.
  if (byDefault !== undefined && typeof byDefault !== 'object') made.default = byDefault;
  if (properties) made.properties = fieldsOf(properties as Record<string, Schema>, known);
  if (items && !Array.isArray(items)) made.items = described(items as Schema, known);
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []) as Schema[];
  const listed = words ?? (word === undefined ? null : [word]);
  // With an empty one among them all values are allowed.
  if (listed) made.anyOf = [{ enum: listed }, {}];
  else if (alternatives.length > 0) made.anyOf = [...alternatives.map((each) => described(each, known)), {}];
  return made;
}

function fieldsOf(properties: Record<string, Schema>, known: Known): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const made = { ...described(field, known), ...known(name) };
      const body = bodyOf(field);
      const hasValue = ['default', 'anyOf', '$ref', 'defaultSnippets'].some((word) => word in made);
      return [name, hasValue || body === null ? made : { ...made, defaultSnippets: [{ label: '…', body }] }];
    }),
  );
}

/** What completing a field inserts, with a place to type at. */
function bodyOf({ type, items }: Schema): unknown {
  if (type === 'string') return '$1';
  if (type === 'number' || type === 'integer') return '^$1';
  if (type === 'array') return [(items as Schema | undefined)?.type === 'string' ? '$1' : '^$1'];
  return type === 'object' ? '^{$1}' : null;
}
