/** What is of no use goes, or comes to use. */
import type { Assignment, Expression, Missing } from '../../syntax/tree.ts';
import { assignmentsIn } from '../../syntax/walk.ts';
import type { Source, TextEdit } from '../source.ts';
import { declareHyperparameter, memoryOf, removeLine, removeMemory, replace } from './edits.ts';
import { candidate, type Fixer } from './fix.ts';

/** A state goes with the lines that assign it. */
export const removeState: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const found = memoryOf(source, name);
  if (!found) return [];
  const removed = removeMemory(source, found.declaration, found.memory);
  return [candidate(`Remove '${name}'`, removed, ...removeAssignments(source, name))];
};

export const removeLocal: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  return [candidate(`Remove '${name}'`, ...removeAssignments(source, name))];
};

function removeAssignments(source: Source, name: string): readonly TextEdit[] {
  const lines = assignmentsIn(source.analysis.tree.program.statements)
    .filter(({ target }) => target === name)
    .map(({ at }) => source.lineOf(at));
  return lines.map((line) => removeLine(source, line));
}

/** Names that rates have in other places. */
const ratesElsewhere = ['learning_rate', 'rate', 'step_size', 'stepsize', 'eta', 'alpha', 'gamma'];

/** A rate with another name gets the usual one; or one is declared, and the step is multiplied by it. */
export const addRate: Fixer = (_, source) => {
  const { symbols, tree } = source.analysis;
  const other = ratesElsewhere.flatMap((name) => symbols.find((each) => each.name === name) ?? [])[0];
  const renamed =
    other?.kind === 'hyperparameter'
      ? [candidate(`Rename '${other.name}' to 'lr'`, ...other.references.map(({ at }) => replace(at, 'lr')))]
      : [];
  const steps = assignmentsIn(tree.program.statements).flatMap(stepOf);
  if (steps.length === 0) return renamed;
  const declared = declareHyperparameter(source, 'lr');
  const multiplied = steps.map(({ kind, at }) => {
    const text = source.textOf(at);
    const factor = kind === 'name' || kind === 'number' || kind === 'call' ? text : `(${text})`;
    return replace(at, `lr * ${factor}`);
  });
  return [...renamed, candidate("Declare 'lr' and multiply the step by it", ...declared, ...multiplied)];
};

/** What is added to the parameters or taken from them, by `+=` or `-=`: what they are multiplied by is no step. */
function stepOf({ target, targetAt, value }: Assignment<Missing>): readonly Expression<Missing>[] {
  if (target !== 'p' || value.kind !== 'binary' || value.left.at.start !== targetAt.start) return [];
  return value.operator === '+' || value.operator === '-' ? [value.right] : [];
}
