/**
 * Asks for what was wanted last, one at a time: a slider that is dragged wants more than can be answered, and nobody waits for what is
 * past.
 */
export class Latest<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer>;
  readonly #take: (answer: Answer, question: Question) => void;
  readonly #fail: (error: unknown) => void;
  #next: Question | null = null;
  #isBusy = false;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    take: (answer: Answer, question: Question) => void,
    fail: (error: unknown) => void,
  ) {
    this.#ask = ask;
    this.#take = take;
    this.#fail = fail;
  }

  want(question: Question): void {
    this.#next = question;
    if (!this.#isBusy) void this.#work();
  }

  /** Nothing is wanted any more; what is on its way is taken by nobody. */
  forget(): void {
    this.#next = null;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let question = this.#next; question !== null; question = this.#next) {
      try {
        const answer = await this.#ask(question);
        this.#take(answer, question);
      } catch (error) {
        this.#fail(error);
      }
      if (this.#next === question) this.#next = null;
    }
    this.#isBusy = false;
  }
}
