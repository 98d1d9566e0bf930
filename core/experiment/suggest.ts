/** What was probably meant where an experiment is wrong: another name, another place, or the value in the right form. */
import * as z from 'zod';
import { isShort, type Path, pathName, valueAt } from '../fault.ts';
import { oneLine } from '../jsonText.ts';
import { likeliest, question } from '../rule/syntax/errors.ts';
import { findSchedule } from '../schedules/index.ts';
import { offeredArguments } from '../schedules/offered.ts';
import { entriesAt, fieldsOf, isList, isProblem, schemasAt, wordsAt } from './fields.ts';
import { fieldFor } from './otherField.ts';
import { isRulePath, noRuleFiles, type RuleFiles, ruleNamed } from './ruleFiles.ts';
import { inExperiment } from './scheduleOf.ts';
import { findEntry } from './tables.ts';

export type Suggestion =
  /** Another name of the field, or value, as JSON. */
  | { readonly kind: 'name' | 'value'; readonly json: string }
  /** Fields that say the same, as JSON without braces. */
  | { readonly kind: 'fields'; readonly json: string }
  /** The field belongs there, with the value that it has. */
  | { readonly kind: 'place'; readonly to: Path };

/** Longer names are compared with none: no name that is known comes near. */
export const longestName = 60;

/** Longer values are not repeated in another form. */
const longestValue = 200;

/** Of more fields of an object no other is looked at. */
const mostNeighbours = 20;

/** Not `0x10`, which nobody means as 16. */
const decimal = /^\s*[-+]?[\d.]+(?:e[-+]?\d+)?\s*$/i;

/** Fields that say what kind of thing an object is: `"sgd"` alone means `{ "optimizer": "sgd" }`. */
const kindFields = ['optimizer', 'surface', 'data', 'name'];

/** Fields of a problem whose value may be meant for another one. */
const namedFields = ['surface', 'formula', 'data'];

/** What fields are called elsewhere. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  lr: ['learning_rate', 'learning_rates', 'learningRate', 'rate', 'rates', 'step_size'],
  steps: ['iterations', 'max_iter', 'max_steps', 'n_steps', 'num_steps'],
  epochs: ['n_epochs', 'num_epochs', 'max_epochs'],
  batch_size: ['batch', 'batches', 'bs'],
  seed: ['random_state', 'random_seed'],
  optimizers: ['algorithms', 'methods'],
  optimizer: ['name', 'type', 'id', 'algorithm'],
  name: ['schedule', 'type', 'id'],
  problem: ['function', 'objective', 'model', 'task'],
  hidden: ['layers', 'hidden_layers', 'hidden_layer_sizes', 'units'],
  validation: ['validation_split', 'val_split'],
  test: ['test_size', 'test_split', 'holdout'],
  hyperparameters: ['params', 'parameters', 'options', 'settings', 'kwargs'],
  csv: ['file', 'path', 'filename'],
  delimiter: ['sep', 'separator'],
  target: ['label', 'y', 'output'],
  formula: ['expression', 'f'],
  start: ['x0', 'initial', 'init'],
  from: ['start', 'min', 'low', 'lower'],
  to: ['end', 'stop', 'max', 'high', 'upper'],
  count: ['num', 'n', 'steps', 'points', 'values'],
  scale: ['spacing', 'space'],
};

/**
 * @param value The whole experiment.
 * @param path To the field that is at fault.
 * @param rules What was read of the files that it names. Default: none.
 */
export function suggest(value: unknown, path: Path, rules: RuleFiles = noRuleFiles): Suggestion | null {
  if (path.length === 0 || isMisnamed(value, path)) return null;
  if (!isUnknownName(value, path, rules))
    return suggestField(value, path) ?? suggestValue(valueAt(value, path), path);
  const name = String(path.at(-1));
  const parent = path.slice(0, -1);
  const to = placeOf(value, parent, name, rules);
  if (to) return { kind: 'place', to };
  const known = namesIn(value, parent, rules);
  const pair = pairOf(name, valueAt(value, path), known);
  if (pair !== null) return { kind: 'fields', json: pair };
  const there = valueAt(value, parent);
  const free = known.filter((each) => !isObject(there) || !Object.hasOwn(there, each));
  const renamed = free.find((each) => Object.hasOwn(otherNames, each) && otherNames[each]?.includes(name));
  const meant = renamed ?? closestName(name, free);
  return meant === null ? null : { kind: 'name', json: JSON.stringify(meant) };
}

/**
 * What PyTorch's `"betas": [0.9, 0.99]` is here: `"beta1": 0.9, "beta2": 0.99`; null of anything else.
 * @param known Names of the rule's settings.
 */
export function pairOf(name: string, given: unknown, known: readonly string[]): string | null {
  if (name !== 'betas' || !Array.isArray(given) || given.length !== 2) return null;
  const fields = given.map((each: unknown, index) => [`beta${index + 1}`, each] as const);
  const fits = fields.every(([field, each]) => known.includes(field) && typeof each === 'number');
  return fits ? fields.map(([field, each]) => `"${field}": ${String(each)}`).join(', ') : null;
}

/** Whether a field is missing where another one, next to it, was probably meant to be it. */
function isMisnamed(value: unknown, path: Path): boolean {
  const parent = path.slice(0, -1);
  const there = valueAt(value, parent);
  if (valueAt(value, path) !== undefined || !isObject(there)) return false;
  const meant = Object.keys(there)
    .slice(0, mostNeighbours)
    .filter((key) => isUnknownName(value, [...parent, key]))
    .map((key) => suggest(value, [...parent, key]));
  const own = JSON.stringify(path.at(-1));
  return meant.some((each) => each?.kind === 'name' && each.json === own);
}

/** A formula is no name of a surface. */
function suggestField(value: unknown, path: Path): Suggestion | null {
  const at = valueAt(value, path);
  const own = String(path.at(-1));
  if (!isProblem(path.slice(0, -1)) || !namedFields.includes(own) || typeof at !== 'string') return null;
  const field = fieldFor(at);
  return field === undefined || field === own ? null : { kind: 'name', json: JSON.stringify(field) };
}

/** What a message says after what it expects: `, such as [0.1]`, `; did you mean 'lr'?`, or nothing. */
export function advice(value: unknown, path: Path): string {
  const suggestion = suggest(value, path);
  if (!suggestion) return '';
  if (suggestion.kind === 'place') return `; its place is ${pathName(suggestion.to.slice(0, -1))}`;
  if (suggestion.kind === 'fields') return `, such as ${suggestion.json}`;
  const meant: unknown = JSON.parse(suggestion.json);
  const isWord = typeof meant === 'string' && valueAt(value, path) !== undefined;
  return isWord ? question(meant) : `, such as ${suggestion.json}`;
}

function suggestValue(at: unknown, path: Path): Suggestion | null {
  const schemas = schemasAt(path);
  const fits = (candidate: unknown) => schemas.some((each) => z.safeParse(each, candidate).success);
  const meant = candidates(at, path).find(fits);
  return meant === undefined ? null : { kind: 'value', json: oneLine(meant) };
}

/** The same value in other forms, most likely first. */
function candidates(at: unknown, path: Path): unknown[] {
  if (at === undefined) return examples(path);
  if (!isShort(at, longestValue)) return [];
  if (isList(path)) {
    if (Array.isArray(at)) return [];
    return [at, ...candidates(at, [...path, 0])].map((each) => [each]);
  }
  if (Array.isArray(at)) return at.length === 1 ? at : [];
  if (typeof at !== 'string') return [];
  const number = decimal.test(at) ? Number(at) : Number.NaN;
  const kinds = kindFields.flatMap((field) => {
    const entries = entriesAt([...path, field]);
    if (field === 'optimizer' && entries.length > 0 && isRulePath(at)) return [{ [field]: at }];
    const id =
      findEntry(entries, at)?.id ??
      closestName(
        at,
        entries.map((entry) => entry.id),
      );
    return id === null ? [] : [{ [field]: id }];
  });
  if (isProblem(path) && fieldFor(at) === 'formula') kinds.push({ formula: at });
  const word = closestName(at, wordsAt(path));
  const words = word === null || word === at ? [] : [word];
  return [...(Number.isFinite(number) ? [number] : []), ...kinds, ...words];
}

/** Fields of numbers, which have no table. */
const exampleNumbers: Readonly<Record<string, number>> = { count: 9, lr: 0.01 };

/** For what is missing: the first thing that its table knows. */
function examples(path: Path): unknown[] {
  if (isList(path)) return examples([...path, 0]).map((each) => [each]);
  const number = exampleNumbers[String(path.findLast((key) => typeof key === 'string'))];
  if (number !== undefined) return [number];
  const [first] = entriesAt(path);
  if (first) return [first.id];
  const field = kindFields.find((each) => entriesAt([...path, each]).length > 0);
  return field === undefined ? [] : examples([...path, field]).map((each) => ({ [field]: each }));
}

/** Another object of the experiment where a field of this name can stand. */
function placeOf(value: unknown, parent: Path, name: string, rules: RuleFiles): Path | null {
  const holds = (place: Path) => {
    const there = valueAt(value, place);
    const isNew = place.at(-1) === 'hyperparameters';
    const isFree = there === undefined ? isNew : isObject(there) && !Object.hasOwn(there, name);
    return isFree && namesIn(value, place, rules).includes(name);
  };
  const place = placesBeside(parent).find(holds);
  if (place) return [...place, name];
  // Of several optimizers that have it nobody knows which is meant.
  const [only, another] = parent.length === 0 ? choicesIn(value).filter(holds) : [];
  return only && !another ? [...only, name] : null;
}

function placesBeside(parent: Path): readonly Path[] {
  if (parent.length === 0) return [['problem']];
  if (parent.length === 2 && parent[0] === 'optimizers') return [[...parent, 'hyperparameters']];
  return parent[0] === 'problem' ? [[]] : [];
}

/** Where each optimizer has its hyperparameters. */
function choicesIn(value: unknown): readonly Path[] {
  const optimizers = valueAt(value, ['optimizers']);
  if (!Array.isArray(optimizers)) return [];
  return optimizers.slice(0, mostNeighbours).map((_, index) => ['optimizers', index, 'hyperparameters']);
}

/** Whether the last name of the path is none that is known where it stands. */
export function isUnknownName(value: unknown, path: Path, rules: RuleFiles = noRuleFiles): boolean {
  const key = path.at(-1);
  if (typeof key !== 'string') return false;
  const names = namesIn(value, path.slice(0, -1), rules);
  return names.length > 0 && !names.includes(key);
}

/** Names that fields can have at a path; empty where any can, or none. */
function namesIn(value: unknown, path: Path, rules: RuleFiles): readonly string[] {
  const last = path.at(-1);
  if (last === 'hyperparameters') {
    const optimizer = valueAt(value, [...path.slice(0, -1), 'optimizer']);
    const rule = typeof optimizer === 'string' ? ruleNamed(optimizer, rules) : undefined;
    return rule ? [...rule.hyperparameters, ...rule.options].map(({ name }) => name) : [];
  }
  const fields = fieldsOf(path, valueAt(value, path));
  if (last !== 'schedule' && path.at(-2) !== 'schedules') return fields;
  const name = valueAt(value, [...path, 'name']);
  const kind = typeof name === 'string' ? findSchedule(name) : undefined;
  return kind ? [...new Set([...fields, ...offeredArguments(kind, { use: inExperiment })])] : [];
}

function closestName(word: string, known: readonly string[]): string | null {
  return word.length > longestName ? null : likeliest(word, known);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
