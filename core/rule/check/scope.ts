/** The names that a rule may use, and what each of them stands for. */
import type { Diagnostics } from '../syntax/diagnostics.ts';
import { closest, question } from '../syntax/errors.ts';
import { ownNameFor } from '../syntax/foreignNames.ts';
import { limits } from '../syntax/limits.ts';
import type { Span } from '../syntax/span.ts';
import { isFunction, isReduction } from '../syntax/tree.ts';
import { isReserved } from '../syntax/words.ts';

const meanings = {
  parameter: 'the parameter',
  gradient: 'the gradient',
  step: 'the number of the step',
  hyperparameter: 'a hyperparameter',
  option: 'an option',
  state: 'a state',
  scalar: 'a scalar',
  local: 'a local name',
} as const;
export type NameKind = keyof typeof meanings;

/** `a state`, `the gradient` */
export function meaningOfKind(kind: NameKind): string {
  return meanings[kind];
}

const assignable: readonly NameKind[] = ['parameter', 'gradient', 'state', 'scalar', 'local'];

/** What a name stands for, and where the text says so: null for those that every rule has. */
interface Meaning {
  readonly kind: NameKind;
  readonly declaredAt: Span | null;
  /** Whether the line that declares it can't be read. */
  readonly isSupposed?: boolean;
}

export class Scope {
  readonly #diagnostics: Diagnostics;
  readonly #names = new Map<string, Meaning>([
    ['p', { kind: 'parameter', declaredAt: null }],
    ['g', { kind: 'gradient', declaredAt: null }],
    ['t', { kind: 'step', declaredAt: null }],
  ]);
  /** Names that a line may have been meant to declare. */
  readonly #possible = new Set<string>();
  #isFull = false;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  kindOf(name: string): NameKind | undefined {
    return this.#names.get(name)?.kind;
  }

  namesOf(kind: NameKind): readonly string[] {
    return [...this.#names].flatMap(([name, meaning]) => (meaning.kind === kind ? [name] : []));
  }

  /** Every name in the order in which it was declared. */
  get names(): ReadonlyMap<string, Meaning> {
    return this.#names;
  }

  /** Adds a name. Reports where it is taken, no name, or one too many. */
  declare(name: string, at: Span, kind: NameKind): void {
    const taken = this.#names.get(name);
    if (taken && !taken.isSupposed) {
      const reason = `'${name}' is already ${meanings[taken.kind]}; choose another name`;
      this.#diagnostics.report('name-taken', at, reason);
    } else if (isReserved(name)) {
      const reason = `'${name}' is a word of the rule language; choose another name`;
      this.#diagnostics.report('reserved-word', at, reason);
    } else {
      this.#add(name, at, kind);
    }
  }

  #add(name: string, at: Span, kind: NameKind): void {
    if (this.#names.size >= limits.names && !this.#isFull) {
      this.#diagnostics.report('too-many-names', at, `a rule has at most ${limits.names} names`);
      this.#isFull = true;
    }
    this.#names.set(name, { kind, declaredAt: at });
  }

  /** Adds a name that a line without a meaning declares, unless it is none or known already. */
  suppose(name: string, at: Span, kind: NameKind | null): void {
    if (this.#names.has(name) || isReserved(name)) return;
    if (kind) this.#names.set(name, { kind, declaredAt: at, isSupposed: true });
    else this.#possible.add(name);
  }

  /** Whether a name isn't known, but a line that can't be read may have been meant to declare it. */
  isPossible(name: string): boolean {
    return !this.#names.has(name) && this.#possible.has(name);
  }

  /** Reports a name that isn't known, unless a line that can't be read may have been meant to declare it. */
  expectKnown(name: string, at: Span): void {
    if (!this.#names.has(name) && !this.isPossible(name)) this.#reportUnknown(name, at);
  }

  /** Reports a known name that can't be assigned. */
  expectAssignable(name: string, at: Span): void {
    const kind = this.kindOf(name);
    if (!kind || assignable.includes(kind)) return;
    const reason = `'${name}' is ${meanings[kind]}, which an update can't assign`;
    this.#diagnostics.report('not-assignable', at, reason);
  }

  /** Notes an assignment; a new name becomes a local. Null where nothing is known of what is assigned. */
  assign(name: string, at: Span): NameKind | null {
    if (this.isPossible(name)) return null;
    const kind = this.kindOf(name);
    if (!kind) this.declare(name, at, 'local');
    return kind ?? 'local';
  }

  /** What every rule has by another name: `{ name: 'g', is: "the gradient is 'g'" }` for `grad`; null for most names. */
  known(name: string): { readonly name: string; readonly is: string } | null {
    const own = ownNameFor(name);
    const kind = own === null ? undefined : this.kindOf(own);
    if (own === null || kind === undefined) return null;
    return { name: own, is: `${own === 'lr' ? 'the learning rate' : meanings[kind]} is '${own}'` };
  }

  #reportUnknown(name: string, at: Span): void {
    if (this.#diagnostics.isFull) return;
    if (isFunction(name) || isReduction(name) || name === 'where') {
      const reason = `'${name}' is a function; it takes values in parentheses`;
      this.#diagnostics.report('missing-arguments', at, reason);
    } else if (isReserved(name)) {
      const meant = name === 'gradient' ? "; the gradient is 'g'" : '';
      const reason = `'${name}' is a word of the rule language and has no value${meant}`;
      this.#diagnostics.report('reserved-word', at, reason, name === 'gradient' ? 'g' : null);
    } else {
      const known = this.known(name);
      const likely = known?.name ?? closest(name, this.#names.keys());
      const hint = known ? `; ${known.is}` : question(likely);
      this.#diagnostics.report('unknown-name', at, `unknown name '${name}'${hint}`, likely);
    }
  }
}
