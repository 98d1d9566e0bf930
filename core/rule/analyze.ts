/** Everything that an editor asks of a rule's text, which may be half written. */
import { check } from './check/check.ts';
import { Scope } from './check/scope.ts';
import { type RuleSymbol, symbolsOf } from './check/symbols.ts';
import { type Diagnostic, Diagnostics } from './syntax/diagnostics.ts';
import { limits } from './syntax/limits.ts';
import { parse, type RuleTree } from './syntax/parse.ts';
import type { Rule } from './syntax/rule.ts';
import { type Token, tokenize } from './syntax/tokens.ts';

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
  if (text.length > limits.characters) return { ...analyze(''), diagnostics: [tooLong(text)] };
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

function tooLong({ length }: string): Diagnostic {
  return {
    code: 'text-too-long',
    message: `the text has ${length} characters; a rule has at most ${limits.characters}`,
    at: { start: 0, end: 0, line: 1, column: 1 },
    suggestion: null,
  };
}
