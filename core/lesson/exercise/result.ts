/** What a check of an answer says. */
export interface AnswerResult {
  /** `faulty`: the answer can't be checked, such as a learning rate below 0. */
  readonly kind: 'passed' | 'failed' | 'faulty';
  /** What was computed, with its numbers, in sentences. */
  readonly message: string;
}
