/** What kernels import as `rule`; both take a list of tensors and the step's uniforms: see core/rule/targets/wasm/wasm.ts. */
export interface RuleFunctions {
  readonly update: unknown;
  readonly lookAhead: unknown;
}

/** For kernels that are never going to call it. */
export const noRule: RuleFunctions = { update: nothing, lookAhead: nothing };

/** Each thread has an instance of its own. */
export function linkRule(rule: WebAssembly.Module, memory: WebAssembly.Memory): RuleFunctions {
  return { ...noRule, ...new WebAssembly.Instance(rule, { env: { memory } }).exports };
}

function nothing(): void {}
