/** The tree of a rule -> a rule whose every name is declared, assigned where it may be and set before it is read. */

import { isCompleteMemory, isCompleteProgram } from '../syntax/complete.ts';
import type { Diagnostics } from '../syntax/diagnostics.ts';
import { ownNameFor } from '../syntax/foreignNames.ts';
import type { RuleTree } from '../syntax/parse.ts';
import type { Rule } from '../syntax/rule.ts';
import { hasMissingLine } from '../syntax/unread.ts';
import { assignmentsIn } from '../syntax/walk.ts';
import { checkDeclarations } from './checkDeclarations.ts';
import { checkProgram } from './checkProgram.ts';
import type { Scope } from './scope.ts';

/**
 * The checked rule; null where something is wrong with it or with its text, which is reported.
 * @param scope Takes the names of the rule.
 */
export function check(tree: RuleTree, scope: Scope, diagnostics: Diagnostics): Rule | null {
  const { about, program, lines } = tree;
  const declared = checkDeclarations(tree, scope, diagnostics);
  checkProgram(tree, scope, diagnostics);
  checkAssignsParameters(tree, diagnostics);
  const { name, state, scalars, ...settings } = declared;
  if (!diagnostics.isEmpty || name === null) return null;
  if (!state.every(isCompleteMemory) || !scalars.every(isCompleteMemory) || !isCompleteProgram(program)) {
    return null;
  }
  return { name, about, ...settings, state, scalars, program, lines };
}

function checkAssignsParameters({ updateAt, program }: RuleTree, diagnostics: Diagnostics): void {
  const { statements } = program;
  const targets = assignmentsIn(statements).map(({ target }) => target);
  if (!updateAt || targets.includes('p')) return;
  // A line that can't be read may have been meant to.
  if (hasMissingLine(statements)) return;
  const foreign = targets.find((target) => ownNameFor(target) === 'p');
  const hint = foreign === undefined ? '' : `; the parameter is 'p', not '${foreign}'`;
  const reason = `the update never assigns 'p', so the parameters would never change${hint}`;
  diagnostics.report('parameters-unchanged', updateAt, reason);
}
