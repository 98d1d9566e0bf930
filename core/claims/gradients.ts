/** Optimizers that get gradients of chance, or two slopes by turns, wherever they go. */
import { createStepper, type Steppable } from '../engine/cpu/stepper.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { createRandom, type Random } from '../random.ts';
import { fillSettings, numbersIn } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import { compileFloat64 } from '../rule/run/javascriptKernel.ts';
import type { GradientsProtocol, SlopesProtocol } from './claim.ts';

/** One parameter, at the start and after each step. */
type PathOf = (axis: number) => readonly number[];

/**
 * @param seed Of gradients of chance.
 * @throws {RangeError} if there is no such optimizer.
 */
export function runOnGradients(protocol: GradientsProtocol | SlopesProtocol, seed: number): PathOf {
  const { optimizer, settings, steps } = protocol;
  const given = findOptimizer(optimizer)?.rule;
  if (!given) throw new RangeError(`optimizer = ${optimizer} — expected the id of an optimizer`);
  const all = fillSettings(given, settings);
  const options = Object.entries(all).filter(([, value]) => typeof value !== 'number');
  const rule = resolve(given, Object.fromEntries(options));
  const size = 'scales' in protocol ? protocol.scales.length : 1;
  const draw = 'scales' in protocol ? normals(protocol, createRandom(seed)) : turns(protocol);
  const [low, high] = 'scales' in protocol ? everywhere : protocol.between;
  const objective: Steppable = {
    start: new Float64Array(size),
    next: () => {},
    loss: () => 0,
    lossAndGradient(_, gradient) {
      draw(gradient);
      return 0;
    },
  };
  const values = numbersIn(all);
  const { parameters, advance } = createStepper(objective, compileFloat64(rule), () => values);
  const paths = Array.from({ length: size }, () => new Float64Array(steps + 1));
  for (let step = 1; step <= steps; step++) {
    advance();
    for (const [axis, path] of paths.entries()) {
      // Projected after each step, as in online learning.
      parameters[axis] = Math.min(high, Math.max(low, parameters[axis] ?? Number.NaN));
      path[step] = parameters[axis];
    }
  }
  return (axis) => Array.from(paths[axis] ?? []);
}

const everywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

function normals({ scales }: GradientsProtocol, random: Random) {
  return (gradient: Float64Array) => {
    for (const [i, scale] of scales.entries()) gradient[i] = scale * random.normal();
  };
}

function turns({ slopes: { usual, other, every } }: SlopesProtocol) {
  let step = 0;
  return (gradient: Float64Array) => {
    gradient[0] = step % every === 0 ? other : usual;
    step++;
  };
}
