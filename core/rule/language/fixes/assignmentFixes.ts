/** Fixes of assignments to what an update can't assign: a hyperparameter, an option, the number of the step. */
import type { Span } from '../../syntax/span.ts';
import { assignmentsIn } from '../../syntax/walk.ts';
import { indentationOf } from '../indentation.ts';
import type { Source, SourceLine, TextEdit } from '../source.ts';
import { declareScalar, freeName, insertAbove, removeLine, replace } from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';

/** A name of its own for the step, one that is kept from step to step, or none: `t` counts the steps by itself. */
export const assignElsewhere: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const kind = source.symbol(name)?.kind;
  const removed = candidate('Remove this line', removeLine(source, source.lineOf(at)));
  if (kind !== 'hyperparameter') return [removed];
  const other = freeName(source, `${name}_now`);
  return [...asState(source, name), ...asLocal(source, name, other), asScalar(source, name, other), removed];
};

/** What begins at 0 and is assigned was rather meant to be kept. */
function asState(source: Source, name: string): readonly Candidate[] {
  const declared = source.analysis.tree.declarations.find(
    (each) => each.kind === 'hyperparameter' && each.hyperparameter.name === name,
  );
  if (declared?.kind !== 'hyperparameter' || declared.hyperparameter.default !== 0) return [];
  return [candidate(`Make '${name}' a state`, replace(declared.at, `state ${name}`))];
}

/** From its first assignment on, lines have the other name; above an `if` that it stands below, both are the same. */
function asLocal(source: Source, name: string, other: string): readonly Candidate[] {
  const { statements } = source.analysis.tree.program;
  const first = assignmentsIn(statements).find(({ target }) => target === name);
  const outer = statements.find(({ at }) => first && at.start <= first.at.start && first.at.start < at.end);
  if (!first || !outer) return [];
  const title = `Assign it to '${other}', for this step`;
  if (outer.kind === 'branch') {
    const line = source.lineOf(outer.at);
    const above = insertAbove(source, line, `${indentationOf(line)}${other} = ${name}`);
    return [candidate(title, above, ...renameFrom(source, name, other, outer.at.start))];
  }
  const line = source.lineOf(first.at);
  const behind = renameFrom(source, name, other, line.end);
  return [candidate(title, ...assignIn(source, line, name, other), ...behind)];
}

/** `lr_now = lr * 0.9`, of `lr *= 0.9` as of `lr = lr * 0.9` */
function assignIn({ text }: Source, { tokens, end }: SourceLine, name: string, other: string): TextEdit[] {
  const [target, operator] = tokens;
  const last = tokens.at(-1);
  if (!target || !operator || !last) return [];
  const sign = operator.text.slice(0, -1);
  if (sign === '') return [replace(target, other)];
  const value = text.slice(operator.end, Math.min(last.end, end)).trim();
  const isOne = tokens.length === 3;
  const right = isOne ? value : `(${value})`;
  return [{ start: target.start, end: last.end, text: `${other} = ${name} ${sign} ${right}` }];
}

/** It begins with the hyperparameter, and the update has it alone. */
function asScalar(source: Source, name: string, other: string): Candidate {
  const update = source.analysis.tree.updateAt?.end ?? 0;
  return candidate(
    `Keep it from step to step as the scalar '${other}'`,
    ...declareScalar(source, `${other} = ${name}`),
    ...renameFrom(source, name, other, update),
  );
}

function renameFrom(source: Source, name: string, other: string, start: number): readonly TextEdit[] {
  const references: readonly { readonly at: Span }[] = source.symbol(name)?.references ?? [];
  return references.filter(({ at }) => at.start >= start).map(({ at }) => replace(at, other));
}
