/** How often a value has to be computed: once a step, once for each tensor, or for each of its elements. */
import type { Missing } from '../syntax/tree.ts';
import { type Node, partsOf } from '../syntax/walk.ts';

/** From seldom to often. */
const order = ['step', 'tensor', 'element'] as const;
export type Level = (typeof order)[number];

/** The level of the one that is computed more often. */
export function higher(a: Level, b: Level): Level {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

/** Levels of the names that hold a tensor; a name without a level is known before the step. */
export function levelsOfTensors(state: readonly string[]): Map<string, Level> {
  return new Map(['p', 'g', ...state].map((name) => [name, 'element']));
}

/**
 * How often an expression or condition has to be computed, where `levels` says it of names.
 * @param options Names of options, whose choices may be words that are names elsewhere. Default: none.
 */
export function levelOf(
  node: Node<Missing>,
  levels: ReadonlyMap<string, Level>,
  options?: ReadonlyMap<string, unknown>,
): Level {
  if (node.kind === 'reduction') return 'tensor';
  if (node.kind === 'name') return levels.get(node.name) ?? 'step';
  if (node.kind === 'comparison' && node.left.kind === 'name' && options?.has(node.left.name)) return 'step';
  let level: Level = 'step';
  for (const part of partsOf(node)) {
    if (level === 'element') break;
    level = higher(level, levelOf(part, levels, options));
  }
  return level;
}
