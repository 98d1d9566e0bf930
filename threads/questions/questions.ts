/** The messages between a thread that is kept open and whoever asks it. Both ends are built from one source. */

/** What can be asked, each with what it carries and what comes of it. */
export type QuestionTable<T> = {
  readonly [Name in keyof T]: { readonly input: unknown; readonly output: unknown };
};

export type Question<T extends QuestionTable<T>> = {
  [Name in keyof T]: { readonly id: number; readonly name: Name; readonly input: T[Name]['input'] };
}[keyof T];

export type FromThread =
  | { readonly id: number; readonly outcome: { readonly output: unknown } | { readonly error: string } }
  /** Told without a question. */
  | { readonly news: unknown };
