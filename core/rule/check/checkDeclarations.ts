/** Checks the lines above `update`: names, defaults and first values. */
import type { Diagnostics } from '../syntax/diagnostics.ts';
import { closest, question } from '../syntax/errors.ts';
import type { RuleTree } from '../syntax/parse.ts';
import type { Declaration } from '../syntax/parseDeclaration.ts';
import type { Hyperparameter, Memory, Option } from '../syntax/rule.ts';
import type { Missing } from '../syntax/tree.ts';
import { namesIn, reductionsIn } from '../syntax/walk.ts';
import { formatRange, inRange } from './range.ts';
import type { Scope } from './scope.ts';

export interface Declared {
  /** Null where the text doesn't say it. */
  readonly name: string | null;
  readonly hyperparameters: readonly Hyperparameter[];
  readonly options: readonly Option[];
  readonly state: readonly Memory<Missing>[];
  readonly scalars: readonly Memory<Missing>[];
}

type DeclarationOf<Kind> = Extract<Declaration, { kind: Kind }>;

/** Reports what makes no sense, and adds the names to `scope`. */
export function checkDeclarations(tree: RuleTree, scope: Scope, diagnostics: Diagnostics): Declared {
  const hyperparameters: Hyperparameter[] = [];
  const options: Option[] = [];
  const memories: Record<'state' | 'scalar', Memory<Missing>[]> = { state: [], scalar: [] };
  for (const declaration of tree.declarations) {
    switch (declaration.kind) {
      case 'name':
        break;
      case 'hyperparameter':
        scope.declare(declaration.hyperparameter.name, declaration.nameAt, 'hyperparameter');
        checkHyperparameter(declaration, diagnostics);
        hyperparameters.push(declaration.hyperparameter);
        break;
      case 'option':
        scope.declare(declaration.option.name, declaration.nameAt, 'option');
        checkOption(declaration, diagnostics);
        options.push(declaration.option);
        break;
      case 'state':
      case 'scalar':
        for (const memory of declaration.memories) {
          scope.declare(memory.name, memory.nameAt, declaration.kind);
          memories[declaration.kind].push(memory);
        }
        break;
      case 'unread': {
        // What stands behind the name of the rule was meant for a line of its own.
        const kind = declaration.form === 'name' ? 'hyperparameter' : declaration.form;
        for (const name of declaration.names) scope.suppose(name.text, name, kind);
      }
    }
  }
  const name = checkName(tree, diagnostics);
  for (const memory of memories.state) checkInitial(memory, 'state', scope, diagnostics);
  for (const memory of memories.scalar) checkInitial(memory, 'scalar', scope, diagnostics);
  return { name, hyperparameters, options, state: memories.state, scalars: memories.scalar };
}

function checkName({ declarations, updateAt }: RuleTree, diagnostics: Diagnostics): string | null {
  const [first, ...others] = declarations.filter((each) => each.kind === 'name');
  if (!first) {
    const isTried = declarations.some((each) => each.kind === 'unread' && each.form === 'name');
    const reason = 'expected a line such as \'name "Adam"\' above the update';
    if (!isTried && updateAt) diagnostics.report('missing-name', updateAt, reason);
    return null;
  }
  if (first.name.trim() === '') {
    diagnostics.report('missing-name', first.nameAt, 'a rule has a name to show');
  }
  for (const { nameAt } of others) {
    diagnostics.report('repeated-name', nameAt, `the rule already has the name "${first.name}"`);
  }
  return first.name;
}

function checkHyperparameter(
  { hyperparameter, defaultAt }: DeclarationOf<'hyperparameter'>,
  diagnostics: Diagnostics,
): void {
  const { name, default: value, range } = hyperparameter;
  // A number that is too large is reported where it is read.
  if (!Number.isFinite(value) || inRange(value, range)) return;
  const reason = `${name} = ${value} — expected ${formatRange(name, range)}`;
  diagnostics.report('default-out-of-range', defaultAt, reason);
}

function checkOption({ option, defaultAt }: DeclarationOf<'option'>, diagnostics: Diagnostics): void {
  const { name, choices } = option;
  const value = String(option.default);
  if (!choices || choices.includes(value)) return;
  const likely = closest(value, choices);
  const reason = `${name} = ${value} — expected one of ${choices.join(', ')}${question(likely)}`;
  diagnostics.report('unknown-choice', defaultAt, reason, likely);
}

/** A memory begins with what is known before the first step. */
function checkInitial(
  { initial }: Memory<Missing>,
  kind: 'state' | 'scalar',
  scope: Scope,
  diagnostics: Diagnostics,
): void {
  const known = kind === 'state' ? "hyperparameters and 'p'" : 'hyperparameters';
  const reason = `the first value of a ${kind} is made of ${known}, without`;
  for (const { name, at } of namesIn(initial)) {
    const found = scope.kindOf(name);
    if (found === 'hyperparameter' || (found === 'parameter' && kind === 'state')) continue;
    if (found) diagnostics.report('initial-value', at, `${reason} '${name}'`);
    else scope.expectKnown(name, at);
  }
  for (const { function: name, functionAt } of reductionsIn(initial)) {
    diagnostics.report('initial-value', functionAt, `${reason} '${name}'`);
  }
}
