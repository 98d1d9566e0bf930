/** What the schema of experiments says of a place in one: which fields are known there, and what they can be. */
import * as z from 'zod';
import { experimentSchema, problemSchema } from './schema.ts';
import { type TableEntry, tables } from './tables.ts';

/** Names of the fields that the object at `path` can have; of a problem, those of its kind. */
export function fieldsOf(path: readonly PropertyKey[], value: unknown): string[] {
  const schemas = isProblem(path) ? kindsOf(value) : alternativesAt(path);
  const names = schemas.flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : []));
  return [...new Set(names)];
}

/** What the schema says of the value at `path`: more than one where it has alternatives. */
export function schemasAt(path: readonly PropertyKey[]): z.core.$ZodType[] {
  return path.reduce<z.core.$ZodType[]>(
    (parents, key) => parents.flatMap((each) => partOf(each, key)),
    [experimentSchema],
  );
}

/** Whether a list is expected at `path` or, in its place, an object that stands for one. */
export function isList(path: readonly PropertyKey[]): boolean {
  const schemas = alternativesAt(path);
  const isObject = (schema: z.core.$ZodType) => schema instanceof z.ZodObject;
  const others = schemas.filter((schema) => !isObject(schema));
  return others.length > 0 && others.every((schema) => schema instanceof z.ZodArray);
}

/** What kinds of value there can be at `path`, one for each alternative. */
export function alternativesAt(path: readonly PropertyKey[]): z.core.$ZodType[] {
  return schemasAt(path).flatMap(alternativesOf);
}

function alternativesOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const inner = bare(schema);
  return inner instanceof z.ZodUnion ? inner.options.flatMap(alternativesOf) : [inner];
}

/** What the text at `path` may be: the entries of the table that its field names; empty where it names none. */
export function entriesAt(path: readonly PropertyKey[]): readonly TableEntry[] {
  const [name] = schemasAt(path).flatMap((schema) => tableOf(bare(schema)));
  return name === undefined ? [] : (tables[name] ?? []);
}

/** Words that the text at `path` may be; empty where it may be any, or is none. */
export function wordsAt(path: readonly PropertyKey[]): readonly string[] {
  const entries = entriesAt(path).map(({ id }) => id);
  const words = schemasAt(path).map(bare).flatMap(wordsOf);
  return [...entries, ...words];
}

function tableOf(schema: z.core.$ZodType): string[] {
  const table: unknown = z.globalRegistry.get(schema)?.['table'];
  return typeof table === 'string' ? [table] : [];
}

function wordsOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(wordsOf);
  const values: unknown[] =
    schema instanceof z.ZodEnum ? schema.options : schema instanceof z.ZodLiteral ? [...schema.values] : [];
  return values.map(String);
}

/** What a schema says of one of its fields, or of the entries of a list. */
function partOf(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => partOf(option, key));
  if (inner instanceof z.ZodArray) return [inner.element];
  if (inner instanceof z.ZodRecord) return [inner.valueType];
  if (!(inner instanceof z.ZodObject) || !Object.hasOwn(inner.shape, key)) return [];
  return [inner.shape[String(key)]];
}

/** The schema of what is there, where it may be left out or stands for something else. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.unwrap());
  return schema instanceof z.ZodPipe ? bare(schema.in) : schema;
}

export function isProblem(path: readonly PropertyKey[]): boolean {
  const [field, list, index] = path;
  if (field === 'compare') return path.length === 3 && list === 'problems' && typeof index === 'number';
  return path.length === 1 && field === 'problem';
}

type ProblemKind = (typeof problemSchema.options)[number];

/** The kinds of problem whose own field is there. */
export function kindsOf(value: unknown): ProblemKind[] {
  if (typeof value !== 'object' || value === null) return [];
  return problemSchema.options.filter((kind) => ownField(kind) in value);
}

/** The field that only this kind of problem has. */
export function ownField({ shape }: ProblemKind): string {
  return Object.keys(shape)[0] ?? '';
}
