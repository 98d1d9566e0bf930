/**
 * What a rule's kernel is told of a step, for many runs that differ in two settings: which of these numbers are the same
 * for all runs, for those with the same first or second setting, or for none.
 */
import { plan } from '../../../rule/plan/plan.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import { namesIn } from '../../../rule/syntax/walk.ts';
import { layoutOf, stagesOf } from '../../../rule/targets/wgsl/layout.ts';

/** Of runs that are the cells of a plane. */
export type Along = 'none' | 'columns' | 'rows' | 'both';

export interface StepNumber {
  /** Where it is in a row of uniforms. */
  readonly index: number;
  readonly along: Along;
  /** Whether it differs from step to step. */
  readonly moves: boolean;
}

export interface Differing {
  /** The hyperparameters that differ along columns and along rows; null where something else does. */
  readonly columns: string | null;
  readonly rows: string | null;
  /** Names of hyperparameters that a schedule sets, by the learning rate that it begins with. */
  readonly scheduled: readonly string[];
}

/** In the order of a row. The norm of the whole gradient is none of them: the kernel writes it. */
export function stepNumbersOf(rule: ResolvedRule, differing: Differing): readonly StepNumber[] {
  const planned = plan(rule, { reciprocals: true });
  const { updateOffset } = layoutOf(planned);
  const reasons = reasonsIn(rule, differing);
  return stagesOf(planned).flatMap((stage) => {
    const first = stage === planned.update ? updateOffset : 0;
    return stage.uniforms.map((name, place) => {
      const known = reasons(name);
      return { index: first + place, along: alongOf(known), moves: known.has('step') };
    });
  });
}

/** Why a number may differ between two steps of two runs. */
type Reason = 'step' | 'columns' | 'rows';

function alongOf(reasons: ReadonlySet<Reason>): Along {
  if (reasons.has('columns')) return reasons.has('rows') ? 'both' : 'columns';
  return reasons.has('rows') ? 'rows' : 'none';
}

/** Of each name, why its value may differ. */
function reasonsIn(rule: ResolvedRule, differing: Differing): (name: string) => ReadonlySet<Reason> {
  const { lookAhead, update } = plan(rule, { reciprocals: true });
  const read = readByName(rule, stagesOf({ lookAhead, update }));
  const scalars = new Set(rule.scalars.map(({ name }) => name));
  const own = (name: string): readonly Reason[] => [
    ...(name === differing.columns ? (['columns'] as const) : []),
    ...(name === differing.rows ? (['rows'] as const) : []),
  ];
  return (wanted) => {
    const reasons = new Set<Reason>();
    const seen = new Set<string>();
    const visit = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      const isScheduled = differing.scheduled.includes(name);
      if (name === 't' || isScheduled || scalars.has(name)) reasons.add('step');
      for (const reason of own(isScheduled ? 'lr' : name)) reasons.add(reason);
      for (const operand of read.get(name) ?? []) visit(operand);
    };
    visit(wanted);
    return reasons;
  };
}

/** What is read to compute each name, in any stage; of scalars also what they begin with. */
function readByName(rule: ResolvedRule, stages: ReturnType<typeof stagesOf>): ReadonlyMap<string, string[]> {
  const read = new Map<string, string[]>();
  const add = (name: string, names: readonly string[]) =>
    read.set(name, [...(read.get(name) ?? []), ...names]);
  for (const { name, initial } of rule.scalars)
    add(
      name,
      namesIn(initial).map((each) => each.name),
    );
  for (const { perStep, scalars } of stages) {
    for (const { target, value } of perStep)
      add(
        target,
        namesIn(value).map((each) => each.name),
      );
    for (const { index, name } of scalars) {
      const scalar = rule.scalars[index];
      if (scalar) add(scalar.name, [name]);
    }
  }
  return read;
}
