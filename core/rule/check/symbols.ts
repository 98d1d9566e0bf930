/** The names of a rule, and every place where each of them stands. */
import type { RuleTree } from '../syntax/parse.ts';
import type { Declaration } from '../syntax/parseDeclaration.ts';
import type { Range } from '../syntax/rule.ts';
import { type Span, spanOf } from '../syntax/span.ts';
import type { Token } from '../syntax/tokens.ts';
import type { Assignment, Missing, Statement } from '../syntax/tree.ts';
import { assigns } from '../syntax/unread.ts';
import { type Node, partsOf } from '../syntax/walk.ts';
import type { NameKind, Scope } from './scope.ts';

/** A place where a name stands. Where it is declared, it is neither read nor assigned. */
export interface Reference {
  readonly at: Span;
  readonly reads: boolean;
  readonly writes: boolean;
}

/** A name of a rule. */
export interface RuleSymbol {
  readonly name: string;
  readonly kind: NameKind;
  /** Where it is declared, or assigned first if it is a local; null for `p`, `g` and `t`. */
  readonly declaredAt: Span | null;
  /** Every place where it stands, also the one where it is declared, in the order of the text. */
  readonly references: readonly Reference[];
  /** Of a hyperparameter or option; empty where the text gives none. */
  readonly description: string;
  /** Of a hyperparameter or option; null otherwise, and where its line can't be read. */
  readonly default: number | boolean | string | null;
  /** Of a hyperparameter; null otherwise. */
  readonly range: Range | null;
  /** Of an option that isn't true or false; null otherwise. */
  readonly choices: readonly string[] | null;
}

/** The names that `scope` has, with where they stand in the tree; `p`, `g` and `t` come first. */
export function symbolsOf(tree: RuleTree, scope: Scope): readonly RuleSymbol[] {
  const references = new ReferenceCollector(scope);
  references.collect(tree);
  const details = new Map(tree.declarations.flatMap(detailsOf));
  return [...scope.names].map(([name, { kind, declaredAt }]) => ({
    name,
    kind,
    declaredAt: declaredAt && spanOf(declaredAt),
    references: references.of(name),
    ...(details.get(name) ?? noDetails),
  }));
}

type Details = Pick<RuleSymbol, 'description' | 'default' | 'range' | 'choices'>;

const noDetails: Details = { description: '', default: null, range: null, choices: null };

function detailsOf(declaration: Declaration): readonly (readonly [string, Details])[] {
  switch (declaration.kind) {
    case 'hyperparameter': {
      const { name, ...details } = declaration.hyperparameter;
      return [[name, { ...noDetails, ...details }]];
    }
    case 'option': {
      const { name, ...details } = declaration.option;
      return [[name, { ...noDetails, ...details }]];
    }
    default:
      return [];
  }
}

/** Whether what assigns also reads, as `+=` does. */
function readsTarget(next: Token | undefined): boolean {
  return assigns(next) && next?.text !== '=';
}

class ReferenceCollector {
  readonly #scope: Scope;
  /** By name, then by where they begin: the target of `+=` is read and assigned at one place. */
  readonly #references = new Map<string, Map<number, Reference>>();

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  of(name: string): readonly Reference[] {
    const references = this.#references.get(name) ?? new Map<number, Reference>();
    return [...references.values()].sort((a, b) => a.at.start - b.at.start);
  }

  collect({ declarations, program }: RuleTree): void {
    for (const [name, { declaredAt }] of this.#scope.names) if (declaredAt) this.#add(name, declaredAt, {});
    for (const declaration of declarations) {
      if (declaration.kind === 'unread') {
        const { unread, names } = declaration;
        this.#addUnread(unread.filter((token) => !names.includes(token)));
      }
      if (declaration.kind === 'state' || declaration.kind === 'scalar') {
        for (const { initial } of declaration.memories) this.#addReads(initial);
      }
    }
    if (program.lookAhead) this.#addAssignment(program.lookAhead);
    this.#addBlock(program.statements);
  }

  #addBlock(statements: readonly Statement<Missing>[]): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case 'assignment':
          this.#addAssignment(statement);
          break;
        case 'branch':
          this.#addReads(statement.condition);
          this.#addBlock(statement.then);
          this.#addBlock(statement.otherwise);
          break;
        case 'missing':
          this.#addReads(statement);
      }
    }
  }

  #addAssignment({ target, targetAt, value }: Assignment<Missing>): void {
    // Of a line that can be read, the value says so itself.
    const reads = value.kind === 'missing' && readsTarget(value.unread[0]);
    this.#add(target, targetAt, { reads, writes: true });
    this.#addReads(value);
  }

  #addReads(node: Node<Missing>): void {
    if (node.kind === 'name') this.#add(node.name, node.at, { reads: true });
    if (node.kind === 'missing') this.#addUnread(node.unread);
    const isChoice =
      node.kind === 'comparison' && node.left.kind === 'name' && this.#isOption(node.left.name);
    // The word on the right is a choice, which may be a name elsewhere.
    for (const part of isChoice ? [node.left] : partsOf(node)) this.#addReads(part);
  }

  #isOption(name: string): boolean {
    return this.#scope.kindOf(name) === 'option';
  }

  #addUnread(tokens: readonly Token[]): void {
    for (const [index, token] of tokens.entries()) {
      if (token.kind !== 'word') continue;
      const next = tokens[index + 1];
      const writes = assigns(next);
      this.#add(token.text, token, { reads: !writes || readsTarget(next), writes });
    }
  }

  #add(name: string, at: Span, use: { reads?: boolean; writes?: boolean }): void {
    if (!this.#scope.kindOf(name)) return;
    const references = this.#references.get(name) ?? new Map<number, Reference>();
    const { reads = false, writes = false } = references.get(at.start) ?? {};
    references.set(at.start, {
      at: spanOf(at),
      reads: reads || use.reads === true,
      writes: writes || use.writes === true,
    });
    this.#references.set(name, references);
  }
}
