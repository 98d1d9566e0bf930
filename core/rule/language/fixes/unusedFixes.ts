/** What is of no use goes, or comes to use. */
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
  const step = assignmentsIn(tree.program.statements).find(({ target }) => target === 'p');
  if (step?.value.kind !== 'binary' || step.value.left.at.start !== step.targetAt.start) return renamed;
  const { right } = step.value;
  const text = source.textOf(right.at);
  const factor =
    right.kind === 'name' || right.kind === 'number' || right.kind === 'call' ? text : `(${text})`;
  const declared = declareHyperparameter(source, 'lr');
  return [
    ...renamed,
    candidate("Declare 'lr' and multiply the step by it", ...declared, replace(right.at, `lr * ${factor}`)),
  ];
};
