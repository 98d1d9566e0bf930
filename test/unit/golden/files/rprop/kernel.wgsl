@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;

override threads: u32 = 64;

fn sign_of(x: f32) -> f32 { return select(select(x, -1f, x < 0f), 1f, x > 0f); }

fn clip(x: f32, low: f32, high: f32) -> f32 { return smaller(larger(x, low), high); }

// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
}

fn smaller(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) | bitcast<u32>(b));
  return select(select(b, a, (a < b) | is_nan(a)), either, a == b);
}

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn update_element(i: u32, size: u32, row: u32) {
  let r_etaplus = uniforms[row + 0u];
  let r_etaminus = uniforms[row + 1u];
  let r_step_min = uniforms[row + 2u];
  let r_step_max = uniforms[row + 3u];
  let r_g = gradient[i];
  let r_previous = values[2u * size + i];
  let r_step = values[size + i];
  let r_p = values[i];
  let r_trend = rounded(r_g * r_previous);
  let r_step2 = rounded(r_step * select(select(1f, r_etaminus, (r_trend < 0f)), r_etaplus, (r_trend > 0f)));
  let r_step3 = clip(r_step2, r_step_min, r_step_max);
  let r_g2 = select(r_g, 0f, (r_trend < 0f));
  let r_p2 = rounded(r_p - rounded(sign_of(r_g2) * r_step3));
  let r_previous2 = r_g2;
  values[i] = r_p2;
  values[size + i] = r_step3;
  values[2u * size + i] = r_previous2;
}

@compute @workgroup_size(threads)
fn update(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let size = arrayLength(&gradient);
  for (var i = thread.x; i < size; i += workgroups.x * threads) { update_element(i, size, 0u); }
}
