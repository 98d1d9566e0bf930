/** Activations in WGSL: `activate(z)`, and what the derivative is multiplied by, from the value or from z. */
import type { ActivationName } from '../../../problems/models/activations/index.ts';

export interface WgslActivation {
  /** Functions; `activate(z: f32) -> f32` among them. */
  readonly source: string;
  /**
   * `slope_at(value: f32) -> f32` takes the activation's value; `slope(z: f32) -> f32`, where the value doesn't tell the
   * slope, takes what the activation took.
   */
  readonly slopeOf: 'value' | 'input';
}

const isNan = 'fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }';

/** 1 / (1 + e^-z) has no overflow that matters: e^88 is finite, and beyond it 1 / infinity is 0. */
const logistic = 'fn logistic(z: f32) -> f32 { return 1f / (1f + exp(-clamp(z, -87f, 87f))); }';

const tanh: WgslActivation = {
  slopeOf: 'value',
  source: `${isNan}

// From 9.1 on, 1 is the nearest float; tanh may overflow to NaN.
fn activate(z: f32) -> f32 { return select(tanh(clamp(z, -15f, 15f)), z, is_nan(z)); }

fn slope_at(value: f32) -> f32 { return 1f - value * value; }`,
};

const relu: WgslActivation = {
  slopeOf: 'value',
  source: `${isNan}

// max may drop NaN.
fn activate(z: f32) -> f32 { return select(max(z, 0f), z, is_nan(z)); }

fn slope_at(value: f32) -> f32 { return select(0f, 1f, value > 0f); }`,
};

const sigmoid: WgslActivation = {
  slopeOf: 'value',
  source: `${isNan}

${logistic}

fn activate(z: f32) -> f32 { return select(logistic(z), z, is_nan(z)); }

fn slope_at(value: f32) -> f32 { return value * (1f - value); }`,
};

/** Hendrycks & Gimpel 2016, arXiv:1606.08415. erf as in `cpu/kernels/elementary/errorFunction.ts`. */
const gelu: WgslActivation = {
  slopeOf: 'input',
  source: `${isNan}

// erf x = x P(x²) / Q(x²); from 3.9 on it is 1 to the last bit.
fn error_function(x: f32) -> f32 {
  let within = clamp(x, -3.9f, 3.9f);
  let s = within * within;
  var above = 2.066475842678648e-6f;
  above = above * s + 2.850628977990881e-4f;
  above = above * s + 0.003738360213959747f;
  above = above * s + 0.052668126308483464f;
  above = above * s + 0.1896671013281881f;
  above = above * s + 1.1283791476319835f;
  var below = 3.827008487275761e-5f;
  below = below * s + 0.0011573803403400426f;
  below = below * s + 0.014914304578403606f;
  below = below * s + 0.11381907897440258f;
  below = below * s + 0.501420873634159f;
  below = below * s + 1f;
  return within * above / below;
}

// The standard normal distribution.
fn distribution(z: f32) -> f32 { return 0.5f + 0.5f * error_function(z * 0.7071067811865476f); }

fn activate(z: f32) -> f32 { return select(z * distribution(z), z, is_nan(z)); }

fn slope(z: f32) -> f32 { return distribution(z) + z * 0.3989422804014327f * exp(-0.5f * z * z); }`,
};

/** f = z σ(a), a = √(8/π) (z + 0.044715 z³), f′ = σ + z σ (1 - σ) a′. */
const geluTanh: WgslActivation = {
  slopeOf: 'input',
  source: `${isNan}

${logistic}

fn gate(z: f32) -> f32 { return logistic(1.5957691216057308f * z * (1f + 0.044715f * z * z)); }

fn activate(z: f32) -> f32 { return select(z * gate(z), z, is_nan(z)); }

fn slope(z: f32) -> f32 {
  let open = gate(z);
  return open + z * open * (1f - open) * 1.5957691216057308f * (1f + 0.134145f * z * z);
}`,
};

const identity: WgslActivation = {
  slopeOf: 'value',
  source: `fn activate(z: f32) -> f32 { return z; }

fn slope_at(value: f32) -> f32 { return 1f; }`,
};

export const wgslActivations: Readonly<Record<ActivationName, WgslActivation>> = {
  tanh,
  relu,
  sigmoid,
  gelu,
  gelu_tanh: geluTanh,
  identity,
  linear: identity,
};
