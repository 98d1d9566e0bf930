/** Lines of Python and JavaScript that a rule has no use for. */

/** `leave out`: the line goes. `unwrap`: what stands below it is no longer indented below it. */
type Remedy = 'update' | 'leave out' | 'unwrap' | 'word';

interface ForeignStatement {
  /** What is wrong and what to do instead. */
  readonly message: string;
  readonly remedy: Remedy;
}

const statements: ReadonlyMap<string, ForeignStatement> = new Map([
  ...all(['def', 'function'], "the lines of a step stand indented below 'update'", 'update'),
  ...all(['class', 'with'], 'leave this line out', 'unwrap'),
  ...all(['for', 'while'], 'an update has no loops, its lines are for each parameter', 'unwrap'),
  ...all(['import', 'from', 'pass', 'global'], 'leave this line out', 'leave out'),
  ...all(['return'], "an update returns nothing, it assigns 'p'", 'leave out'),
  ...all(['let', 'const', 'var'], 'a name is assigned without it', 'word'),
]);

function all(words: readonly string[], hint: string, remedy: Remedy): [string, ForeignStatement][] {
  return words.map((word) => [word, { message: `'${word}' has no meaning in a rule; ${hint}`, remedy }]);
}

/** What is known of a line that begins with a word; null where it is no such line. */
export function foreignStatement(word: string): ForeignStatement | null {
  return statements.get(word) ?? null;
}
