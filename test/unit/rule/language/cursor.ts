/** Texts of rules in which `|` is where the cursor stands. */

export interface WithCursor {
  /** Without the mark. */
  readonly text: string;
  readonly offset: number;
}

export function cursorIn(source: string): WithCursor {
  const offset = source.indexOf('|');
  if (offset === -1) throw new Error(`no cursor in\n${source}`);
  return { text: source.replace('|', ''), offset };
}

/** A rule that is right, with these lines in place of its own ones. */
export function ruleWith({
  declarations = ['lr = 0.1 in [0, inf)  # learning rate', 'beta = 0.9 in [0, 1)', 'state m'],
  update = ['m = beta * m + (1 - beta) * g', 'p -= lr * m'],
}: {
  readonly declarations?: readonly string[];
  readonly update?: readonly string[];
} = {}): string {
  const lines = update.map((line) => `  ${line}`);
  return ['name "Test"', '', ...declarations, '', 'update', ...lines, ''].join('\n');
}
