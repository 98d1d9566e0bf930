/** What is wrong with a rule's text. Reading goes on after each, so that a text can have several. */
import { limits } from './limits.ts';
import { type Span, spanOf } from './span.ts';

/** What kind of mistake it is: stays the same when the words of a message change. */
export type DiagnosticCode =
  // Of the text and its lines.
  | 'text-too-long'
  | 'unknown-character'
  | 'unclosed-string'
  | 'word-too-long'
  | 'line-too-long'
  | 'syntax'
  | 'foreign-statement'
  | 'indentation'
  | 'mixed-indentation'
  | 'missing-update'
  | 'missing-block'
  | 'else-without-if'
  // Of expressions and conditions.
  | 'number-expected'
  | 'condition-expected'
  | 'chained-comparison'
  | 'number-too-large'
  | 'unknown-function'
  | 'argument-count'
  | 'missing-arguments'
  | 'misplaced-gradient'
  // Of declarations.
  | 'missing-name'
  | 'repeated-name'
  | 'name-taken'
  | 'reserved-word'
  | 'one-number'
  | 'computed-above'
  | 'default-out-of-range'
  | 'unknown-choice'
  | 'repeated-choice'
  | 'initial-value'
  // Of the update.
  | 'unknown-name'
  | 'no-value'
  | 'maybe-no-value'
  | 'not-assignable'
  | 'parameters-unchanged'
  | 'tensor-in-scalar'
  | 'option-as-number'
  | 'number-as-option'
  | 'option-comparison'
  | 'reduction-below-if'
  | 'global-norm'
  // Of its size.
  | 'too-many-names'
  | 'too-many-lines'
  | 'too-many-decisions'
  | 'too-many-reductions'
  | 'too-deep';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** What is wrong and what to do, without the place. */
  readonly message: string;
  readonly at: Span;
  /** What should likely stand there instead; null where nothing known is close. */
  readonly suggestion: string | null;
}

/** Takes what is found wrong, up to a limit. */
export class Diagnostics {
  readonly #found: Diagnostic[] = [];

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** Whether what else is wrong won't be told. */
  get isFull(): boolean {
    return this.#found.length === limits.diagnostics;
  }

  report(code: DiagnosticCode, at: Span, message: string, suggestion: string | null = null): void {
    if (this.isFull) return;
    this.#found.push({ code, message, at: spanOf(at), suggestion });
  }

  /** All of them in the order of the text. */
  inOrder(): readonly Diagnostic[] {
    return this.#found.toSorted((a, b) => a.at.start - b.at.start);
  }
}
