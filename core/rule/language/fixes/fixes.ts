/** The table of fixes: one line for each code that has some. A fix is offered only where it leaves less to mend. */
import { type Mark, marksIn } from '../marks.ts';
import { applyEdits, type Piece, Source, sourceOf, type TextEdit } from '../source.ts';
import * as assignment from './assignmentFixes.ts';
import * as declaration from './declarationFixes.ts';
import type { Fixer } from './fix.ts';
import * as foreign from './foreignFixes.ts';
import * as indentation from './indentationFixes.ts';
import * as name from './nameFixes.ts';
import * as syntax from './syntaxFixes.ts';
import * as text from './textFixes.ts';
import * as unused from './unusedFixes.ts';
import * as value from './valueFixes.ts';

export interface Fix {
  /** Some of it is the person's own text. */
  readonly title: string;
  readonly mark: Mark;
  readonly edits: readonly TextEdit[];
  /** Whether it is the likeliest for its mark. */
  readonly isPreferred: boolean;
}

/** @internal */
export const fixers: Readonly<Partial<Record<Mark['code'], Fixer>>> = {
  'foreign-statement': foreign.fixStatement,
  'one-number': foreign.splitNumbers,
  'unknown-character': foreign.fixForeign,
  'unclosed-string': text.closeString,
  'word-too-long': text.shortenWord,
  syntax: syntax.fixSyntax,
  indentation: indentation.fixIndentation,
  'mixed-indentation': indentation.fixMixedIndentation,
  'missing-update': indentation.addUpdate,
  'missing-block': indentation.fixMissingBlock,
  'else-without-if': indentation.fixElse,
  'number-expected': value.asNumber,
  'condition-expected': value.asCondition,
  'chained-comparison': value.splitComparison,
  'number-too-large': value.fixLargeNumber,
  'unknown-function': value.fixFunction,
  'argument-count': value.fixArguments,
  'missing-arguments': value.addArguments,
  'misplaced-gradient': name.placeGradient,
  'missing-name': declaration.addName,
  'repeated-name': declaration.removeDeclaration,
  'name-taken': declaration.fixTakenName,
  'reserved-word': declaration.renameWord,
  'default-out-of-range': declaration.fixDefault,
  'unknown-choice': declaration.fixChoice,
  'repeated-choice': declaration.removeChoice,
  'initial-value': declaration.removeFirstValue,
  'unknown-name': name.fixUnknownName,
  'no-value': name.declareAsState,
  'maybe-no-value': name.giveValueAbove,
  'not-assignable': assignment.assignElsewhere,
  'parameters-unchanged': indentation.assignParameters,
  'tensor-in-scalar': declaration.makeState,
  'option-as-number': value.optionAsNumber,
  'number-as-option': value.asCondition,
  'option-comparison': value.askOption,
  'reduction-below-if': name.liftReduction,
  'global-norm': value.tensorNorm,
  'unused-state': unused.removeState,
  'unused-hyperparameter': declaration.removeDeclaration,
  'unused-option': declaration.removeDeclaration,
  'unused-local': unused.removeLocal,
  'missing-lr': unused.addRate,
};

/** To try a fix is to read the text once more: of long texts, fewer are tried, so that an editor needn't wait. */
const charactersRead = 200_000;
const mostTried = 24;

/** What may mend the marks that touch a piece of the text; each fix leaves a text with fewer errors or, with as many, fewer hints. */
export function fixesAt(text: string, { start, end }: Piece): readonly Fix[] {
  const source = sourceOf(text);
  const marks = marksIn(source);
  let left = Math.min(mostTried, Math.max(1, Math.floor(charactersRead / (text.length + 1))));
  return marks
    .filter(({ at }) => at.start <= end && start <= at.end)
    .flatMap((mark) => {
      const tried = fixers[mark.code]?.(mark, source) ?? [];
      const texts = new Set<string>();
      const fixes = tried.flatMap(({ title, edits }) => {
        if (left === 0) return [];
        left -= 1;
        const mended = applyEdits(text, edits);
        const isNew = !texts.has(mended) && isLess(marksIn(new Source(mended)), marks);
        texts.add(mended);
        return isNew ? [{ title, mark, edits }] : [];
      });
      return fixes.map((fix, index) => ({ ...fix, isPreferred: index === 0 }));
    });
}

function isLess(left: readonly Mark[], before: readonly Mark[]): boolean {
  const errors = (marks: readonly Mark[]) => marks.filter(({ kind }) => kind === 'error').length;
  const fewer = errors(before) - errors(left);
  return fewer > 0 || (fewer === 0 && left.length < before.length);
}
