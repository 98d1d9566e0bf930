/**
 * The JSON schema of `.experiment.json` files: what the editor completes and explains. It checks nothing, since the
 * extension marks what is wrong, in its own words and with fixes: VS Code's JSON support would say it a second time.
 */
import * as z from 'zod';
import { experimentSchema } from '../../core/experiment/schema.ts';
import { tables } from '../../core/experiment/tables.ts';
import { choice, idsOf, raw, type Snippet, snippetLine } from '../../core/experiment/text/snippets.ts';
import { fieldSnippets, problemSnippets, rangeSnippets, settingRange } from './experimentSnippets.ts';
import { axesOfMap, axisDefinitions } from './mapAxes.ts';
import {
  argumentsBySchedule,
  hyperparametersByOptimizer,
  scheduleDefinitions,
  startBySurface,
} from './settingSchemas.ts';

type Schema = z.core.JSONSchema.JSONSchema;
type Parts = Record<string, Schema>;

export function experimentJsonSchema(): object {
  const schema = z.toJSONSchema(experimentSchema, { target: 'draft-7', io: 'input' }) as Schema;
  return inOneLine({
    $schema: schema.$schema,
    ...withoutChecks(schema),
    allOf: axesOfMap(),
    definitions: {
      schedule: scheduleSchema(schema),
      settingRange: settingRangeSchema(schema),
      ...scheduleDefinitions(),
      ...axisDefinitions(),
    },
    allowComments: true,
    allowTrailingCommas: true,
  });
}

/** Snippets as they are to stand in a file: VS Code writes a line for each entry of a list. A text that begins with ^ stays as it is. */
function inOneLine(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== 'defaultSnippets') return value;
    return (value as Snippet[]).map((each) =>
      typeof each.body === 'object' ? { ...each, body: `^${snippetLine(each.body)}` } : each,
    );
  });
}

/** Stands at two places, but is written once. */
function scheduleSchema({ properties = {} }: Schema): Schema {
  const schedule = properties['schedule'] as Schema;
  return { properties: partsOf(schedule.properties as Parts), allOf: argumentsBySchedule() };
}

/** What a hyperparameter may be in place of a value. */
function settingRangeSchema({ properties = {} }: Schema): Schema {
  const { items } = properties['optimizers'] as Schema;
  const { hyperparameters = {} } = (items as Schema).properties as Parts;
  const { anyOf = [] } = hyperparameters.additionalProperties as Schema;
  const range = (anyOf as Schema[]).find((each) => each.type === 'object');
  return { properties: partsOf((range?.properties ?? {}) as Parts), defaultSnippets: [settingRange] };
}

/**
 * @param name Of the field.
 * @param owner The field that it is a field of.
 */
function withoutChecks(schema: Schema, name = '', owner = ''): Schema {
  const { description, default: byDefault, type, properties, items, anyOf } = schema;
  const made: Schema = {};
  if (description !== undefined) made.description = description;
  if (byDefault !== undefined) made.default = byDefault;
  // Completes true and false.
  if (type === 'boolean') made.type = type;
  if (name === 'schedule') made.$ref = '#/definitions/schedule';
  else if (properties) made.properties = partsOf(properties as Parts, name);
  if (properties && 'optimizer' in properties) made.allOf = hyperparametersByOptimizer();
  if (Array.isArray(items)) made.items = items.map((each) => withoutChecks(each as Schema)) as never;
  else if (items) made.items = withoutChecks(items as Schema);
  const words = wordsOf(schema);
  // Another word is allowed: else VS Code marked it, too.
  if (words) made.anyOf = [words, {}];
  if (anyOf && name === 'problem') Object.assign(made, kindsOf(anyOf as Schema[]));
  else if (anyOf && Object.hasOwn(rangeSnippets, name))
    Object.assign(made, listOrRange(anyOf as Schema[], name));
  else if (anyOf) made.anyOf = anyOf.map((each) => withoutChecks(each as Schema));
  const snippet = name === '' || byDefault !== undefined ? undefined : snippetOf(schema, name, owner);
  if (snippet) made['defaultSnippets'] = [snippet];
  return made;
}

function partsOf(properties: Parts, owner = ''): Parts {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, withoutChecks(field, name, owner)]),
  );
}

/** Each surface has a start of its own. */
function onSurface({ start, ...properties }: Parts): Schema {
  return { properties, allOf: startBySurface(start?.description ?? '') };
}

/** A list and, in its place, a range. */
function listOrRange(alternatives: readonly Schema[], name: string): Schema {
  const [list, range] = alternatives.map((each) => withoutChecks(each));
  return { anyOf: [list ?? {}, { ...range, defaultSnippets: [rangeSnippets[name]] }, {}] };
}

function wordsOf({ table, enum: words, const: word }: Schema): Schema | null {
  const entries = tables[String(table)];
  if (entries)
    return {
      enum: entries.map(({ id }) => id),
      enumDescriptions: entries.map(({ name, about }) =>
        about.startsWith(name) ? about : `${name}: ${about}`,
      ),
    };
  if (words) return { enum: words };
  return word === undefined ? null : { enum: [word] };
}

/** The fields that say of which kind a problem is and, where one of them stands, the others of that kind. */
function kindsOf(kinds: readonly Schema[]): Schema {
  const fields = kinds.map((kind) => partsOf((kind.properties ?? {}) as Parts, 'problem'));
  const own = fields.map((each) => Object.entries(each).slice(0, 1));
  return {
    properties: Object.fromEntries(own.flat()),
    allOf: fields.map((properties) => ({
      if: { required: Object.keys(properties).slice(0, 1) },
      then: 'surface' in properties ? onSurface(properties) : { properties },
    })),
    anyOf: [...Object.values(problemSnippets).map((snippet) => ({ defaultSnippets: [snippet] })), {}],
  };
}

/** What completing a field inserts: a value that is allowed. Without this, VS Code inserts 0 for any number. */
function snippetOf(schema: Schema, name: string, owner: string): Snippet | undefined {
  const own = fieldSnippets[`${owner}.${name}`];
  if (own) return own;
  if (Object.hasOwn(fieldSnippets, name)) return fieldSnippets[name];
  const { type, table, enum: words, minimum = 0, maximum = 1 } = schema;
  const of = (label: string, body: unknown) => ({ label, description: schema.description ?? '', body });
  if (table !== undefined) return of('Choose one', choice(1, idsOf(String(table))));
  if (words) return of('Choose one', choice(1, words.map(String)));
  if (type === 'boolean') return of('true', `^${choice(1, ['true', 'false'])}`);
  if (type === 'object') return of('{…}', '^{$1}');
  if (type !== 'integer' && type !== 'number') return undefined;
  const value = String(Math.max(minimum, Math.min(type === 'integer' ? 1 : 0.1, maximum)));
  return of(value, raw(1, value));
}
