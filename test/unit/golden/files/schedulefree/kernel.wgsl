@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;

override threads: u32 = 64;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn look_ahead_element(i: u32, size: u32, row: u32) {
  let r_u = uniforms[row + 0u];
  let r_beta1 = uniforms[row + 1u];
  let r_z = values[size + i];
  let r_p = values[i];
  let r_at = rounded(rounded(r_u * r_z) + rounded(r_beta1 * r_p));
  values[3u * size + i] = r_at;
}

fn update_element(i: u32, size: u32, row: u32) {
  let r_u = uniforms[row + 2u];
  let r_beta1 = uniforms[row + 3u];
  let r_beta2 = uniforms[row + 4u];
  let r_u2 = uniforms[row + 5u];
  let r_u3 = uniforms[row + 6u];
  let r_rate = uniforms[row + 7u];
  let r_eps = uniforms[row + 8u];
  let r_weight_decay = uniforms[row + 9u];
  let r_u4 = uniforms[row + 10u];
  let r_c = uniforms[row + 11u];
  let r_z = values[size + i];
  let r_p = values[i];
  let r_v = values[2u * size + i];
  let r_g = gradient[i];
  let r_y = rounded(rounded(r_u * r_z) + rounded(r_beta1 * r_p));
  let r_v2 = rounded(rounded(r_beta2 * r_v) + rounded(r_u2 * square(r_g)));
  let r_v_hat = rounded(r_v2 * r_u3);
  let r_z2 = rounded(r_z - rounded(r_rate * rounded(rounded(r_g / rounded(rounded(sqrt(r_v_hat)) + r_eps)) + rounded(r_weight_decay * r_y))));
  let r_p2 = rounded(rounded(r_u4 * r_p) + rounded(r_c * r_z2));
  values[i] = r_p2;
  values[size + i] = r_z2;
  values[2u * size + i] = r_v2;
}

@compute @workgroup_size(threads)
fn look_ahead(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let size = arrayLength(&gradient);
  for (var i = thread.x; i < size; i += workgroups.x * threads) { look_ahead_element(i, size, 0u); }
}

@compute @workgroup_size(threads)
fn update(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let size = arrayLength(&gradient);
  for (var i = thread.x; i < size; i += workgroups.x * threads) { update_element(i, size, 0u); }
}
