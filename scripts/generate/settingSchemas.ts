/** What the JSON schema of experiments says of hyperparameters, schedules' arguments and starts: by the name beside them. */
import type * as z from 'zod';
import { argumentsOf, type SettingWords, settingsOf } from '../../core/experiment/settingWords.ts';
import { raw } from '../../core/experiment/text/snippets.ts';
import { optimizers } from '../../core/optimizers/index.ts';
import { surfaces } from '../../core/problems/surfaces/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import type { ScheduleKind } from '../../core/schedules/scheduleKind.ts';
import { argumentValues } from './experimentSnippets.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const excludedParts = ['SequentialLR', 'ReduceLROnPlateau'];

/** The hyperparameters and options of the optimizer that is named. */
export function hyperparametersByOptimizer(): Schema[] {
  return optimizers.map(({ id, rule }) => {
    const known = settingsOf(rule).map((words) => {
      const range = words.values.type === 'number' ? { allOf: [{ $ref: '#/definitions/settingRange' }] } : {};
      return [words.name, { ...settingSchema(words), ...range }] as const;
    });
    return when('optimizer', [id], { hyperparameters: { properties: Object.fromEntries(known) } });
  });
}

/** Where to start on the surface that is named. */
export function startBySurface(description: string): Schema[] {
  return surfaces.map(({ id, start }) => {
    const [x, y] = start.map(String);
    const snippet = { label: `[${x}, ${y}]`, description, body: [raw(1, x ?? ''), raw(2, y ?? '')] };
    return when('surface', [id], { start: { description, defaultSnippets: [snippet] } });
  });
}

/** A definition for the arguments of each schedule. */
export function scheduleDefinitions(): Record<string, Schema> {
  return Object.fromEntries(
    schedules.map((kind) => [kind.name, { properties: argumentsSchema(kind) } satisfies Schema]),
  );
}

/** The arguments of the schedule that is named, beside its name. */
export function argumentsBySchedule(): Schema[] {
  return schedules.map((kind) => ({ ...when('name', namesOf(kind), {}), ...{ then: definitionOf(kind) } }));
}

/** Of SequentialLR's parts, `[name, arguments]`. */
function partSchema(): Schema {
  const parts = schedules.filter(({ name }) => !excludedParts.includes(name));
  return {
    items: [{ anyOf: [{ enum: parts.map(({ name }) => name) }, {}] }],
    allOf: parts.map((kind) => ({
      if: { minItems: 1, items: [{ enum: [...namesOf(kind)] }] },
      then: { items: [{}, definitionOf(kind)] },
    })),
  } as Schema;
}

function argumentsSchema(kind: ScheduleKind): Record<string, Schema> {
  const entries = argumentsOf(kind).map((words) => {
    const schema = settingSchema(words);
    const value = argumentValues[`${kind.name}.${words.name}`] ?? argumentValues[words.name];
    if (words.default === undefined && value !== undefined)
      schema['defaultSnippets'] = [snippetOf(value, words)];
    if (words.name === 'schedulers') schema.items = partSchema();
    if (words.values.type === 'object') schema.properties = fieldsOf(words.values);
    return [words.name, schema] as const;
  });
  return Object.fromEntries(entries);
}

/** Of an argument that is an object: the warm-up. */
function fieldsOf({ properties = {} }: Schema): Record<string, Schema> {
  const fields = Object.entries(properties).map(([name, field]) => {
    const { description = '', default: byDefault = 10 } = typeof field === 'object' ? field : {};
    return [name, { description, default: byDefault }] as const;
  });
  return Object.fromEntries(fields);
}

function settingSchema({ title, about, default: byDefault, values }: SettingWords): Schema {
  // Completion shows no title.
  const schema: Schema = { description: `${title}\n${about}` };
  if (byDefault !== undefined) schema.default = byDefault as NonNullable<Schema['default']>;
  if (values.type === 'boolean') schema.type = 'boolean';
  // Another word is no fault here.
  else if (values.enum) schema.anyOf = [{ enum: values.enum }, {}];
  return schema;
}

function snippetOf(value: unknown, { about }: SettingWords): object {
  const body = typeof value === 'object' ? value : raw(1, String(value));
  return { label: JSON.stringify(value), description: about, body };
}

/** Properties of an object where one of its fields has one of these values. */
function when(field: string, values: readonly string[], properties: Record<string, Schema>): Schema {
  return { if: { required: [field], properties: { [field]: { enum: [...values] } } }, then: { properties } };
}

function namesOf({ name, aliases = [] }: ScheduleKind): string[] {
  return [name, ...aliases];
}

function definitionOf({ name }: ScheduleKind): Schema {
  return { $ref: `#/definitions/${name}` };
}
