/** What VS Code's JSON support completes by a schema, as far as the schema of experiments asks for. */
import { isDeepStrictEqual } from 'node:util';

type Schema = Readonly<Record<string, unknown>>;

/** What is inserted: texts that begin with ^ without quotes, and at each place what is suggested there first. */
export function inserted(body: unknown): string {
  const isRaw = typeof body === 'string' && body.startsWith('^');
  return (isRaw ? body.slice(1) : JSON.stringify(body))
    .replace(/"\^([^"]*)"/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\d/g, '');
}

/** Fields that are offered in the object at `path` of a value, with their schemas: the first that has one of the name. */
export function fieldsAt(
  root: Schema,
  value: unknown,
  path: readonly (string | number)[],
): Map<string, Schema> {
  const fields = new Map<string, Schema>();
  for (const { properties } of schemasAt(root, value, path))
    for (const [name, field] of Object.entries(Object(properties)))
      if (!fields.has(name)) fields.set(name, Object(field));
  return fields;
}

/** The text that completing a field inserts as its value. */
export function completed(field: Schema): string {
  const { default: byDefault, defaultSnippets = [], type } = field;
  const snippets: { body: unknown }[] = Object(defaultSnippets);
  if (byDefault !== undefined && snippets.length > 0) return '';
  if (byDefault !== undefined) return JSON.stringify(byDefault);
  const [snippet, ...others] = snippets;
  if (snippet) return others.length > 0 ? '' : inserted(snippet.body);
  return { string: '""', object: '{}', array: '[]', number: '0', integer: '0' }[String(type)] ?? '';
}

/** All schemas that say something of what is at `path`. */
export function schemasAt(root: Schema, value: unknown, path: readonly (string | number)[]): Schema[] {
  let schemas = applying(root, root, value);
  let at = value;
  for (const key of path) {
    at = Object(at)[key];
    schemas = schemas.flatMap(({ properties, items }) => {
      const part =
        typeof key === 'number' ? (Array.isArray(items) ? items[key] : items) : Object(properties)[key];
      return part ? applying(root, part, at) : [];
    });
  }
  return schemas;
}

/** A schema and those that it applies to the same value. */
function applying(root: Schema, schema: Schema, value: unknown): Schema[] {
  const { $ref, allOf = [], if: condition, then } = schema;
  const referred =
    typeof $ref === 'string' ? Object(root['definitions'])[$ref.replace('#/definitions/', '')] : null;
  const parts: Schema[] = [...(referred ? [referred] : []), ...Object(allOf)];
  if (condition && then && holds(Object(condition), value)) parts.push(Object(then));
  return [schema, ...parts.flatMap((part) => applying(root, part, value))];
}

function holds(
  { required = [], properties = {}, items = [], minItems = 0, enum: words }: Schema,
  value: unknown,
): boolean {
  if (words && !Object(words).some((word: unknown) => isDeepStrictEqual(word, value))) return false;
  const parts: [string | number, Schema][] = [
    ...Object.entries(Object(properties)),
    ...Object(items).entries(),
  ];
  return (
    Object(required).every((name: string) => name in Object(value)) &&
    (!Array.isArray(value) || value.length >= Number(minItems)) &&
    parts.every(([key, part]) => !(key in Object(value)) || holds(part, Object(value)[key]))
  );
}
