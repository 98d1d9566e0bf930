/** What a name in an experiment's text stands for. */
import { findNodeAtOffset, getNodePath, type Node } from 'jsonc-parser';
import { valueAt } from '../../fault.ts';
import { findOptimizer } from '../../optimizers/index.ts';
import { findSchedule } from '../../schedules/index.ts';
import { entriesAt } from '../fields.ts';
import { argumentsOf, settingsOf } from '../settingWords.ts';
import { findEntry } from '../tables.ts';
import { type Range, readText } from './readText.ts';

export interface NameExplanation extends Range {
  readonly title: string;
  readonly about: string;
}

/** Null where nothing has a name at this place in the text, or none that is known. */
export function explain(text: string, offset: number): NameExplanation | null {
  const { root, value } = readText(text);
  const node = root && findNodeAtOffset(root, offset, true);
  if (node?.type !== 'string') return null;
  const found = isName(node) ? explainField(value, fieldPath(node)) : explainEntry(node);
  return found && { title: found.title, about: found.about, offset: node.offset, length: node.length };
}

interface Words {
  readonly title: string;
  readonly about: string;
}

function explainEntry(node: Node): Words | null {
  const entry = findEntry(entriesAt(getNodePath(node)), node.value);
  return entry ? { title: entry.name, about: entry.about } : null;
}

/** Hyperparameters, options, and arguments of schedules. */
function explainField(value: unknown, path: readonly PropertyKey[]): Words | null {
  const parent = path.slice(0, -1);
  const isSetting = parent.at(-1) === 'hyperparameters';
  const optimizer = isSetting && nameIn(value, [...parent.slice(0, -1), 'optimizer'], findOptimizer);
  const kind = isSetting ? undefined : nameIn(value, [...parent, 'name'], findSchedule);
  const known = optimizer ? settingsOf(optimizer.rule) : kind ? argumentsOf(kind) : [];
  return known.find(({ name }) => name === path.at(-1)) ?? null;
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
