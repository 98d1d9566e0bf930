/** Resolves a rule for many settings at once: what its conditions decide alike is one object. */
import type { ResolvedRule, Rule, Settings } from '../syntax/rule.ts';
import type { Statement } from '../syntax/tree.ts';
import { isCondition, type Node, namesIn, partsOf } from '../syntax/walk.ts';
import { resolve } from './resolve.ts';

/** Settings that are told apart at the same time: a map has 256 values along an axis. */
const mostKept = 4096;

/** As `resolve`, for one rule after the other. */
export function createResolver(): typeof resolve {
  let last: Rule | null = null;
  let deciding: readonly string[] = [];
  const bySettings = new Map<string, ResolvedRule>();
  const byProgram = new Map<string, ResolvedRule>();
  return (rule: Rule, settings: Settings = {}, scheduled: readonly string[] = []) => {
    if (rule !== last || bySettings.size >= mostKept) {
      last = rule;
      deciding = namesInConditions(rule);
      bySettings.clear();
      byProgram.clear();
    }
    const key = JSON.stringify([scheduled, deciding.map((name) => settings[name])]);
    const known = bySettings.get(key);
    if (known) return known;
    const resolved = resolve(rule, settings, scheduled);
    const program = programKey(resolved);
    const made = byProgram.get(program) ?? resolved;
    byProgram.set(program, made);
    bySettings.set(key, made);
    return made;
  };
}

/** Of rules that compute the same. */
export function programKey({ program, hyperparameters, state, scalars }: ResolvedRule): string {
  return JSON.stringify([program, hyperparameters, state, scalars]);
}

function namesInConditions({ program: { lookAhead, statements } }: Rule): readonly string[] {
  const names = [...(lookAhead ? conditionsIn(lookAhead.value) : []), ...statements.flatMap(conditionsOf)];
  return [...new Set(names.flatMap((condition) => namesIn(condition).map(({ name }) => name)))];
}

function conditionsOf(statement: Statement): readonly Node[] {
  if (statement.kind === 'assignment') return conditionsIn(statement.value);
  return [statement.condition, ...[...statement.then, ...statement.otherwise].flatMap(conditionsOf)];
}

function conditionsIn(node: Node): readonly Node[] {
  return isCondition(node) ? [node] : partsOf(node).flatMap(conditionsIn);
}
