/** Fixes of names that nothing declares, or that have no value where they are read. */
import type { Branch, Missing } from '../../syntax/tree.ts';
import { assignmentsIn, reductionsIn } from '../../syntax/walk.ts';
import { indentationOf } from '../indentation.ts';
import type { Source } from '../source.ts';
import { nodesOf, statementsOf } from '../walkTree.ts';
import { usualHyperparameters } from '../words.ts';
import {
  declareHyperparameter,
  declareOption,
  declareState,
  freeName,
  insertAbove,
  removeLine,
  replace,
} from './edits.ts';
import { candidate, type Fixer } from './fix.ts';
import { takeOwnName } from './foreignFixes.ts';
import { takeSuggestion } from './valueFixes.ts';

/** A name that is close, or a declaration of what it may have been meant to be. */
export const fixUnknownName: Fixer = (mark, source) => {
  const name = source.textOf(mark.at);
  const isUsual = usualHyperparameters.some((each) => each.name === name);
  const state = candidate(`Declare the state '${name}'`, ...declareState(source, name));
  const number = candidate(`Declare the hyperparameter '${name}'`, ...declareHyperparameter(source, name));
  const option = candidate(`Declare the option '${name}'`, ...declareOption(source, name));
  if (isUsual) return [number, ...takeSuggestion(mark, source)];
  const own = takeOwnName(source, name);
  return [...own, ...(own.length > 0 ? [] : takeSuggestion(mark, source)), state, number, option];
};

export const declareAsState: Fixer = ({ at }, source) => {
  const name = source.textOf(at);
  const declared = candidate(`Declare the state '${name}'`, ...declareState(source, name));
  return [...takeOwnName(source, name), declared];
};

/** A name that only some lines give a value gets one above them. */
export const giveValueAbove: Fixer = (mark, source) => {
  const name = source.textOf(mark.at);
  const branch = branches(source).find(
    (each) => each.at.end <= mark.at.start && assignmentsIn([each]).some(({ target }) => target === name),
  );
  const line = branch && source.lineOf(branch.at);
  const above = line && insertAbove(source, line, `${indentationOf(line)}${name} = 0`);
  return [
    ...(above ? [candidate(`Add '${name} = 0' above the 'if'`, above)] : []),
    ...declareAsState(mark, source),
  ];
};

/** From the outside in. */
function branches({ analysis: { tree } }: Source): readonly Branch<Missing>[] {
  return [...statementsOf(tree.program.statements)].filter((each) => each.kind === 'branch');
}

/** A reduction is taken above the `if`, and named. */
export const liftReduction: Fixer = ({ at }, source) => {
  const branch = branches(source).find((each) => each.at.start <= at.start && at.start <= each.at.end);
  const reduction = [...nodesOf(source.analysis.tree)]
    .flatMap((node) => reductionsIn(node))
    .find(({ functionAt }) => functionAt.start === at.start);
  if (!branch || !reduction) return [];
  const { operand, function: word } = reduction;
  const name = freeName(source, operand.kind === 'name' ? `${word}_${operand.name}` : `${word}_here`);
  const line = source.lineOf(branch.at);
  const text = `${indentationOf(line)}${name} = ${source.textOf(reduction.at)}`;
  return [
    candidate(
      `Take it above the 'if' as '${name}'`,
      insertAbove(source, line, text),
      replace(reduction.at, name),
    ),
  ];
};

/** A look-ahead gives `g` its value, in the first line. */
export const placeGradient: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const [target] = line.tokens;
  const update = source.analysis.tree.updateAt?.line ?? 0;
  const first = source.lines.slice(update).find(({ tokens }) => tokens.length > 0);
  const moved = `${first ? indentationOf(first) : '  '}g${source.text.slice(target?.end ?? line.start, line.end)}`;
  return [
    ...(target && target.text !== 'g' ? [candidate("Assign it to 'g'", replace(target, 'g'))] : []),
    ...(first && first.index !== line.index
      ? [candidate('Move it to the first line', insertAbove(source, first, moved), removeLine(source, line))]
      : []),
  ];
};
