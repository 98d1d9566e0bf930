/**
 * Gaussian error linear units: Hendrycks & Gimpel 2016, arXiv:1606.08415. The slope can't be told from the value, so
 * both are computed from z on the way forward.
 */
import { errorFunction } from '../elementary/errorFunction';
import { exponential } from '../elementary/exponential';
import { multiplyAdd, spread, subtractProduct } from '../lanes';
import { logistic } from './sigmoid';

const one: usize = memory.data<f32>([1]);
const half: usize = memory.data<f32>([0.5]);
const minusHalf: usize = memory.data<f32>([-0.5]);
const rootOfHalf: usize = memory.data<f32>([0.7071067811865476]);
/** 1 / √(2π) */
const density: usize = memory.data<f32>([0.3989422804014327]);

/** f = z Φ(z), f′ = Φ(z) + z φ(z), with the standard normal Φ(z) = ½ (1 + erf(z/√2)), φ(z) = e^(-z²/2) / √(2π) */
export function activateGelu(values: usize, end: usize, slopes: usize): void {
  for (; values < end; values += 16, slopes += 16) {
    const z = v128.load(values);
    const erf = errorFunction(f32x4.mul(z, spread(rootOfHalf)));
    const distribution = multiplyAdd(erf, spread(half), spread(half));
    const bell = exponential(f32x4.mul(f32x4.mul(z, z), spread(minusHalf)));
    v128.store(values, f32x4.mul(z, distribution));
    v128.store(slopes, multiplyAdd(f32x4.mul(z, spread(density)), bell, distribution));
  }
}

const cubic: usize = memory.data<f32>([0.044715]);
const threeCubic: usize = memory.data<f32>([0.134145]);
/** √(8/π) */
const scale: usize = memory.data<f32>([1.5957691216057308]);

/** f = z σ(a), a = √(8/π) (z + 0.044715 z³), f′ = σ + z σ (1 - σ) a′ */
export function activateGeluTanh(values: usize, end: usize, slopes: usize): void {
  for (; values < end; values += 16, slopes += 16) {
    const z = v128.load(values);
    const square = f32x4.mul(z, z);
    const a = f32x4.mul(f32x4.mul(z, spread(scale)), multiplyAdd(square, spread(cubic), spread(one)));
    const gate = logistic(a);
    const rise = f32x4.mul(spread(scale), multiplyAdd(square, spread(threeCubic), spread(one)));
    const value = f32x4.mul(z, gate);
    v128.store(values, value);
    v128.store(slopes, multiplyAdd(subtractProduct(value, value, gate), rise, gate));
  }
}

export function multiplyBySlopes(deltas: usize, end: usize, slopes: usize): void {
  for (; deltas < end; deltas += 16, slopes += 16) {
    v128.store(deltas, f32x4.mul(v128.load(deltas), v128.load(slopes)));
  }
}
