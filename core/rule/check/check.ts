/** The tree of a rule -> a rule whose every name is declared, assigned where it may be and set before it is read. */

import { didYouMean, RuleError } from '../syntax/errors.ts';
import type { RuleTree } from '../syntax/parse.ts';
import type { Declaration } from '../syntax/parseDeclaration.ts';
import type { Hyperparameter, Memory, Option, Rule } from '../syntax/rule.ts';
import type { Expression } from '../syntax/tree.ts';
import { assignmentsIn, findPart, isReductionNode, namesIn } from '../syntax/walk.ts';
import { checkProgram } from './checkProgram.ts';
import { formatRange, inRange } from './range.ts';
import { Scope } from './scope.ts';

/** The checked rule. Throws a RuleError at the first thing that makes no sense. */
export function check({ about, declarations, program, updateAt, lines }: RuleTree): Rule {
  const scope = new Scope();
  const names: DeclarationOf<'name'>[] = [];
  const hyperparameters: Hyperparameter[] = [];
  const options: Option[] = [];
  const memories: Record<'state' | 'scalar', Memory[]> = { state: [], scalar: [] };
  for (const declaration of declarations) {
    switch (declaration.kind) {
      case 'name':
        names.push(declaration);
        break;
      case 'hyperparameter':
        scope.declare(declaration.at, 'hyperparameter');
        hyperparameters.push(checkHyperparameter(declaration));
        break;
      case 'option':
        scope.declare(declaration.at, 'option');
        options.push(checkOption(declaration));
        break;
      case 'state':
      case 'scalar':
        for (const memory of declaration.memories) {
          scope.declare(memory.at, declaration.kind);
          memories[declaration.kind].push(memory);
        }
        break;
    }
  }
  const name = checkName(names, updateAt);
  for (const { initial } of memories.state) checkInitial(initial, 'state', scope);
  for (const { initial } of memories.scalar) checkInitial(initial, 'scalar', scope);
  checkProgram(program, scope, options);
  if (!assignmentsIn(program.statements).some(({ target }) => target === 'p')) {
    throw new RuleError(updateAt, "the update never assigns 'p', so the parameters would never change");
  }
  return {
    name,
    about,
    hyperparameters,
    options,
    state: memories.state,
    scalars: memories.scalar,
    program,
    lines,
  };
}

type DeclarationOf<Kind> = Extract<Declaration, { kind: Kind }>;

function checkName(
  [first, second]: readonly DeclarationOf<'name'>[],
  updateAt: RuleTree['updateAt'],
): string {
  if (!first) throw new RuleError(updateAt, 'expected a line such as \'name "Adam"\' above the update');
  if (second) throw new RuleError(second.at, `the rule already has the name "${first.name}"`);
  if (first.name.trim() === '') throw new RuleError(first.at, 'a rule has a name to show');
  return first.name;
}

function checkHyperparameter({ hyperparameter, defaultAt }: DeclarationOf<'hyperparameter'>): Hyperparameter {
  const { name, default: value, range } = hyperparameter;
  if (!inRange(value, range)) {
    throw new RuleError(defaultAt, `${name} = ${value} — expected ${formatRange(name, range)}`);
  }
  return hyperparameter;
}

function checkOption({ option, defaultAt }: DeclarationOf<'option'>): Option {
  const { name, default: value, choices } = option;
  if (typeof value === 'string' && choices && !choices.includes(value)) {
    const likely = didYouMean(value, choices);
    throw new RuleError(defaultAt, `${name} = ${value} — expected one of ${choices.join(', ')}${likely}`);
  }
  return option;
}

/** A memory begins with what is known before the first step. */
function checkInitial(initial: Expression, kind: 'state' | 'scalar', scope: Scope): void {
  const known = kind === 'state' ? "hyperparameters and 'p'" : 'hyperparameters';
  const reason = `the first value of a ${kind} is made of ${known}, without`;
  for (const { name, at } of namesIn(initial)) {
    const found = scope.kindOf(name);
    if (!found) throw scope.unknown(at);
    if (found === 'hyperparameter' || (found === 'parameter' && kind === 'state')) continue;
    throw new RuleError(at, `${reason} '${name}'`);
  }
  const reduction = findPart(initial, isReductionNode);
  if (reduction) throw new RuleError(reduction.at, `${reason} '${reduction.function}'`);
}
