/** What a cell asks, as it is shown below it before anybody has answered. Pages load it, so that no schema is near. */

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

/** The same in words, for who doesn't see the output. */
export function textOfQuestion({ heading, text }: QuestionOutput): string {
  return [heading, text].filter(Boolean).join('\n');
}
