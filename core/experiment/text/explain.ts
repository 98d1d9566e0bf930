/** What a name in an experiment's text stands for. */
import { findNodeAtOffset, getNodePath, type Node } from 'jsonc-parser';
import { valueAt } from '../../fault.ts';
import { formatRange } from '../../rule/check/range.ts';
import type { Rule } from '../../rule/syntax/rule.ts';
import { findSchedule } from '../../schedules/index.ts';
import { entriesAt } from '../fields.ts';
import { isRulePath, noRuleFiles, type RuleFiles, ruleNamed } from '../ruleFiles.ts';
import { argumentsOf, settingsOf } from '../settingWords.ts';
import { findEntry } from '../tables.ts';
import { readText } from './readText.ts';
import type { Range } from './textFault.ts';

export interface NameExplanation extends Range {
  readonly title: string;
  readonly about: string;
  /** Whether it is about a rule of one's own, of which the schema knows nothing. */
  readonly isOwn: boolean;
}

/**
 * Null where nothing has a name at this place in the text, or none that is known.
 * @param rules What was read of the files that the experiment names. Default: none.
 */
export function explain(
  text: string,
  offset: number,
  rules: RuleFiles = noRuleFiles,
): NameExplanation | null {
  const { root, value } = readText(text);
  const node = root && findNodeAtOffset(root, offset, true);
  if (node?.type !== 'string') return null;
  const found = isName(node) ? explainField(value, fieldPath(node), rules) : explainEntry(node, rules);
  const { title, about, isOwn = false } = found ?? {};
  if (title === undefined || about === undefined) return null;
  return { title, about, isOwn, offset: node.offset, length: node.length };
}

interface Words {
  readonly title: string;
  readonly about: string;
  readonly isOwn?: boolean;
}

function explainEntry(node: Node, rules: RuleFiles): Words | null {
  const path = getNodePath(node);
  const isOwn = path.at(-1) === 'optimizer' && isRulePath(node.value);
  const rule = isOwn ? ruleNamed(node.value, rules) : undefined;
  if (rule) return { title: rule.name, about: [rule.about, ...settingLines(rule)].join('\n').trim(), isOwn };
  const entry = findEntry(entriesAt(path), node.value);
  return entry ? { title: entry.name, about: entry.about } : null;
}

/** `beta1 = 0.9, 0 <= beta1 < 1: share of the mean that is kept` */
function settingLines({ hyperparameters, options }: Rule): string[] {
  const numbers = hyperparameters.map((each) => ({ ...each, values: formatRange(each.name, each.range) }));
  const choices = options.map((each) => ({ ...each, values: (each.choices ?? [true, false]).join(' or ') }));
  return [...numbers, ...choices].map(({ name, default: byDefault, values, description }) =>
    [`${name} = ${byDefault}, ${values}`, description].filter(Boolean).join(': '),
  );
}

/** Hyperparameters, options, and arguments of schedules. */
function explainField(value: unknown, path: readonly PropertyKey[], rules: RuleFiles): Words | null {
  const parent = path.slice(0, -1);
  const isSetting = parent.at(-1) === 'hyperparameters';
  const optimizer = valueAt(value, [...parent.slice(0, -1), 'optimizer']);
  const rule = isSetting && typeof optimizer === 'string' ? ruleNamed(optimizer, rules) : undefined;
  const kind = isSetting ? undefined : nameIn(value, [...parent, 'name'], findSchedule);
  const known = rule ? settingsOf(rule) : kind ? argumentsOf(kind) : [];
  const found = known.find(({ name }) => name === path.at(-1));
  return found ? { ...found, isOwn: rule !== undefined && isRulePath(String(optimizer)) } : null;
}

function nameIn<T>(
  value: unknown,
  path: readonly PropertyKey[],
  find: (name: string) => T | undefined,
): T | undefined {
  const name = valueAt(value, path);
  return typeof name === 'string' ? find(name) : undefined;
}

/** Whether it is the name of a field. */
function isName(node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.children?.[0] === node;
}

/** `getNodePath` gives that of the object for a name which has no value yet. */
function fieldPath(name: Node): PropertyKey[] {
  const object = name.parent?.parent;
  return object ? [...getNodePath(object), name.value] : [name.value];
}
