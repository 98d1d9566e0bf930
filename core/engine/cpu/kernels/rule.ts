/** How a step calls the rule, which is code of its own: see core/rule/targets/wasm/wasm.ts. */
import { floats } from './lanes';
import { Network } from './network';
import { pack, unpackGradient } from './packing';
import { arriveAndWait } from './threads/barrier';
import { thread } from './threads/calls';
import { shareBegin, shareEnd } from './threads/share';
import { ThreadGroup } from './threads/threadGroup';

/** One of the rule's two functions. As for a network, the host writes these fields. */
@unmanaged
export class Stage {
  /**
   * How often it is called in a step, with arguments of `callSize` bytes each time. Behind those that the rule reads is how
   * many bytes after the first table of uniforms that of the call begins.
   */
  calls: i32;
  arguments: usize;
  callSize: usize;
  /** What is the same for all parameters, for each step of a run: steps × `uniformsSize` bytes. */
  uniforms: usize;
  uniformsSize: usize;
  /** Where in them the norm of all gradients goes, in bytes; -1 where the rule doesn't read it. */
  normAt: i32;
  /** One, or one for each layer where these have rates of their own, `tableSize` bytes each. */
  tables: i32;
  tableSize: usize;
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
  /** Whether the rule works on plain parameters, gradient and point ahead; one thread makes all calls then. */
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
export function lookAhead(group: ThreadGroup, network: Network, rule: Rule, stage: Stage, step: i32): void {
  if (takesPart(rule)) {
    const uniforms = prepare(network, rule, stage, step);
    const end = endOfCalls(rule, stage);
    for (let call = firstCall(rule, stage); call < end; call++) {
      callLookAhead(argumentsOf(stage, call), uniforms + tableOf(stage, call));
    }
    if (rule.isPlain) pack(network, rule.plainAhead, rule.ahead);
  }
  arriveAndWait(group);
}

/** Applies one step of the rule to the parameters and its state. */
export function update(group: ThreadGroup, network: Network, rule: Rule, step: i32): void {
  const stage = rule.update;
  if (takesPart(rule)) {
    const uniforms = prepare(network, rule, stage, step);
    const end = endOfCalls(rule, stage);
    for (let call = firstCall(rule, stage); call < end; call++) {
      callUpdate(argumentsOf(stage, call), uniforms + tableOf(stage, call));
    }
    if (rule.isPlain) pack(network, rule.plainParameters, 0);
  }
  arriveAndWait(group);
}

@inline
function argumentsOf(stage: Stage, call: i32): usize {
  return stage.arguments + <usize>call * stage.callSize;
}

@inline
function tableOf(stage: Stage, call: i32): usize {
  return load<u32>(argumentsOf(stage, call + 1) - 4);
}

@inline
function takesPart(rule: Rule): bool {
  return thread == 0 || !rule.isPlain;
}

/** This thread's calls begin with this one. */
@inline
function firstCall(rule: Rule, stage: Stage): i32 {
  return rule.isPlain ? 0 : shareBegin(stage.calls, 1);
}

@inline
function endOfCalls(rule: Rule, stage: Stage): i32 {
  return rule.isPlain ? stage.calls : shareEnd(stage.calls, 1);
}

/** Brings the gradient to where the stage reads it, and returns the step's uniforms. */
function prepare(network: Network, rule: Rule, stage: Stage, step: i32): usize {
  const uniforms = stage.uniforms + <usize>step * stage.uniformsSize;
  if (stage.normAt >= 0) {
    const value = norm(rule.gradient, rule.size);
    for (let table = 0; table < stage.tables; table++) {
      store<f32>(uniforms + <usize>table * stage.tableSize + <usize>stage.normAt, value);
    }
  }
  if (rule.isPlain) unpackGradient(network, rule.plainGradient);
  return uniforms;
}

/** √Σ x², gathered in double precision. @param count A multiple of 4. */
function norm(numbers: usize, count: i32): f32 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (const end = numbers + floats(count); numbers < end; numbers += 16) {
    const four = v128.load(numbers);
    const first = f64x2.promote_low_f32x4(four);
    const second = f64x2.promote_low_f32x4(i32x4.shuffle(four, four, 2, 3, 0, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(second, second));
  }
  const sum = f64x2.add(low, high);
  return <f32>Math.sqrt(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}
