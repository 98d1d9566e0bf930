/** Everything that an editor asks of a rule's text, which may be half written. */
import { check } from './check/check.ts';
import { Scope } from './check/scope.ts';
import { type RuleSymbol, symbolsOf } from './check/symbols.ts';
import { type Diagnostic, Diagnostics } from './syntax/diagnostics.ts';
import { limits } from './syntax/limits.ts';
import { parse, type RuleTree } from './syntax/parse.ts';
import type { Rule } from './syntax/rule.ts';
import { countLines, type Token, tokenize } from './syntax/tokens.ts';

export interface Analysis {
  /** With comments, line by line. */
  readonly tokens: readonly (readonly Token[])[];
  readonly tree: RuleTree;
  readonly symbols: readonly RuleSymbol[];
  /** What is wrong with the text, in its order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The checked rule; null where there are diagnostics. */
  readonly rule: Rule | null;
}

/** Reads a text, which may be anything. Takes time in proportion to its length. */
export function analyze(text: string): Analysis {
  const tooLong = tooLongBy(text);
  if (tooLong) return { ...analyze(''), diagnostics: [tooLong] };
  const diagnostics = new Diagnostics();
  const tokenized = tokenize(text, diagnostics);
  const tree = parse(tokenized, diagnostics);
  const scope = new Scope(diagnostics);
  const rule = check(tree, scope, diagnostics);
  return {
    tokens: tokenized.lines.map(({ tokens, comment }) => (comment ? [...tokens, comment] : tokens)),
    tree,
    symbols: symbolsOf(tree, scope),
    diagnostics: diagnostics.inOrder(),
    rule,
  };
}

/** What is wrong first, on one line: `line 9: unknown name 'lrr'`; empty where nothing is. */
export function firstFault({ diagnostics }: Pick<Analysis, 'diagnostics'>): string {
  const [first] = diagnostics;
  return first ? `line ${first.at.line}: ${first.message}`.replace(/\s+/g, ' ') : '';
}

/** What keeps a text from being read at all; null where nothing does. */
function tooLongBy(text: string): Diagnostic | null {
  const [count, most, what] =
    text.length > limits.characters
      ? [text.length, limits.characters, 'characters']
      : [countLines(text), limits.lines, 'lines'];
  if (count <= most) return null;
  return {
    code: 'text-too-long',
    message: `the text has ${count} ${what}; a rule has at most ${most}`,
    at: { start: 0, end: 0, line: 1, column: 1 },
    suggestion: null,
  };
}
