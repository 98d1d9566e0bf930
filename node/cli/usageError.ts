/** What was asked for can't be done as it was asked. Its message says what was expected; what runs was not begun. */
export class UsageError extends Error {
  /** The command that it is about; null where there is none. */
  readonly command: string | null;

  constructor(message: string, command: string | null = null) {
    super(message);
    this.name = 'UsageError';
    this.command = command;
  }
}
