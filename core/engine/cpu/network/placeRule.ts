/** Compiles a rule, as WebAssembly where it can be that and as JavaScript in single precision otherwise, and makes room for it. */
import { programKey } from '../../../rule/plan/resolver.ts';
import { compileFloat32 } from '../../../rule/run/javascriptKernel.ts';
import type { ResolvedRule } from '../../../rule/syntax/rule.ts';
import { compileWasm, type WasmFallback, type WasmModule } from '../../../rule/targets/wasm/wasm.ts';
import { groupsOfLayers, type LayerRatesAt } from '../../runRates.ts';
import type { Layout } from './layout.ts';
import type { Arena } from './memory.ts';
import type { PlacedRule, RuleSurroundings } from './placedRule.ts';
import { placeJavascriptRule } from './placeJavascriptRule.ts';
import { placeWasmRule } from './placeWasmRule.ts';

/** What is compiled once can be placed several times. */
export type PlaceRule = (surroundings: RuleSurroundings, arena: Arena) => PlacedRule;

export function compileRule(rule: ResolvedRule, { tensors }: Layout, layerRatesAt?: LayerRatesAt): PlaceRule {
  const compiled = compileOnce(rule);
  if (compiled.kind === 'module') {
    const { module } = compiled;
    return (surroundings, arena) =>
      placeWasmRule({ rule, layerRatesAt, compiled, module }, surroundings, arena);
  }
  const groups = layerRatesAt && groupsOfLayers(tensors, layerRatesAt);
  const kernel = compileFloat32(rule, tensors, groups);
  return (surroundings, arena) => placeJavascriptRule(kernel, compiled.reason, surroundings, arena);
}

type Compiled = (WasmModule & { readonly module: WebAssembly.Module }) | WasmFallback;

/** A sweep or a map has thousands of runs of a few rules. */
const mostKept = 8;
const kept = new Map<string, Compiled>();

function compileOnce(rule: ResolvedRule): Compiled {
  const key = programKey(rule);
  const known = kept.get(key);
  if (known) return known;
  const made = compileWasm(rule, { sharedMemory: true });
  const compiled = made.kind === 'module' ? { ...made, module: new WebAssembly.Module(made.bytes) } : made;
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
  kept.set(key, compiled);
  return compiled;
}
