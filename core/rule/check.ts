/** The tree of a rule -> a rule whose every name is declared, assigned where it may be and set before it is read. */
import { RuleError } from './errors.ts';
import { limits } from './limits.ts';
import type { RuleTree } from './parse.ts';
import type { Declaration } from './parseDeclaration.ts';
import { formatRange, inRange } from './range.ts';
import type { Hyperparameter, Rule } from './rule.ts';
import { Scope } from './scope.ts';
import { type Expression, namesIn, type Program } from './tree.ts';

/** The checked rule. Throws a RuleError at the first thing that makes no sense. */
export function check({ about, declarations, program, updateAt }: RuleTree): Rule {
  const scope = new Scope();
  let name: string | null = null;
  const hyperparameters: Hyperparameter[] = [];
  const state: string[] = [];
  for (const declaration of declarations) {
    switch (declaration.kind) {
      case 'name':
        if (name !== null) throw new RuleError(declaration.at, `the rule already has the name "${name}"`);
        name = checkName(declaration);
        break;
      case 'hyperparameter':
        scope.declare(declaration.at, 'hyperparameter');
        hyperparameters.push(checkHyperparameter(declaration));
        break;
      case 'state':
        for (const at of declaration.names) {
          scope.declare(at, 'state');
          state.push(at.text);
        }
        break;
    }
  }
  if (name === null)
    throw new RuleError(updateAt, 'expected a line such as \'name "Adam"\' above the update');
  checkProgram(program, scope);
  if (!program.assignments.some(({ target }) => target === 'p')) {
    throw new RuleError(updateAt, "the update never assigns 'p', so the parameters would never change");
  }
  return { name, about, hyperparameters, state, program };
}

type DeclarationOf<Kind> = Extract<Declaration, { kind: Kind }>;

function checkName({ name, at }: DeclarationOf<'name'>): string {
  if (name.trim() === '') throw new RuleError(at, 'a rule has a name to show');
  return name;
}

function checkHyperparameter({ hyperparameter, defaultAt }: DeclarationOf<'hyperparameter'>): Hyperparameter {
  const { name, default: value, range } = hyperparameter;
  if (!inRange(value, range)) {
    throw new RuleError(defaultAt, `${name} = ${value} — expected ${formatRange(name, range)}`);
  }
  return hyperparameter;
}

function checkProgram({ lookAhead, assignments }: Program, scope: Scope): void {
  const oneTooMany = assignments[limits.assignments];
  if (oneTooMany) throw new RuleError(oneTooMany.at, `an update has at most ${limits.assignments} lines`);
  const targets = new Set(assignments.map(({ target }) => target));
  if (lookAhead) {
    checkValue(lookAhead.value, scope, targets);
    const gradient = namesIn(lookAhead.value).find(({ name }) => name === 'g');
    if (gradient) throw new RuleError(gradient.at, "'g' has no value yet where the gradient is taken");
  }
  for (const { value, at } of assignments) {
    checkValue(value, scope, targets);
    scope.assign(at);
  }
}

function checkValue(value: Expression, scope: Scope, targets: ReadonlySet<string>): void {
  for (const { name, at } of namesIn(value)) {
    if (scope.has(name)) continue;
    if (!targets.has(name)) throw scope.unknown(at);
    throw new RuleError(at, `'${name}' has no value yet; 'state ${name}' keeps one from step to step`);
  }
}
