/** The table of fixes: one line for each code that has some. A fix is offered only where it leaves less to mend. */
import { type Mark, marksIn } from '../marks.ts';
import { applyEdits, type Piece, Source, sourceOf, type TextEdit } from '../source.ts';
import * as assignment from './assignmentFixes.ts';
import * as computed from './computedFixes.ts';
import * as declaration from './declarationFixes.ts';
import { changeBetween } from './edits.ts';
import type { Candidate, Fixer } from './fix.ts';
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
  'computed-above': computed.moveBelowUpdate,
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
  const trial: Trial = {
    ...{ text, marks: marksIn(source), seen: new Set() },
    left: Math.min(mostTried, Math.max(1, Math.floor(charactersRead / (text.length + 1)))),
  };
  return trial.marks
    .filter(({ at }) => at.start <= end && start <= at.end)
    .flatMap((mark) => {
      trial.seen.clear();
      const candidates = fixers[mark.code]?.(mark, source) ?? [];
      const mending = candidates.filter((each) => mends(each, trial));
      const offered = mending.length > 0 ? mending : mendedFurther(mark, candidates, trial);
      return offered.map(({ title, edits }, index) => ({ title, mark, edits, isPreferred: index === 0 }));
    });
}

interface Trial {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** What fixes of the same mark have made of the text. */
  readonly seen: Set<string>;
  /** How many texts may still be read. */
  left: number;
}

function mends({ edits }: Candidate, trial: Trial): boolean {
  const mended = applyEdits(trial.text, edits);
  if (trial.left === 0 || trial.seen.has(mended)) return false;
  trial.left -= 1;
  trial.seen.add(mended);
  return isLess(marksIn(new Source(mended)), trial.marks);
}

/** Behind such a mistake a line, or all lines below, are not read: mending it may bring another one to light. */
const hiding: readonly Mark['code'][] = [
  ...(['unknown-character', 'unclosed-string', 'syntax', 'one-number', 'computed-above'] as const),
  ...(['foreign-statement', 'indentation', 'mixed-indentation', 'missing-update'] as const),
];

const mostFurther = 3;

/** The likeliest candidate, together with what mends the mistakes that it brings to light. */
function mendedFurther(mark: Mark, [first]: readonly Candidate[], trial: Trial): readonly Candidate[] {
  if (!first || !hiding.includes(mark.code)) return [];
  const told = new Set(trial.marks.map(({ message }) => message));
  const titles = [first.title];
  let mended = new Source(applyEdits(trial.text, first.edits));
  for (let further = 0; further < mostFurther && trial.left > 0; further++) {
    const found = marksIn(mended).find(({ kind, message }) => kind === 'error' && !told.has(message));
    const [next] = found ? (fixers[found.code]?.(found, mended) ?? []) : [];
    if (!next) return [];
    titles.push(`${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}`);
    mended = new Source(applyEdits(mended.text, next.edits));
    trial.left -= 1;
    if (isLess(marksIn(mended), trial.marks))
      return [{ title: joined(titles), edits: [changeBetween(trial.text, mended.text)] }];
  }
  return [];
}

function joined(titles: readonly string[]): string {
  return `${titles.slice(0, -1).join(', ')}, and ${titles.at(-1)}`;
}

function isLess(left: readonly Mark[], before: readonly Mark[]): boolean {
  const errors = (marks: readonly Mark[]) => marks.filter(({ kind }) => kind === 'error').length;
  const fewer = errors(before) - errors(left);
  return fewer > 0 || (fewer === 0 && left.length < before.length);
}
