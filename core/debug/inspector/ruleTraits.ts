/** What a rule does, as far as the sentences about its steps go. */

import { numbersIn } from '../../rule/check/settings.ts';
import { movesUp } from '../../rule/inspect/ascent.ts';
import type { ResolvedRule, Settings } from '../../rule/syntax/rule.ts';
import { assignmentsIn, contains, type Node } from '../../rule/syntax/walk.ts';

export interface RuleTraits {
  /** Keeps something from step to step. */
  readonly remembers: boolean;
  /** Takes the gradient ahead of the parameters, or does as if it did. */
  readonly looksAhead: boolean;
  /** Divides by a root of what gradients were. */
  readonly adapts: boolean;
  /** Has powers of the step, which correct memories that begin at 0. */
  readonly corrects: boolean;
  readonly decays: boolean;
  /** Goes up the gradient, unless it is asked to. */
  readonly movesUp: boolean;
}

/** @param settings Of the run. */
export function traitsOf(rule: ResolvedRule, settings: Settings): RuleTraits {
  const values = assignmentsIn(rule.program.statements).map(({ value }) => value);
  const some = (test: (node: Node) => boolean) => values.some((value) => contains(value, test));
  return {
    remembers: rule.state.length + rule.scalars.length > 0,
    looksAhead: rule.program.lookAhead !== null || settings['nesterov'] === true,
    adapts: some((node) => node.kind === 'call' && node.function === 'sqrt'),
    corrects: some(isPowerOfStep),
    decays: (numbersIn(settings)['weight_decay'] ?? 0) > 0,
    movesUp: movesUp(rule, settings),
  };
}

function isPowerOfStep(node: Node): boolean {
  const exponent =
    node.kind === 'binary' && node.operator === '**'
      ? node.right
      : node.kind === 'call' && node.function === 'pow'
        ? node.arguments[1]
        : undefined;
  return exponent !== undefined && contains(exponent, (part) => part.kind === 'name' && part.name === 't');
}
