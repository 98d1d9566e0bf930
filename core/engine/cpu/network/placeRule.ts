/** Compiles a rule, as WebAssembly where it can be that and as JavaScript in single precision otherwise, and makes room for it. */
import { compileFloat32 } from '../../../rule/run/javascriptKernel.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import { compileWasm } from '../../../rule/targets/wasm/wasm.ts';
import { groupsOfLayers, type LayerRatesAt } from '../../runRates.ts';
import type { Layout } from './layout.ts';
import type { Arena } from './memory.ts';
import type { PlacedRule, RuleSurroundings } from './placedRule.ts';
import { placeJavascriptRule } from './placeJavascriptRule.ts';
import { placeWasmRule } from './placeWasmRule.ts';

/** What is compiled once can be placed several times. */
export type PlaceRule = (surroundings: RuleSurroundings, arena: Arena) => PlacedRule;

export function compileRule(rule: ResolvedRule, { tensors }: Layout, layerRatesAt?: LayerRatesAt): PlaceRule {
  const compiled = compileWasm(rule, { sharedMemory: true });
  if (compiled.kind === 'module') {
    const module = new WebAssembly.Module(compiled.bytes);
    return (surroundings, arena) =>
      placeWasmRule({ rule, layerRatesAt, compiled, module }, surroundings, arena);
  }
  const groups = layerRatesAt && groupsOfLayers(tensors, layerRatesAt);
  const kernel = compileFloat32(rule, tensors, groups);
  return (surroundings, arena) => placeJavascriptRule(kernel, compiled.reason, surroundings, arena);
}
