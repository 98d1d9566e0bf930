/** What an editor marks in a rule: mistakes, and what is right but of no use. */
import type { RuleSymbol } from '../check/symbols.ts';
import type { Diagnostic, DiagnosticCode } from '../syntax/diagnostics.ts';
import type { Span } from '../syntax/span.ts';
import { type Source, sourceOf } from './source.ts';

/** What doesn't keep a rule from being compiled. */
export type HintCode =
  | 'unused-state'
  | 'unused-hyperparameter'
  | 'unused-option'
  | 'unused-local'
  | 'missing-lr';

export interface Mark extends Omit<Diagnostic, 'code'> {
  readonly code: DiagnosticCode | HintCode;
  /** `error`: the rule can't be compiled. `hint`: it can, but part of it may not be meant. */
  readonly kind: 'error' | 'hint';
  /** Whether the marked piece could as well be left out. */
  readonly isUnused: boolean;
}

/** All marks of a text, in its order. */
export function marksOf(text: string): readonly Mark[] {
  return marksIn(sourceOf(text));
}

/** As `marksOf`, of a text that is read already. */
export function marksIn(source: Source): readonly Mark[] {
  const { diagnostics } = source.analysis;
  const errors = diagnostics.map((diagnostic) => ({
    ...{ ...diagnostic, kind: 'error' as const },
    isUnused: false,
  }));
  const wrong = new Set(diagnostics.map(({ at }) => at.line));
  // Before there is an update, nothing can be of use; `β1` may be meant to be `beta1`.
  const isKnown =
    source.analysis.tree.updateAt && !diagnostics.some(({ code }) => code === 'unknown-character');
  const found = isKnown ? [...unusedIn(source), ...missingRateIn(source)] : [];
  const hints = found.filter(({ at }) => !wrong.has(at.line));
  return [...errors, ...hints].sort((a, b) => a.at.start - b.at.start);
}

function unusedIn({ analysis: { symbols } }: Source): readonly Mark[] {
  return symbols.flatMap((symbol) => {
    const { declaredAt, references } = symbol;
    if (!declaredAt || references.some(({ reads }) => reads)) return [];
    const found = unusedMessage(symbol);
    return found ? [hint(found[0], declaredAt, found[1], true)] : [];
  });
}

function unusedMessage({ name, kind, references }: RuleSymbol): readonly [HintCode, string] | null {
  const isAssigned = references.some(({ writes }) => writes);
  switch (kind) {
    case 'hyperparameter':
      return ['unused-hyperparameter', `no line reads the hyperparameter '${name}', so it changes nothing`];
    case 'option':
      return ['unused-option', `no line asks for the option '${name}', so it changes nothing`];
    case 'state':
    case 'scalar':
      return [
        'unused-state',
        isAssigned
          ? `'${name}' is assigned but never read, so it changes nothing`
          : `no line reads or assigns the ${kind} '${name}'`,
      ];
    case 'local':
      return ['unused-local', `'${name}' is assigned but never read, so it changes nothing`];
    default:
      return null;
  }
}

/** An experiment gives every run a learning rate, which a rule takes by the name `lr`. */
function missingRateIn({ analysis: { tree, symbols, diagnostics } }: Source): readonly Mark[] {
  const isKnown = symbols.some(({ name }) => name === 'lr');
  // Where `lr` is read, that it is unknown is said already.
  const isTold = diagnostics.some(({ at, code }) => code === 'unknown-name' && at.end - at.start === 2);
  if (!tree.updateAt || isKnown || isTold) return [];
  const reason = "the rule has no hyperparameter 'lr', which experiments and schedules set";
  return [hint('missing-lr', tree.updateAt, reason, false)];
}

function hint(code: HintCode, at: Span, message: string, isUnused: boolean): Mark {
  return { code, kind: 'hint', at, message, suggestion: null, isUnused };
}
