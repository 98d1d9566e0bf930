/** The lines of one step in the form that a library needs. */
import { type Level, levelOf } from '../../check/levels.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Statement } from '../../syntax/tree.ts';
import { assignmentsIn } from '../../syntax/walk.ts';
import type { Library } from './libraries.ts';
import { conditionsIn, type Loop, levelsIn, splitLoop } from './program.ts';
import { straighten } from './straight.ts';

/** What lines mean by the names in them. */
export interface LineNames {
  readonly levels: ReadonlyMap<string, Level>;
  /** Under which of the rule's names, or near to it, a name of the lines is written. */
  readonly written: ReadonlyMap<string, string>;
  /** For `p`, each state and each scalar that is assigned: the name of the lines that has its value after the step. */
  readonly results: ReadonlyMap<string, string>;
}

/** All lines of a step, in an order in which they can be computed. */
export interface Step extends LineNames {
  readonly statements: readonly Statement[];
}

/** The lines of a step around and in a loop over the tensors. */
export interface LoopedStep extends LineNames {
  readonly loop: Loop;
}

/** The lines as they are written, or else without any `if` and with every name assigned once. */
export function stepFor(rule: ResolvedRule, library: Library): Step {
  return asWritten(rule, library) ?? straightStep(rule);
}

/** As `stepFor`, with what is the same for all tensors out of the loop. */
export function loopFor(rule: ResolvedRule, library: Library): LoopedStep {
  const step = asWritten(rule, library);
  const loop = step && splitLoop(step.statements, step.levels);
  if (loop) return { ...step, loop };
  const straight = straighten(rule, false);
  return { ...straight, loop: { before: straight.perStep, inside: straight.perTensor, after: [] } };
}

/** Null where a condition asks about arrays, or where a name that a scalar is made of is an array on another line. */
function asWritten(rule: ResolvedRule, library: Library): Step | null {
  const { statements } = rule.program;
  const levels = levelsIn(rule, statements);
  const asksArrays = conditionsIn(statements).some((condition) =>
    library.isArray(levelOf(condition, levels)),
  );
  const mixesLevels = rule.scalars.some(({ name }) => (levels.get(name) ?? 'step') !== 'step');
  if (asksArrays || mixesLevels) return null;
  const kept = new Set(['p', ...[...rule.state, ...rule.scalars].map(({ name }) => name)]);
  const targets = assignmentsIn(statements).map(({ target }) => target);
  const results = new Map(
    targets.flatMap((name): [string, string][] => (kept.has(name) ? [[name, name]] : [])),
  );
  return { statements, levels, written: new Map(), results };
}

function straightStep(rule: ResolvedRule): Step {
  const straight = straighten(rule, false);
  return { ...straight, statements: [...straight.perStep, ...straight.perTensor] };
}
