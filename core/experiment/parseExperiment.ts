/** From any value (a file's JSON, a command's picks) to an experiment that can run, or to clear faults. */
import * as z from 'zod';
import { expectation } from '../expectation.ts';
import { type Fault, faultAt, namesList, pathName, valueAt } from '../fault.ts';
import { checkBounds } from './checkBounds.ts';
import { checkExperiment } from './checkExperiment.ts';
import { ExperimentError } from './errors.ts';
import { alternativesAt, fieldsOf, isProblem, kindsOf, ownField } from './fields.ts';
import { missingRates } from './missingRates.ts';
import { noRuleFiles, type RuleFiles, withRules } from './ruleFiles.ts';
import { type Experiment, experimentSchema, problemSchema } from './schema.ts';
import { advice } from './suggest.ts';

/** Unknown fields of one object that are told; the others are counted. */
const mostKeys = 10;

/**
 * @param rules What was read of the files that it names. Default: none.
 * @throws {ExperimentError} with one fault for each wrong field: name, value, expectation.
 */
export function parseExperiment(value: unknown, rules: RuleFiles = noRuleFiles): Experiment {
  const beyond = checkBounds(value);
  if (beyond) throw new ExperimentError([beyond]);
  const parsed = experimentSchema.safeParse(value, { error: expectation });
  const withoutRates = missingRates(value).map(({ path, expected }) => fault(path, value, expected));
  if (!parsed.success || withoutRates.length > 0)
    throw new ExperimentError([...describeIssues(parsed.error?.issues ?? [], value, []), ...withoutRates]);
  const { experiment, faults: ofFiles } = withRules(parsed.data, rules);
  const faults = [...ofFiles, ...checkExperiment(experiment)];
  if (faults.length > 0) throw new ExperimentError(faults);
  return experiment;
}

/**
 * An experiment that ran, with its rules as their files are now.
 * @param rules What was read; a rule whose file was not stays as it is.
 * @throws {ExperimentError} if it can't run with them.
 */
export function withNewRules(asked: Experiment, rules: RuleFiles): Experiment {
  if (rules.size === 0) return asked;
  const { experiment, faults } = withRules(asked, rules);
  const all = faults.length > 0 ? faults : checkExperiment(experiment);
  if (all.length > 0) throw new ExperimentError(all);
  return experiment;
}

function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  parent: readonly PropertyKey[],
): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    if (issue.code === 'invalid_union') return describeUnion(issue.errors, value, path);
    if (issue.code === 'unrecognized_keys') return describeKeys(issue.keys, value, path);
    return [fault(path, value, issue.message)];
  });
}

/** Fields that are unknown or, of a problem, belong to another kind. */
function describeKeys(keys: readonly string[], value: unknown, path: readonly PropertyKey[]): Fault[] {
  const kinds = isProblem(path) ? kindsOf(valueAt(value, path)) : [];
  if (kinds.length > 1)
    return [fault(path, value, `only one of the fields ${kinds.map(ownField).join(', ')}`)];
  const known = fieldsOf(path, valueAt(value, path)).join(', ');
  const expected = known === '' ? 'no field of this name' : `one of the fields ${known}`;
  const told = keys.slice(0, mostKeys).map((key) => fault([...path, key], value, expected));
  const more = keys.length - told.length;
  if (more === 0) return told;
  const rest = `${more.toLocaleString('en')} more fields of ${pathName(path)} — expected none of them`;
  return [...told, { path: [...path], message: rest }];
}

function fault(path: readonly PropertyKey[], value: unknown, expected: string): Fault {
  const more = advice(value, path) || decimalComma(value, path);
  // Of numbers in place of lists `expectation` says as much.
  return faultAt(path, valueAt(value, path), expected.endsWith(more) ? expected : expected + more);
}

/** Of a rate 0 beside a whole number: `[0, 1]` is hardly meant as two rates. */
function decimalComma(value: unknown, path: readonly PropertyKey[]): string {
  const [field, index] = path.slice(-2);
  if (field !== 'lr' || typeof index !== 'number' || valueAt(value, path) !== 0) return '';
  const beside = (place: number) => valueAt(value, [...path.slice(0, -1), place]);
  const isWhole = (each: unknown) => Number.isSafeInteger(each) && Number(each) > 0;
  const [before, after] = [beside(index - 1), beside(index + 1)];
  const meant = isWhole(after) ? `0.${after}` : isWhole(before) ? `${before}.0` : null;
  return meant === null ? '' : `; a comma separates values: write ${meant}`;
}

/** Of the alternatives of a union, the one that came furthest into the value; all of them where none came into it. */
function describeUnion(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  value: unknown,
  path: readonly PropertyKey[],
): Fault[] {
  const [kind, ...otherKinds] = isProblem(path) ? kindsOf(valueAt(value, path)) : [];
  const meant = kind && branches[problemSchema.options.indexOf(kind)];
  if (meant && otherKinds.length === 0) return describeIssues(meant, value, path);
  const fitting = fittingBranches(branches, valueAt(value, path), path);
  if (fitting.length === 1) return describeIssues(fitting.flat(), value, path);
  const deepest = fitting.flatMap((issues) => [...issues].sort(byDepth).slice(0, 1));
  const isThere = (issue: z.core.$ZodIssue) => valueAt(value, [...path, ...issue.path]) !== undefined;
  const nearest = deepest.filter((issue) => issue.path.length > 0 && isThere(issue)).sort(byDepth)[0];
  if (nearest) return describeIssues([nearest], value, path);
  return [fault(path, value, alternatives(deepest))];
}

/**
 * Of a list the alternatives that are lists, of an object those that are objects; of something else all that are neither
 * or, where there is none, those that are lists.
 */
function fittingBranches(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  value: unknown,
  path: readonly PropertyKey[],
): readonly (readonly z.core.$ZodIssue[])[] {
  const kinds = alternativesAt(path).map((schema) =>
    schema instanceof z.ZodArray ? 'list' : schema instanceof z.ZodObject ? 'object' : 'other',
  );
  if (kinds.length !== branches.length) return branches;
  const of = (kind: string) => branches.filter((_, index) => kinds[index] === kind);
  const own = of(Array.isArray(value) ? 'list' : isObject(value) ? 'object' : 'other');
  const lists = of('list');
  return own.length > 0 ? own : lists.length > 0 ? lists : branches;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function alternatives(issues: readonly z.core.$ZodIssue[]): string {
  const here = issues.filter((issue) => issue.path.length === 0);
  if (here.length === 0) return `one of the fields ${issues.map((issue) => issue.path.join('.')).join(', ')}`;
  const keys = here.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
  if (keys.length > 0) return `only one of the fields ${namesList(keys)}`;
  return [...new Set(here.map((issue) => issue.message))].join(' or ');
}

function byDepth(a: z.core.$ZodIssue, b: z.core.$ZodIssue): number {
  return b.path.length - a.path.length;
}
