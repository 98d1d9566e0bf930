/** What keeps a rule from becoming WebAssembly. */
import type { Plan } from '../../plan/plan.ts';
import type { Pass } from '../../plan/stage.ts';
import { type Node, partsOf } from '../../syntax/walk.ts';
import { lacksInstruction } from './expression.ts';

/** Far above any real rule, and below what engines refuse. */
const limits = { operations: 16_384, tensors: 500 };

/** Why a plan can't be computed in WebAssembly, as a sentence without a full stop; null where it can. */
export function unsupportedIn({ rule, lookAhead, update }: Plan): string | null {
  const stages = lookAhead ? [lookAhead, update] : [update];
  const values = stages.flatMap(({ passes }) => passes.flatMap(valuesIn));
  for (const { value, line, each } of values) {
    const missing = missingIn(value);
    if (missing) {
      return `line ${line} needs ${missing} for each ${each}, which WebAssembly doesn't have`;
    }
  }
  const operations = values.reduce((sum, { value }) => sum + countNodes(value), 0);
  if (operations > limits.operations) {
    return `the rule makes ${operations} operations — expected at most ${limits.operations}`;
  }
  const tensors = rule.state.length + Math.max(...stages.map(({ scratch }) => scratch));
  if (tensors > limits.tensors) {
    return `the rule holds ${tensors} numbers for each parameter — expected at most ${limits.tensors}`;
  }
  return null;
}

interface Value {
  readonly value: Node;
  /** Of the rule's text, counted from 1. */
  readonly line: number;
  readonly each: 'tensor' | 'parameter';
}

function valuesIn({ perTensor, elements, reductions }: Pass): readonly Value[] {
  return [
    ...perTensor.map(({ value, at }) => ({ value, line: at.line, each: 'tensor' as const })),
    ...elements.map(({ value, at }) => ({ value, line: at.line, each: 'parameter' as const })),
    ...reductions.map(({ operand }) => ({
      value: operand,
      line: operand.at.line,
      each: 'parameter' as const,
    })),
  ];
}

function missingIn(node: Node): string | null {
  return partsOf(node).reduce((found, part) => found ?? missingIn(part), lacksInstruction(node));
}

function countNodes(node: Node): number {
  return partsOf(node).reduce((sum, part) => sum + countNodes(part), 1);
}
