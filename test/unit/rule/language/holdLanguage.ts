/** Holds everything that an editor asks of a text to three things: it answers, soon, and within the text. */
import { completionsAt } from '../../../../core/rule/language/completion/completions.ts';
import { fixesAt } from '../../../../core/rule/language/fixes/fixes.ts';
import { foldsOf } from '../../../../core/rule/language/folding.ts';
import { formatEdits } from '../../../../core/rule/language/format/format.ts';
import { type FormulaSheet, formulaSheetOf } from '../../../../core/rule/language/formulaSheet.ts';
import { hoverAt } from '../../../../core/rule/language/hover.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import { type OutlineItem, outlineOf } from '../../../../core/rule/language/outline.ts';
import { definitionAt, referencesAt } from '../../../../core/rule/language/references.ts';
import { renamableAt, renameAt } from '../../../../core/rule/language/rename.ts';
import { semanticTokensOf } from '../../../../core/rule/language/semanticTokens.ts';
import { applyEdits, type Piece } from '../../../../core/rule/language/source.ts';
import { toMend } from './toMend.ts';

/** What is asked. */
export const features = [
  ...['marks', 'fixes', 'completions', 'hover', 'definition', 'references', 'renamable', 'rename'],
  ...['outline', 'tokens', 'folds', 'format', 'formulas'],
];

/** The longest that an editor should wait, in milliseconds. Sources in which mutants are take longer. */
const patience = process.env['STRYKER_MUTATOR_WORKER'] === undefined ? 100 : 1000;

/** Asks every feature about a text. Throws where one throws, or answers with a place outside of the text. */
export class LanguageHolder {
  /** How often each feature had an answer. */
  readonly answers = new Map<string, number>();
  /** The calls that took longer than an editor should wait. */
  readonly slow: { readonly feature: string; readonly took: number; readonly text: string }[] = [];

  /** @throws with the text and the place of the cursor, where an answer isn't right. */
  hold(text: string, offset: number): void {
    try {
      this.#holdAll(text, offset);
    } catch (error) {
      throw new Error(`at ${offset} in ${JSON.stringify(text)}`, { cause: error });
    }
  }

  #holdAll(text: string, offset: number): void {
    const ask = <T>(feature: string, answer: () => T): T => this.#ask(feature, text, answer);
    const hold = (feature: string, pieces: readonly Piece[]) => this.#holdWithin(feature, text, pieces);

    const marks = ask('marks', () => marksOf(text));
    hold(
      'marks',
      marks.map(({ at }) => at),
    );
    const fixes = ask('fixes', () =>
      fixesAt(text, { start: offset, end: Math.min(text.length, offset + 20) }),
    );
    for (const { edits, title } of fixes) {
      hold('fixes', edits);
      if (toMend(marksOf(applyEdits(text, edits))) >= toMend(marks))
        throw new Error(`${title} mends nothing`);
    }
    const completions = ask('completions', () => completionsAt(text, offset));
    for (const { inserting, replacing } of completions) {
      hold('completions', [inserting, replacing]);
      const isAround =
        inserting.start === replacing.start && inserting.end === offset && replacing.end >= offset;
      if (!isAround) throw new Error('a completion is not at the cursor');
    }
    hold(
      'hover',
      [ask('hover', () => hoverAt(text, offset))?.at].filter((at) => at !== undefined),
    );
    hold(
      'definition',
      [ask('definition', () => definitionAt(text, offset))].filter((at) => at !== null),
    );
    hold(
      'references',
      ask('references', () => referencesAt(text, offset)).map(({ at }) => at),
    );
    const named = ask('renamable', () => renamableAt(text, offset));
    if ('at' in named) hold('renamable', [named.at]);
    const renamed = ask('rename', () => renameAt(text, offset, 'other_name'));
    if ('edits' in renamed) hold('rename', renamed.edits);
    hold('outline', piecesOf(ask('outline', () => outlineOf(text))));
    const tokens = ask('tokens', () => semanticTokensOf(text));
    hold('tokens', tokens);
    for (const [index, { start }] of tokens.entries())
      if (start < (tokens[index - 1]?.end ?? 0)) throw new Error('semantic tokens overlap');
    const lines = text.split(/\r\n|\n|\r/).length;
    for (const { first, last } of ask('folds', () => foldsOf(text))) {
      this.#count('folds');
      if (first < 0 || first >= last || last >= lines) throw new Error(`a fold of lines ${first} to ${last}`);
    }
    hold(
      'format',
      ask('format', () => formatEdits(text)),
    );
    this.#holdFormulas(
      ask('formulas', () => formulaSheetOf(text)),
      lines,
    );
  }

  #holdFormulas(sheet: FormulaSheet | null, lines: number): void {
    if (!sheet) return;
    this.#count('formulas');
    const { given, kept, once, update } = sheet;
    for (const { line } of [...given, ...kept, ...once, ...update])
      if (line < 0 || line > lines) throw new Error(`a formula of line ${line}`);
  }

  #ask<T>(feature: string, text: string, answer: () => T): T {
    const begin = process.cpuUsage();
    const result = answer();
    let took = millisecondsSince(begin);
    // The first time, a call may have to be compiled: what takes long takes long each time.
    for (let again = 0; again < 5 && took > patience; again++) took = Math.min(took, timeAnew(answer));
    if (took > patience) this.slow.push({ feature, took, text });
    return result;
  }

  #holdWithin(feature: string, text: string, pieces: readonly Piece[]): void {
    if (pieces.length > 0) this.#count(feature);
    for (const { start, end } of pieces) {
      if (0 <= start && start <= end && end <= text.length) continue;
      throw new Error(`${feature}: ${start} to ${end} in a text of ${text.length}`);
    }
  }

  #count(feature: string): void {
    this.answers.set(feature, (this.answers.get(feature) ?? 0) + 1);
  }
}

function timeAnew(answer: () => unknown): number {
  // What is known of the last text is kept: another one takes its place.
  marksOf('');
  const begin = process.cpuUsage();
  answer();
  return millisecondsSince(begin);
}

/** Of the processor's time: on a busy machine, any call may have to wait for it. */
function millisecondsSince(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

function piecesOf(items: readonly OutlineItem[]): readonly Piece[] {
  return items.flatMap(({ at, nameAt, children }) => {
    if (nameAt.start < at.start || nameAt.end > at.end) throw new Error('a name outside of its item');
    return [at, nameAt, ...piecesOf(children)];
  });
}
