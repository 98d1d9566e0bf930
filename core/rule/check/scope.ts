/** The names that a rule may use, and what each of them stands for. */
import { didYouMean, type Location, RuleError } from '../syntax/errors.ts';
import { limits } from '../syntax/limits.ts';
import { isFunction, isReduction } from '../syntax/tree.ts';

const words: readonly string[] = [
  ...['name', 'option', 'state', 'scalar', 'update', 'in', 'inf', 'true', 'false'],
  ...['if', 'elif', 'else', 'where', 'and', 'or', 'not', 'gradient', 'at'],
];

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

const assignable: readonly NameKind[] = ['parameter', 'gradient', 'state', 'scalar', 'local'];

export class Scope {
  readonly #kinds = new Map<string, NameKind>([
    ['p', 'parameter'],
    ['g', 'gradient'],
    ['t', 'step'],
  ]);

  kindOf(name: string): NameKind | undefined {
    return this.#kinds.get(name);
  }

  namesOf(kind: NameKind): readonly string[] {
    return [...this.#kinds].flatMap(([name, found]) => (found === kind ? [name] : []));
  }

  /** Adds a name. Throws a RuleError if it is taken, too long or one too many. */
  declare(at: Location, kind: NameKind): void {
    const name = at.text;
    const taken = this.#kinds.get(name);
    if (taken) throw new RuleError(at, `'${name}' is already ${meanings[taken]}; choose another name`);
    if (words.includes(name) || isFunction(name) || isReduction(name)) {
      throw new RuleError(at, `'${name}' is a word of the rule language; choose another name`);
    }
    if (this.#kinds.size >= limits.names) throw new RuleError(at, `a rule has at most ${limits.names} names`);
    this.#kinds.set(name, kind);
  }

  /** Throws a RuleError where a known name can't be assigned. */
  expectAssignable(at: Location): void {
    const kind = this.#kinds.get(at.text);
    if (!kind || assignable.includes(kind)) return;
    throw new RuleError(at, `'${at.text}' is ${meanings[kind]}, which an update can't assign`);
  }

  /** Notes an assignment; a new name becomes a local. */
  assign(at: Location): NameKind {
    const kind = this.#kinds.get(at.text);
    if (!kind) this.declare(at, 'local');
    return kind ?? 'local';
  }

  /** A RuleError that says that a name isn't known, and which known one is close to it. */
  unknown(at: Location): RuleError {
    const { text } = at;
    if (isFunction(text) || isReduction(text) || text === 'where') {
      return new RuleError(at, `'${text}' is a function; it takes values in parentheses`);
    }
    if (words.includes(text))
      return new RuleError(at, `'${text}' is a word of the rule language and has no value`);
    return new RuleError(at, `unknown name '${text}'${didYouMean(text, this.#kinds.keys())}`);
  }
}
