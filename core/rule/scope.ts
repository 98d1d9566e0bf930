/** The names that a rule may use, and what each of them stands for. */
import { didYouMean, type Location, RuleError } from './errors.ts';
import { limits } from './limits.ts';
import { isFunction } from './tree.ts';

const words: readonly string[] = ['name', 'state', 'update', 'in', 'gradient', 'at'];

const meanings = {
  parameter: 'the parameter',
  gradient: 'the gradient',
  step: 'the number of the step',
  hyperparameter: 'a hyperparameter',
  state: 'a state',
  local: 'a local name',
} as const;
type NameKind = keyof typeof meanings;

const assignable: readonly NameKind[] = ['parameter', 'gradient', 'state', 'local'];

export class Scope {
  readonly #kinds = new Map<string, NameKind>([
    ['p', 'parameter'],
    ['g', 'gradient'],
    ['t', 'step'],
  ]);

  has(name: string): boolean {
    return this.#kinds.has(name);
  }

  /** Adds a name. Throws a RuleError if it is taken, too long or one too many. */
  declare(at: Location, kind: NameKind): void {
    const name = at.text;
    const taken = this.#kinds.get(name);
    if (taken) throw new RuleError(at, `'${name}' is already ${meanings[taken]}; choose another name`);
    if (words.includes(name) || isFunction(name)) {
      throw new RuleError(at, `'${name}' is a word of the rule language; choose another name`);
    }
    if (this.#kinds.size >= limits.names) throw new RuleError(at, `a rule has at most ${limits.names} names`);
    this.#kinds.set(name, kind);
  }

  /** Notes an assignment; a new name becomes a local. Throws a RuleError where the name can't be assigned. */
  assign(at: Location): void {
    const kind = this.#kinds.get(at.text);
    if (!kind) this.declare(at, 'local');
    else if (!assignable.includes(kind)) {
      throw new RuleError(at, `'${at.text}' is ${meanings[kind]}, which an update can't assign`);
    }
  }

  /** A RuleError that says that a name isn't known, and which known one is close to it. */
  unknown(at: Location): RuleError {
    return new RuleError(at, `unknown name '${at.text}'${didYouMean(at.text, this.#kinds.keys())}`);
  }
}
