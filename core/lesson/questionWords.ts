/** What a cell asks, as it is shown below it, before and after somebody has answered. Pages load it, so that no schema is near. */
/** Values that survive JSON. */
export interface QuestionOutput {
  readonly type: 'question';
  /** The id of the cell, or null, and its number when the lesson was opened. */
  readonly id: string | null;
  readonly index: number;
  /** The question, or the title of the exercise. */
  readonly heading: string;
  /** What there is to choose from, or what is to be found. */
  readonly text: string;
  /** What the button says that runs the cell. */
  readonly action: string;
}

/** On an answer to a question about a race. */
export interface Verdict {
  readonly right: boolean;
  /** What was computed, in sentences. */
  readonly text: string;
}

/** A question about a race that was answered. Values that survive JSON. */
export interface AnsweredOutput {
  readonly type: 'answered';
  /** The question. */
  readonly heading: string;
  /** `You say: SGD.` */
  readonly said: string;
  /** Null until the race has ended. */
  readonly verdict: Verdict | null;
}

/** The same in words, for who doesn't see the output. */
export function textOfQuestion({ heading, text }: QuestionOutput): string {
  return [heading, text].filter(Boolean).join('\n');
}

export function textOfAnswered({ heading, said, verdict }: AnsweredOutput): string {
  return [heading, verdict ? `${said} ${verdictHeading(verdict)} ${verdict.text}` : said].join('\n');
}

export function verdictHeading({ right }: Verdict): string {
  return right ? 'Right.' : 'Not this time.';
}
