/** How a step calls the rule, which is code of its own: see engine/cpu/network/linkRule.ts. */
import { norm } from './norm';
import { Network } from './network';
import { pack, unpackGradient } from './packing';

/** One of the rule's two functions. As for a network, the host writes these fields. */
@unmanaged
export class Stage {
  /** Arguments of each call: tensors × `callSize` bytes. */
  tensors: i32;
  calls: usize;
  callSize: usize;
  /** What is the same for all parameters, for each step of a run: steps × `uniformsSize` bytes. */
  uniforms: usize;
  uniformsSize: usize;
  /** Where in them the norm of all gradients goes, in bytes; -1 where the rule doesn't read it. */
  normAt: i32;
}

@unmanaged
export class Rule {
  update: Stage;
  /** Null where the rule takes the gradient at the parameters. */
  lookAhead: Stage | null;
  /** Whether `lookAhead` reads the gradient at the parameters. */
  needsGradientFirst: i32;
  /** All of the gradient as products write it, a multiple of 4. */
  gradient: usize;
  size: i32;
  /** Bytes from the parameters to the point that `lookAhead` computes. */
  ahead: usize;
  /** Whether the rule works on plain parameters, gradient and point ahead. */
  isPlain: i32;
  plainParameters: usize;
  plainGradient: usize;
  plainAhead: usize;
}

@external('rule', 'update')
declare function callUpdate(call: usize, uniforms: usize): void;

@external('rule', 'lookAhead')
declare function callLookAhead(call: usize, uniforms: usize): void;

/** Computes the point where the rule wants its gradient. @param step Counted from 0 in each run. */
export function lookAhead(network: Network, rule: Rule, stage: Stage, step: i32): void {
  const uniforms = prepare(network, rule, stage, step);
  for (let tensor = 0; tensor < stage.tensors; tensor++) {
    callLookAhead(stage.calls + <usize>tensor * stage.callSize, uniforms);
  }
  if (rule.isPlain) pack(network, rule.plainAhead, rule.ahead);
}

/** Applies one step of the rule to the parameters and its state. */
export function update(network: Network, rule: Rule, step: i32): void {
  const stage = rule.update;
  const uniforms = prepare(network, rule, stage, step);
  for (let tensor = 0; tensor < stage.tensors; tensor++) {
    callUpdate(stage.calls + <usize>tensor * stage.callSize, uniforms);
  }
  if (rule.isPlain) pack(network, rule.plainParameters, 0);
}

/** Brings the gradient to where the stage reads it, and returns the step's uniforms. */
function prepare(network: Network, rule: Rule, stage: Stage, step: i32): usize {
  const uniforms = stage.uniforms + <usize>step * stage.uniformsSize;
  if (stage.normAt >= 0) store<f32>(uniforms + <usize>stage.normAt, norm(rule.gradient, rule.size));
  if (rule.isPlain) unpackGradient(network, rule.plainGradient);
  return uniforms;
}
