/** Sorts the lines of a flat program by how often they have to be computed, and splits them where a pass ends. */

import { type Level, levelOf, levelsOfTensors } from '../check/levels.ts';
import type { ResolvedRule } from '../syntax/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { Assignment, Expression } from '../syntax/tree.ts';
import { mapOperands, namesIn, withoutLocations } from '../syntax/walk.ts';
import { createFreshNames, type FlatProgram } from './flatten.ts';
import { assignSlots, type DraftPass } from './slots.ts';
import type { PlanOptions, Slot, Stage } from './stage.ts';

export class StagePlanner {
  readonly #reciprocals: boolean;
  readonly #levels: Map<string, Level>;
  readonly #freshName: (name: string) => string;
  readonly #perStep: Assignment[] = [];
  readonly #passes: DraftPass[] = [createDraft()];
  /** Names of operations and reductions that are computed already, by what they compute. */
  readonly #named = new Map<string, string>();
  #globalNorm: string | null = null;

  constructor(
    rule: ResolvedRule,
    program: Pick<FlatProgram, 'assignments'>,
    { reciprocals = false }: PlanOptions,
  ) {
    this.#reciprocals = reciprocals;
    this.#levels = levelsOfTensors(rule.state.map(({ name }) => name));
    this.#freshName = createFreshNames([
      ...['p', 'g', 't', 'at'],
      ...[...rule.hyperparameters, ...rule.state, ...rule.scalars].map(({ name }) => name),
      ...program.assignments.map(({ target }) => target),
    ]);
  }

  /** Puts a line where it is computed as seldom as possible; a line that is stored is computed for each element. */
  add(assignment: Assignment, isStored: boolean): void {
    const { target, at } = assignment;
    const value = this.#extractReductions(assignment.value, at);
    const level = isStored ? 'element' : this.#levelOf(value);
    this.#levels.set(target, level);
    if (level === 'step') {
      this.#perStep.push({ ...assignment, value });
      return;
    }
    const pass = this.#current();
    const lines = level === 'tensor' ? pass.perTensor : pass.elements;
    lines.push({ ...assignment, value: this.#hoistOperand(value, level, pass, at) });
  }

  /**
   * @param results The names of new values: of `p`, states, scalars, and `at`.
   * @param tensors The tensors in which `p`, states and `at` are kept.
   * @param scalars In the rule's order.
   */
  finish(
    results: ReadonlyMap<string, string>,
    tensors: ReadonlyMap<string, Slot>,
    scalars: readonly string[],
  ): Stage {
    const { passes, scratch } = assignSlots(this.#passes, results, tensors);
    const read = new Set(this.#passes.flatMap(namesReadIn));
    return {
      perStep: this.#perStep,
      scalars: scalars.flatMap((scalar, index) => {
        const name = results.get(scalar);
        return name === undefined ? [] : [{ index, name }];
      }),
      uniforms: [...read].filter((name) => (this.#levels.get(name) ?? 'step') === 'step'),
      globalNorm: this.#globalNorm,
      passes,
      scratch,
    };
  }

  #levelOf(value: Expression): Level {
    return levelOf(value, this.#levels);
  }

  #current(): DraftPass {
    return this.#passes.at(-1) ?? createDraft();
  }

  /** The operand of something of a level; an operation that is needed less often gets a name. */
  #hoistOperand(operand: Expression, level: Level, pass: DraftPass, at: Span): Expression {
    const isOperation = operand.kind === 'binary' || operand.kind === 'call' || operand.kind === 'where';
    const own = this.#levelOf(operand);
    if (isOperation && own !== level) return this.#nameOperation(operand, own, pass, at);
    const { kind } = operand;
    if (this.#reciprocals && kind === 'binary' && operand.operator === '/' && level === 'element') {
      const divisor = this.#levelOf(operand.right);
      if (divisor !== 'element') {
        const left = this.#hoistOperand(operand.left, level, pass, at);
        const one = { kind: 'number', value: 1, at: operand.at } as const;
        const reciprocal = { ...operand, left: one };
        const right = this.#nameOperation(reciprocal, divisor, pass, at);
        return { ...operand, operator: '*', left, right };
      }
    }
    return mapOperands(operand, (inner) => this.#hoistOperand(inner, level, pass, at));
  }

  /** A name for what isn't computed for each element; the same operation has the same name. */
  #nameOperation(value: Expression, level: Level, pass: DraftPass, at: Span): Expression {
    const where = level === 'step' ? level : this.#passes.indexOf(pass);
    const key = `${where} ${withoutLocations(value)}`;
    let name = this.#named.get(key);
    if (name === undefined) {
      name = this.#freshName('u');
      const inner = mapOperands(value, (operand) => this.#hoistOperand(operand, level, pass, at));
      const lines = level === 'step' ? this.#perStep : pass.perTensor;
      lines.push({ kind: 'assignment', target: name, value: inner, targetAt: at, at });
      this.#levels.set(name, level);
      this.#named.set(key, name);
    }
    return { kind: 'name', name, at };
  }

  /** The value with each reduction replaced by the name of its result, which ends the pass that gathers it. */
  #extractReductions(value: Expression, at: Span): Expression {
    const inner = mapOperands(value, (operand) => this.#extractReductions(operand, at));
    if (inner.kind !== 'reduction') return inner;
    if (inner.function === 'global_norm') {
      this.#globalNorm ??= this.#freshName('global_norm');
      this.#levels.set(this.#globalNorm, 'tensor');
      return { kind: 'name', name: this.#globalNorm, at };
    }
    const key = `reduction ${withoutLocations(inner)}`;
    let name = this.#named.get(key);
    if (name === undefined) {
      name = this.#freshName(inner.function);
      const pass = this.#passFor(inner.operand);
      const operand = this.#hoistOperand(inner.operand, 'element', pass, at);
      pass.reductions.push({ name, function: inner.function, operand });
      if (pass === this.#current()) this.#passes.push(createDraft());
      this.#levels.set(name, 'tensor');
      this.#named.set(key, name);
    }
    return { kind: 'name', name, at };
  }

  /** The earliest pass that can gather a reduction of the operand: the one before, where that knows all of it. */
  #passFor(operand: Expression): DraftPass {
    const current = this.#current();
    const before = this.#passes.at(-2);
    const later = new Set([
      ...current.perTensor.map(({ target }) => target),
      ...(before?.reductions ?? []).map(({ name }) => name),
    ]);
    const waits = current.elements.length > 0 || namesIn(operand).some(({ name }) => later.has(name));
    return before && !waits ? before : current;
  }
}

function createDraft(): DraftPass {
  return { perTensor: [], elements: [], reductions: [] };
}

function namesReadIn({ perTensor, elements, reductions }: DraftPass): readonly string[] {
  const values = [...perTensor, ...elements].map(({ value }) => value);
  return [...values, ...reductions.map(({ operand }) => operand)].flatMap(namesIn).map(({ name }) => name);
}
