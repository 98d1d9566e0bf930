/**
 * A plan as straight lines over the elements of one small tensor, without arrays: each element of each name is a name of its
 * own, such as `m$0`. To the last bit what kernels in double precision compute.
 *
 * What neither the step, a schedule nor a scalar changes is computed once a run; powers of such a base by the step come
 * from a table, since one takes as long as the rest of a step.
 */
import type { ResolvedRule } from '../syntax/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { Assignment, Expression } from '../syntax/tree.ts';
import { mapOperands, namesIn, withoutLocations } from '../syntax/walk.ts';
import type { Plan } from './plan.ts';
import type { Pass, Reduction, Stage } from './stage.ts';

/** A name that is assigned once in a step or a run. */
export interface Line {
  readonly name: string;
  readonly value: Expression;
}

/**
 * Made of the hyperparameters, of `t` for the step, the parameters as `p$0` and so on and the gradient as `g$0`. The `$` keeps
 * names that no rule has apart from those that it may have.
 */
export interface UnrolledRule {
  /** Computed once a run, before the first step. */
  readonly once: readonly Line[];
  /** What changes from step to step, as it is at the start: states and scalars. */
  readonly kept: readonly Line[];
  /** The names of those of them that all elements have in common. */
  readonly scalars: readonly string[];
  /** The bases of powers, whose value base**t is to be in `power$0`, `power$1` … in each step; `once` makes their names known. */
  readonly powers: readonly Expression[];
  /** Gives `at$0` and so on the point at which the gradient is taken; null where that is at the parameters. */
  readonly lookAhead: UnrolledStage | null;
  readonly update: UnrolledStage;
}

export interface UnrolledStage {
  readonly lines: readonly Line[];
  /** The names of those lines that all elements have in common. */
  readonly perStep: readonly string[];
  /** The names of those that are norms, sums or means. What these are made of has names, too. */
  readonly gathered: readonly string[];
  /** What parameters, point ahead, states and scalars are after the lines. */
  readonly stores: readonly { readonly target: string; readonly name: string }[];
}

/**
 * @param size Number of elements.
 * @param scheduled Hyperparameters that are not the same in each step.
 */
export function unroll(plan: Plan, size: number, scheduled: readonly string[]): UnrolledRule {
  const { rule, lookAhead, update } = plan;
  const powers: Expression[] = [];
  const constant = rule.hyperparameters.flatMap(({ name }) => (scheduled.includes(name) ? [] : [name]));
  const ahead = lookAhead && new StageUnroller(rule, lookAhead, { size, suffix: '$ahead', constant, powers });
  const main = new StageUnroller(rule, update, { size, suffix: '', constant, powers });
  return {
    once: [...(ahead?.once ?? []), ...main.once],
    kept: keptAtStart(rule, size),
    scalars: rule.scalars.map(({ name }) => name),
    powers,
    lookAhead: ahead,
    update: main,
  };
}

function keptAtStart({ state, scalars }: ResolvedRule, size: number): readonly Line[] {
  const ofElement = (value: Expression, element: number): Expression =>
    value.kind === 'name' && value.name === 'p'
      ? { ...value, name: `p$${element}` }
      : mapOperands(value, (operand) => ofElement(operand, element));
  const states = state.flatMap(({ name, initial }) =>
    elements(size).map((i) => ({ name: `${name}$${i}`, value: ofElement(initial, i) })),
  );
  return [...states, ...scalars.map(({ name, initial }) => ({ name, value: initial }))];
}

interface StageOptions {
  readonly size: number;
  /** Behind the names that the stage assigns, so that no other stage has them. */
  readonly suffix: string;
  /** Hyperparameters that are the same in each step. */
  readonly constant: readonly string[];
  /** Gets the bases of the stage's powers. */
  readonly powers: Expression[];
}

class StageUnroller implements UnrolledStage {
  readonly #rule: ResolvedRule;
  readonly #options: StageOptions;
  /** Names that differ between elements. */
  readonly #isEach: ReadonlySet<string>;
  /** Names that the stage assigns. */
  readonly #isOwn: ReadonlySet<string>;
  /** Names that are the same in each step. */
  readonly #isConstant: Set<string>;
  readonly once: readonly Line[];
  readonly lines: readonly Line[];
  readonly perStep: readonly string[];
  readonly gathered: readonly string[];
  readonly stores: UnrolledStage['stores'];

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
    const ofStep = changing.map((line) => this.#assign(line));
    this.perStep = ofStep.map(({ name }) => name);
    const reductions = passes.flatMap((pass) => pass.reductions.map(({ name }) => name));
    this.gathered = [...(globalNorm === null ? [] : [globalNorm]), ...reductions].map((name) =>
      this.#nameOf(name),
    );
    this.lines = [
      ...ofStep,
      ...(globalNorm === null ? [] : [this.#globalNorm(globalNorm)]),
      ...passes.flatMap((pass) => this.#pass(pass)),
    ];
    this.stores = this.#storesOf(stage);
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

  /** Each power of a constant base by the step becomes a name. */
  #withPowers(value: Expression): Expression {
    if (value.kind === 'binary' && value.operator === '**') {
      const { left, right, at } = value;
      if (right.kind === 'name' && right.name === 't' && this.#staysSame(left)) {
        const { powers } = this.#options;
        const base = this.#renamed(left);
        const known = powers.findIndex((each) => withoutLocations(each) === withoutLocations(base));
        const index = known < 0 ? powers.push(base) - 1 : known;
        return { kind: 'name', name: powerName(index), at };
      }
    }
    return mapOperands(value, (operand) => this.#withPowers(operand));
  }

  #pass({ perTensor, elements: each, reductions }: Pass): readonly Line[] {
    return [
      ...perTensor.map((line) => this.#assign(line)),
      ...each.flatMap((line) => elements(this.#options.size).map((i) => this.#assign(line, i))),
      ...reductions.flatMap((reduction) => this.#reduce(reduction)),
    ];
  }

  #assign({ target, value }: Assignment, element?: number): Line {
    return { name: this.#nameOf(target, element), value: this.#renamed(value, element) };
  }

  #globalNorm(name: string): Line {
    const at = this.#rule.program.at;
    const squares = elements(this.#options.size).map((i): Expression => {
      const g = { kind: 'name', name: `g$${i}`, at } as const;
      return { kind: 'binary', operator: '*', left: g, right: g, at };
    });
    return { name: this.#nameOf(name), value: rootOf(sumOf(squares, at)) };
  }

  #reduce({ name, function: kind, operand }: Reduction): readonly Line[] {
    const { at } = operand;
    const operands = elements(this.#options.size).map((i): Line => {
      const value = this.#renamed(operand, i);
      return { name: value.kind === 'name' ? value.name : `${this.#nameOf(name)}$of$${i}`, value };
    });
    const numbers = operands.map((each): Expression => ({ kind: 'name', name: each.name, at }));
    const two = { kind: 'number', value: 2, at } as const;
    const squares = numbers.map(
      (left): Expression => ({ kind: 'binary', operator: '**', left, right: two, at }),
    );
    const sum = sumOf(kind === 'norm' ? squares : numbers, at);
    const count = { kind: 'number', value: this.#options.size, at } as const;
    const mean = { kind: 'binary', operator: '/', left: sum, right: count, at } as const;
    return [
      ...operands.filter(({ value }) => value.kind !== 'name'),
      { name: this.#nameOf(name), value: { norm: rootOf(sum), sum, mean }[kind] },
    ];
  }

  /** Each tensor and scalar gets its value after the step, when all is computed. */
  #storesOf({ passes, scalars }: Stage): UnrolledStage['stores'] {
    const { state, scalars: all } = this.#rule;
    const tensors = passes.flatMap(({ stores }) =>
      stores.flatMap(({ name, slot: { kind, index } }) => {
        const target = { parameters: 'p', ahead: 'at', state: state[index]?.name }[String(kind)];
        return target === undefined ? [] : [{ target, name }];
      }),
    );
    return [
      ...tensors.flatMap(({ target, name }) =>
        elements(this.#options.size).map((i) => ({ target: `${target}$${i}`, name: this.#nameOf(name, i) })),
      ),
      ...scalars.flatMap(({ index, name }) => {
        const target = all[index]?.name;
        return target === undefined ? [] : [{ target, name: this.#nameOf(name) }];
      }),
    ];
  }

  #renamed(value: Expression, element?: number): Expression {
    if (value.kind === 'name') return { ...value, name: this.#nameOf(value.name, element) };
    return mapOperands(value, (operand) => this.#renamed(operand, element));
  }

  #nameOf(name: string, element?: number): string {
    const own = this.#isOwn.has(name) ? `${name}${this.#options.suffix}` : name;
    return element !== undefined && this.#isEach.has(name) ? `${own}$${element}` : own;
  }
}

/** Added up from 0 and the first on, as a loop does it. */
function sumOf(values: readonly Expression[], at: Span): Expression {
  return values.reduce<Expression>((left, right) => ({ kind: 'binary', operator: '+', left, right, at }), {
    kind: 'number',
    value: 0,
    at,
  });
}

function rootOf(operand: Expression): Expression {
  const { at } = operand;
  return { kind: 'call', function: 'sqrt', arguments: [operand], functionAt: at, at };
}

/** @param index That of its base. */
export function powerName(index: number): string {
  return `power$${index}`;
}

function elements(size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => i);
}
