/** Rules of people's own in an experiment: which files it names, and the experiment with what was read of them. */
import { type Fault, faultAt, type RelatedPlace, valueAt } from '../fault.ts';
import type { OwnRule } from '../optimizers/ownRule.ts';
import { ownRule, ruleOf } from '../optimizers/ruleOf.ts';
import { analyze } from '../rule/analyze.ts';
import type { Diagnostic } from '../rule/syntax/diagnostics.ts';
import type { Rule } from '../rule/syntax/rule.ts';
import { fileName } from './describe.ts';
import type { Experiment } from './schema.ts';

/** What was read of a file. */
export type RuleFile =
  | {
      /** Its URI. */
      readonly place: string;
      readonly text: string;
    }
  /** Why there is none: completes "… — expected …". */
  | { readonly fault: string };

/** By the paths that the experiment has. */
export type RuleFiles = ReadonlyMap<string, RuleFile>;

/** Of a library's user, and where an experiment has ids alone. */
export const noRuleFiles: RuleFiles = new Map();

const ending = '.optimizer';
/** Optimizers of an experiment. */
const mostChoices = 64;
/** Of one file. */
const mostRelated = 20;

/** Whether it is a path rather than the id of an optimizer that ships. */
export function isRulePath(name: string): boolean {
  return /[\\/]/.test(name) || name.endsWith(ending);
}

/** The paths in an experiment, which may be of any shape yet, each once. */
export function rulePathsOf(value: unknown): string[] {
  const choices = valueAt(value, ['optimizers']);
  if (!Array.isArray(choices)) return [];
  const names = choices.slice(0, mostChoices).map((_, index) => valueAt(choices, [index, 'optimizer']));
  const isPath = (name: unknown): name is string => typeof name === 'string' && name.endsWith(ending);
  return [...new Set(names.filter(isPath))];
}

interface BrokenRule {
  /** Completes "… — expected …". */
  readonly expected: string;
  readonly related?: readonly RelatedPlace[];
}

const known = new WeakMap<RuleFile, OwnRule | BrokenRule>();

/** A rule that runs, or what is wrong with its file. The same object for the same file. */
export function readRule(name: string, file: RuleFile | undefined): OwnRule | BrokenRule {
  const before = file && known.get(file);
  if (before) return before;
  const read = compiled(name, file);
  if (file) known.set(file, read);
  return read;
}

/** The rule of an id or of a path; undefined where there is none, or it doesn't compile. */
export function ruleNamed(optimizer: string, files: RuleFiles): Rule | undefined {
  if (!isRulePath(optimizer)) return ruleOf({ optimizer });
  const rule = readRule(optimizer, files.get(optimizer));
  return 'place' in rule ? ruleOf({ optimizer, rule }) : undefined;
}

function compiled(name: string, file: RuleFile | undefined): OwnRule | BrokenRule {
  if (!name.endsWith(ending)) return { expected: `the path of a file whose name ends in ${ending}` };
  if (!file) return { expected: 'a file that was read before' };
  if ('fault' in file) return { expected: file.fault };
  const { place, text } = file;
  const analysis = analyze(text);
  const rule = ownRule(analysis, text, place);
  const mistakes = tellingFirst(analysis.diagnostics);
  if (!rule)
    return {
      expected: `a rule that compiles: ${describe(fileName(name), mistakes)}`,
      related: mistakes.slice(0, mostRelated).map(({ at, message }) => ({
        ...{ place, line: at.line, column: at.column, length: at.end - at.start, message },
      })),
    };
  if (analysis.rule?.hyperparameters.some((each) => each.name === 'lr')) return rule;
  const missing = 'it declares no learning rate: add a line such as lr = 0.01 in [0, inf)';
  const related = [{ place, line: 1, column: 1, length: 0, message: missing }];
  return { expected: `a rule with lr, which experiments set: ${fileName(name)} has none`, related };
}

/** What is wrong with a line tells more than that there is none that assigns the parameters. */
function tellingFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isTelling = ({ code }: Diagnostic) => code !== 'parameters-unchanged';
  return [...diagnostics.filter(isTelling), ...diagnostics.filter((each) => !isTelling(each))];
}

/** `mine.optimizer:4:7 — unknown name 'bta1'; did you mean 'beta1'?, and 2 more mistakes` */
function describe(file: string, diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics;
  if (!first) return `${file} is none`;
  const more = diagnostics.length - 1;
  const others = more === 0 ? '' : `, and ${more} more ${more === 1 ? 'mistake' : 'mistakes'}`;
  return `${file}:${first.at.line}:${first.at.column} — ${first.message}${others}`;
}

/**
 * The experiment with the rules of its paths, and what is wrong with those that have none. A path that has a rule from
 * before keeps it where no file was read.
 */
export function withRules(
  experiment: Experiment,
  files: RuleFiles,
): { readonly experiment: Experiment; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const optimizers = experiment.optimizers.map((choice, index) => {
    const { optimizer: name } = choice;
    if (!isRulePath(name) || (choice.rule && !files.has(name))) return choice;
    const rule = readRule(name, files.get(name));
    if ('place' in rule) return { ...choice, rule };
    const { expected, related } = rule;
    faults.push({
      ...faultAt(['optimizers', index, 'optimizer'], name, expected),
      ...(related && { related }),
    });
    return choice;
  });
  return { experiment: { ...experiment, optimizers }, faults };
}
