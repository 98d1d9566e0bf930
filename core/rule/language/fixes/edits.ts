/** Edits that fixes are made of. */
import type { Declaration } from '../../syntax/parseDeclaration.ts';
import type { Memory } from '../../syntax/rule.ts';
import { behind } from '../../syntax/span.ts';
import type { Missing } from '../../syntax/tree.ts';
import { usualIndentation } from '../indentation.ts';
import type { Piece, Source, SourceLine, TextEdit } from '../source.ts';
import { usualHyperparameters } from '../words.ts';

/** Of a rule that nobody has named. */
export const usualName = 'My optimizer';

export function replace({ start, end }: Piece, text: string): TextEdit {
  return { start, end, text };
}

export function insert(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}

/** The one edit that makes another text of a text. */
export function changeBetween(text: string, changed: string): TextEdit {
  const shorter = Math.min(text.length, changed.length);
  let start = 0;
  while (start < shorter && text[start] === changed[start]) start++;
  let same = 0;
  while (same < shorter - start && text.at(-1 - same) === changed.at(-1 - same)) same++;
  return { start, end: text.length - same, text: changed.slice(start, changed.length - same) };
}

/** Takes a line out, with its line break. */
export function removeLine({ lines, text }: Source, { index, start, end }: SourceLine): TextEdit {
  const next = lines[index + 1];
  if (next) return { start, end: next.start, text: '' };
  return { start: lines[index - 1]?.end ?? 0, end: Math.max(end, text.length), text: '' };
}

export function indent({ start, text }: SourceLine, indentation: string): TextEdit {
  return { start, end: start + (text.match(/^[ \t]*/)?.[0].length ?? 0), text: indentation };
}

/** A line of its own above another. */
export function insertAbove(source: Source, { start }: SourceLine, text: string): TextEdit {
  return insert(start, text + source.lineBreak);
}

/** The first line with anything but comments. */
export function firstWritten({ lines }: Source): SourceLine | undefined {
  return lines.find(({ tokens }) => tokens.length > 0);
}

/** The line of `update`, or the last line of a text that has none. */
function updateLine({ lines, analysis: { tree } }: Source): SourceLine | undefined {
  return tree.updateAt ? lines[tree.updateAt.line - 1] : lines.at(-1);
}

/** A declaration below those of its kind or, where there are none, in lines of its own above the update. */
function declare(source: Source, kinds: readonly Declaration['kind'][], text: string): readonly TextEdit[] {
  const { lineBreak, analysis } = source;
  const last = analysis.tree.declarations.findLast(({ kind }) => kinds.includes(kind));
  const line = last && source.lineOf(last.at);
  if (line) {
    const gap = kinds.at(-1) === last.kind && last.kind === 'name' ? lineBreak.repeat(2) : lineBreak;
    return [insert(line.end, gap + text)];
  }
  const update = updateLine(source);
  return update ? [insert(update.start, text + lineBreak.repeat(2))] : [];
}

/** A hyperparameter with its usual default and range. */
export function declareHyperparameter(source: Source, name: string): readonly TextEdit[] {
  const usual = usualHyperparameters.find((each) => each.name === name);
  const text = usual
    ? `${name} = ${usual.default} in ${usual.range}  # ${usual.about}`
    : `${name} = 0.1 in [0, inf)`;
  const { declarations } = source.analysis.tree;
  const isFirst = !declarations.some(({ kind }) => kind === 'hyperparameter');
  return declare(source, [isFirst ? 'name' : 'hyperparameter'], text);
}

export function declareOption(source: Source, name: string): readonly TextEdit[] {
  return declare(source, ['option'], `option ${name} = false`);
}

/** A state among those that are there, or in a line of its own. */
export function declareState(source: Source, text: string): readonly TextEdit[] {
  const last = source.analysis.tree.declarations.findLast(({ kind }) => kind === 'state');
  return last ? [insert(last.at.end, `, ${text}`)] : declare(source, [], `state ${text}`);
}

/** A scalar in a line of its own. */
export function declareScalar(source: Source, text: string): readonly TextEdit[] {
  return declare(source, ['scalar'], `scalar ${text}`);
}

type Memories = Extract<Declaration, { kind: 'state' | 'scalar' }>;

/** A state or scalar, and the line that declares it. */
export function memoryOf(
  { analysis: { tree } }: Source,
  name: string,
): { readonly declaration: Memories; readonly memory: Memory<Missing> } | undefined {
  for (const declaration of tree.declarations) {
    if (declaration.kind !== 'state' && declaration.kind !== 'scalar') continue;
    const memory = declaration.memories.find((each) => each.name === name);
    if (memory) return { declaration, memory };
  }
  return undefined;
}

/** Takes a state or scalar out of its line, or the line out where it is the only one. */
export function removeMemory(source: Source, { memories, at }: Memories, memory: Memory<Missing>): TextEdit {
  const index = memories.indexOf(memory);
  const [before, after] = [memories[index - 1], memories[index + 1]];
  if (before) return { start: before.at.end, end: memory.at.end, text: '' };
  if (after) return { start: memory.at.start, end: after.at.start, text: '' };
  return removeLine(source, source.lineOf(at));
}

/** `x`, or `x2` and so on where the rule has one. */
export function freeName(source: Source, name: string): string {
  const taken = new Set(source.lines.flatMap(({ tokens }) => tokens.map(({ text }) => text)));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}${number}`;
    if (!taken.has(tried)) return tried;
  }
}

/** A line behind all others of the update, indented like its first. */
export function appendStatement(source: Source, text: string): readonly TextEdit[] {
  const { lines, lineBreak, analysis } = source;
  const { updateAt, program } = analysis.tree;
  if (!updateAt) return [];
  const below = lines.slice(updateAt.line).filter(({ tokens }) => tokens.length > 0);
  const last = below.at(-1) ?? source.lineOf(behind(updateAt));
  return program.at.line >= updateAt.line
    ? [insert(last.end, `${lineBreak}${usualIndentation(source)}${text}`)]
    : [];
}
