/** Fixes of lines that are indented as they can't be, or that are missing. */
import { indentationOf, usualIndentation } from '../indentation.ts';
import type { Source, SourceLine } from '../source.ts';
import { moveBelowUpdate } from './computedFixes.ts';
import {
  appendStatement,
  declareHyperparameter,
  indent,
  insert,
  insertAbove,
  removeLine,
  usualName,
} from './edits.ts';
import { type Candidate, candidate, type Fixer } from './fix.ts';
import { takeParameter } from './foreignFixes.ts';

const isWritten = ({ tokens }: SourceLine) => tokens.length > 0;

/** The marked line and those behind it, as long as they are indented, or not, as it is. */
function alikeFrom({ lines }: Source, first: SourceLine): readonly SourceLine[] {
  const isIndented = indentationOf(first) !== '';
  const rest = lines.slice(first.index).filter(isWritten);
  const end = rest.findIndex((line) => (indentationOf(line) !== '') !== isIndented);
  return end === -1 ? rest : rest.slice(0, end);
}

export const fixIndentation: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const { updateAt } = source.analysis.tree;
  if (!updateAt || at.line <= updateAt.line) return fixDeclaration(source, line);
  const below = source.lines.slice(updateAt.line).filter(isWritten);
  const usual = usualIndentation(source);
  if (indentationOf(line) === '') {
    const edits = alikeFrom(source, line).map((each) => indent(each, usual));
    return [candidate('Indent it below the update', ...edits)];
  }
  const above = below.filter(({ index }) => index < line.index).map(indentationOf);
  const tried = [...new Set([...above.toReversed(), usual])];
  return tried.map((each) => candidate(`Indent by ${each.length}`, indent(line, each)));
};

function fixDeclaration(source: Source, line: SourceLine): readonly Candidate[] {
  const { updateAt } = source.analysis.tree;
  const lines = alikeFrom(source, line);
  const dedented = candidate('Remove the indentation', ...lines.map((each) => indent(each, '')));
  return updateAt
    ? [dedented, candidate('Remove the indentation of this line', indent(line, ''))]
    : [candidate("Add 'update' above", insertAbove(source, line, 'update')), dedented];
}

/** Tabs become as many spaces as a block is indented by. */
export const fixMixedIndentation: Fixer = (_, source) => {
  const { updateAt } = source.analysis.tree;
  const below = source.lines.slice(updateAt?.line ?? 0).filter(isWritten);
  const edits = below.flatMap((line) => {
    const indentation = indentationOf(line);
    return indentation.includes('\t') ? [indent(line, indentation.replaceAll('\t', '  '))] : [];
  });
  return [candidate('Indent by spaces', ...edits)];
};

/** Lines below an `if`, or none. */
export const fixMissingBlock: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const above = source.lines.slice(0, line.index).findLast(isWritten);
  const isOwner = /^(if|elif|else)$/.test(source.textOf(at));
  const indentation = above ? `${indentationOf(above)}  ` : '  ';
  return [
    ...(isOwner ? [] : [candidate('Indent this line', indent(line, indentation))]),
    ...(isOwner ? [candidate('Remove this line', removeLine(source, line))] : []),
  ];
};

/** Below the `if` that is next above, in whose column it belongs. */
export const fixElse: Fixer = ({ at }, source) => {
  const line = source.lineOf(at);
  const owners = source.lines.slice(0, line.index).filter(({ tokens }) => tokens[0]?.text === 'if');
  const tried = [...new Set(owners.toReversed().map(indentationOf))];
  return tried.map((each) => candidate("Indent it like its 'if'", indent(line, each)));
};

const descent = 'p -= lr * g';

/** What the update does where nobody has said it. */
export const addUpdate: Fixer = (mark, source) => {
  const { text, lineBreak } = source;
  const moved = moveBelowUpdate(mark, source);
  if (moved.length > 0) return moved;
  const isClosed = text === '' || /[\n\r]$/.test(text);
  const lines = ['update', `  ${descent}`, ''].join(lineBreak);
  const begin = isClosed ? '' : lineBreak;
  if (source.lines.every((line) => !isWritten(line))) {
    const named = `name "${usualName}"${lineBreak.repeat(2)}`;
    return [
      candidate('Write a rule to begin with', insert(text.length, begin + named + withRate(source) + lines)),
    ];
  }
  return [candidate('Add an update', insert(text.length, begin + lineBreak + withRate(source) + lines))];
};

/** A line that declares `lr` where none does, since an update needs it. */
function withRate(source: Source): string {
  const edits = source.symbol('lr') ? [] : declareHyperparameter(source, 'lr');
  const [line = ''] = edits.map(({ text }) => text.trim());
  return line === '' ? '' : line + source.lineBreak.repeat(2);
}

/** A last line that assigns the parameters. */
export const assignParameters: Fixer = (_, source) => {
  const declared = source.symbol('lr') ? [] : declareHyperparameter(source, 'lr');
  const added = candidate(`Add '${descent}'`, ...declared, ...appendStatement(source, descent));
  return [...takeParameter(source), added];
};
