/** Activations in WGSL. NaN stays NaN, as the functions of rules keep it: those of WGSL may drop it. */
import {
  type ActivationName,
  activations,
  findActivation,
} from '../../../problems/models/activations/index.ts';

export interface WgslActivation {
  /** `activate(z: f32) -> f32`, and what it calls. */
  readonly activate: string;
  /**
   * `slope(x: f32) -> f32`, which the derivative is multiplied by. Takes the activation's value or, where that doesn't tell
   * the slope, what the activation took; what `activate` calls is there then.
   */
  readonly slope: string;
  readonly slopeOf: 'value' | 'input';
}

const tanh: WgslActivation = {
  activate: 'fn activate(z: f32) -> f32 { return tanh_of(z); }',
  slope: 'fn slope(value: f32) -> f32 { return 1f - value * value; }',
  slopeOf: 'value',
};

const relu: WgslActivation = {
  activate: 'fn activate(z: f32) -> f32 { return larger(z, 0f); }',
  slope: 'fn slope(value: f32) -> f32 { return select(0f, 1f, value > 0f); }',
  slopeOf: 'value',
};

/** 1 / (1 + e^-z) is 1 or next to nothing beyond 87, where e^z begins to overflow. */
const logistic = 'fn logistic(z: f32) -> f32 { return 1f / (1f + exp_of(-clip(z, -87f, 87f))); }';

const sigmoid: WgslActivation = {
  activate: `${logistic}

fn activate(z: f32) -> f32 { return logistic(z); }`,
  slope: 'fn slope(value: f32) -> f32 { return value * (1f - value); }',
  slopeOf: 'value',
};

/** Hendrycks & Gimpel 2016, arXiv:1606.08415. erf as in `cpu/kernels/elementary/errorFunction.ts`. */
const gelu: WgslActivation = {
  activate: `// erf x = x P(x²) / Q(x²); from 3.9 on it is 1 to the last bit.
fn error_function(x: f32) -> f32 {
  let within = clip(x, -3.9f, 3.9f);
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

fn activate(z: f32) -> f32 { return z * distribution(z); }`,
  slope:
    'fn slope(z: f32) -> f32 { return distribution(z) + z * 0.3989422804014327f * exp_of(-0.5f * z * z); }',
  slopeOf: 'input',
};

/** f = z σ(a), a = √(8/π) (z + 0.044715 z³), f′ = σ + z σ (1 - σ) a′. */
const geluTanh: WgslActivation = {
  activate: `${logistic}

fn gate(z: f32) -> f32 { return logistic(1.5957691216057308f * z * (1f + 0.044715f * z * z)); }

fn activate(z: f32) -> f32 { return z * gate(z); }`,
  slope: `fn slope(z: f32) -> f32 {
  let open = gate(z);
  return open + z * open * (1f - open) * 1.5957691216057308f * (1f + 0.134145f * z * z);
}`,
  slopeOf: 'input',
};

const identity: WgslActivation = {
  activate: 'fn activate(z: f32) -> f32 { return z; }',
  slope: 'fn slope(value: f32) -> f32 { return 1f; }',
  slopeOf: 'value',
};

const inWgsl = new Map([
  [activations.tanh, tanh],
  [activations.relu, relu],
  [activations.sigmoid, sigmoid],
  [activations.gelu, gelu],
  [activations.gelu_tanh, geluTanh],
  [activations.identity, identity],
]);

/** @throws {RangeError} if there is no such activation, or none in WGSL. */
export function wgslActivation(name: ActivationName): WgslActivation {
  const activation = inWgsl.get(findActivation(name));
  if (!activation) throw new RangeError(`activation = ${name} — expected one that has a GPU kernel`);
  return activation;
}
