/** Makes room for a rule: as WebAssembly where it can be that, as JavaScript in single precision otherwise. */
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import { compileWasm } from '../../../rule/targets/wasm/wasm.ts';
import type { Arena } from './memory.ts';
import type { PlacedRule, RuleSurroundings } from './placedRule.ts';
import { placeJavascriptRule } from './placeJavascriptRule.ts';
import { placeWasmRule } from './placeWasmRule.ts';

export function placeRule(rule: ResolvedRule, surroundings: RuleSurroundings, arena: Arena): PlacedRule {
  const compiled = compileWasm(rule, { sharedMemory: true });
  return compiled.kind === 'module'
    ? placeWasmRule(rule, compiled, surroundings, arena)
    : placeJavascriptRule(rule, compiled.reason, surroundings, arena);
}
