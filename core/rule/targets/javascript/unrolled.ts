/**
 * A rule as straight lines of float64 JavaScript over the elements of one small tensor, without arrays: each element of
 * each name is a variable, such as `$m$0`. To the last bit what the kernel of `float64.ts` computes.
 *
 * What neither the step, a schedule nor a scalar changes is computed once a run; powers of such a base by the step come
 * from a table, since one takes as long as the rest of a step.
 */
import type { Plan } from '../../plan/plan.ts';
import type { Pass, Reduction, Stage } from '../../plan/stage.ts';
import type { ResolvedRule } from '../../syntax/rule.ts';
import type { Assignment, Expression } from '../../syntax/tree.ts';
import { mapOperands, namesIn } from '../../syntax/walk.ts';
import { printFloat64 } from './expression.ts';

/**
 * Lines for a function that has the hyperparameters as `$lr`, the parameters as `$p$0` and so on, the gradient as `$g$0`,
 * `$t` for the step, and changes the parameters.
 */
export interface UnrolledRule {
  /** Computed once a run, before the first step: what stays the same, the state at the start. */
  readonly once: readonly string[];
  /** The bases of powers, whose value base**t is to be in `$power0`, `$power1` … in each step; text that `once` makes known. */
  readonly powers: readonly string[];
  /** Gives `$at$0` and so on the point at which the gradient is taken; null where that is at the parameters. */
  readonly lookAhead: readonly string[] | null;
  readonly update: readonly string[];
}

/**
 * @param size Number of elements.
 * @param scheduled Hyperparameters that are not the same in each step.
 */
export function unroll(plan: Plan, size: number, scheduled: readonly string[]): UnrolledRule {
  const { rule, lookAhead, update } = plan;
  const powers: string[] = [];
  const constant = new Set(
    rule.hyperparameters.flatMap(({ name }) => (scheduled.includes(name) ? [] : [name])),
  );
  const ahead = lookAhead && new UnrolledStage(rule, lookAhead, { size, suffix: '$ahead', constant, powers });
  const main = new UnrolledStage(rule, update, { size, suffix: '', constant, powers });
  return {
    once: [...(ahead?.once ?? []), ...main.once, ...statesAtStart(rule, size)],
    powers,
    lookAhead: ahead ? ahead.lines : null,
    update: main.lines,
  };
}

function statesAtStart({ state, scalars }: ResolvedRule, size: number): readonly string[] {
  const isEach = new Set(['p']);
  const states = state.flatMap(({ name, initial }) =>
    elements(size).map((i) => `let $${name}$${i} = ${printFloat64(ofElement(initial, isEach, i))};`),
  );
  return [...states, ...scalars.map(({ name, initial }) => `let $${name} = ${printFloat64(initial)};`)];
}

interface StageOptions {
  readonly size: number;
  /** Behind the names that the stage assigns, so that no other stage has them. */
  readonly suffix: string;
  /** Hyperparameters that are the same in each step. */
  readonly constant: ReadonlySet<string>;
  /** Gets the bases of the stage's powers. */
  readonly powers: string[];
}

class UnrolledStage {
  readonly #rule: ResolvedRule;
  readonly #options: StageOptions;
  /** Names that differ between elements. */
  readonly #isEach: ReadonlySet<string>;
  /** Names that the stage assigns. */
  readonly #isOwn: ReadonlySet<string>;
  /** Names that are the same in each step. */
  readonly #isConstant: Set<string>;
  readonly once: readonly string[];
  readonly lines: readonly string[];

  constructor(rule: ResolvedRule, stage: Stage, options: StageOptions) {
    const { perStep, globalNorm, passes } = stage;
    this.#rule = rule;
    this.#options = options;
    const each = passes.flatMap((pass) => pass.elements.map(({ target }) => target));
    this.#isEach = new Set(['p', 'g', ...rule.state.map(({ name }) => name), ...each]);
    this.#isOwn = new Set([
      ...perStep.map(({ target }) => target),
      ...passes.flatMap(({ perTensor, reductions }) => [
        ...perTensor.map(({ target }) => target),
        ...reductions.map(({ name }) => name),
      ]),
      ...(globalNorm === null ? [] : [globalNorm]),
      ...each,
    ]);
    this.#isConstant = new Set(options.constant);
    const [constant, changing] = this.#split(perStep);
    this.once = constant.map((line) => this.#assign(line));
    this.lines = [
      ...changing.map((line) => this.#assign(line)),
      ...(globalNorm === null ? [] : [this.#globalNorm(globalNorm)]),
      ...passes.flatMap((pass) => this.#pass(pass)),
      ...this.#stores(stage),
    ];
  }

  /** The lines of a step that are the same in each, and the others. */
  #split(perStep: readonly Assignment[]): [Assignment[], Assignment[]] {
    const [constant, changing]: [Assignment[], Assignment[]] = [[], []];
    for (const line of perStep) {
      if (this.#staysSame(line.value)) {
        this.#isConstant.add(line.target);
        constant.push(line);
      } else changing.push({ ...line, value: this.#withPowers(line.value) });
    }
    return [constant, changing];
  }

  #staysSame(value: Expression): boolean {
    return namesIn(value).every(({ name }) => this.#isConstant.has(name));
  }

  /** Each power of a constant base by the step becomes a name, which no rule can have. */
  #withPowers(value: Expression): Expression {
    if (value.kind === 'binary' && value.operator === '**') {
      const { left, right, at } = value;
      if (right.kind === 'name' && right.name === 't' && this.#staysSame(left)) {
        const { powers } = this.#options;
        const base = this.#print(left);
        const index = powers.includes(base) ? powers.indexOf(base) : powers.push(base) - 1;
        return { kind: 'name', name: powerName(index), at };
      }
    }
    return mapOperands(value, (operand) => this.#withPowers(operand));
  }

  #pass({ perTensor, elements: each, reductions }: Pass): readonly string[] {
    return [
      ...perTensor.map((line) => this.#assign(line)),
      ...each.flatMap((line) => elements(this.#options.size).map((i) => this.#assign(line, i))),
      ...reductions.map((reduction) => this.#reduce(reduction)),
    ];
  }

  #assign({ target, value }: Assignment, element?: number): string {
    return `const ${this.#variable(target, element)} = ${this.#print(value, element)};`;
  }

  #globalNorm(name: string): string {
    const squares = elements(this.#options.size).map((i) => `$g$${i} * $g$${i}`);
    return `const ${this.#variable(name)} = Math.sqrt(${['0', ...squares].join(' + ')});`;
  }

  /** Added up from the first element on, as a loop does it. */
  #reduce({ name, function: kind, operand }: Reduction): string {
    const summands = elements(this.#options.size).map((i) => {
      const value = this.#print(operand, i);
      return kind === 'norm' ? `square(${value})` : `(${value})`;
    });
    const sum = ['0', ...summands].join(' + ');
    const results = { norm: `Math.sqrt(${sum})`, sum, mean: `(${sum}) / ${this.#options.size}` };
    return `const ${this.#variable(name)} = ${results[kind]};`;
  }

  /** Each tensor and scalar gets its value after the step, when all is computed. */
  #stores({ passes, scalars }: Stage): readonly string[] {
    const { state, scalars: all } = this.#rule;
    const tensors = passes.flatMap(({ stores }) =>
      stores.flatMap(({ name, slot: { kind, index } }) => {
        const target = { parameters: 'p', ahead: 'at', state: state[index]?.name }[String(kind)];
        return target === undefined ? [] : [{ target, name }];
      }),
    );
    return [
      ...tensors.flatMap(({ target, name }) =>
        elements(this.#options.size).map((i) => `$${target}$${i} = ${this.#variable(name, i)};`),
      ),
      ...scalars.flatMap(({ index, name }) => {
        const scalar = all[index];
        return scalar ? [`$${scalar.name} = ${this.#variable(name)};`] : [];
      }),
    ];
  }

  #print(value: Expression, element?: number): string {
    return printFloat64(this.#renamed(value, element));
  }

  #renamed(value: Expression, element?: number): Expression {
    if (value.kind === 'name') return { ...value, name: this.#nameOf(value.name, element) };
    return mapOperands(value, (operand) => this.#renamed(operand, element));
  }

  #variable(name: string, element?: number): string {
    return `$${this.#nameOf(name, element)}`;
  }

  #nameOf(name: string, element?: number): string {
    const own = this.#isOwn.has(name) ? `${name}${this.#options.suffix}` : name;
    return element !== undefined && this.#isEach.has(name) ? `${own}$${element}` : own;
  }
}

/** The value for one element. */
function ofElement(value: Expression, isEach: ReadonlySet<string>, element: number): Expression {
  if (value.kind === 'name')
    return isEach.has(value.name) ? { ...value, name: `${value.name}$${element}` } : value;
  return mapOperands(value, (operand) => ofElement(operand, isEach, element));
}

/** Without the `$` of all names. @param index That of its base. */
export function powerName(index: number): string {
  return `power$${index}`;
}

function elements(size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => i);
}
