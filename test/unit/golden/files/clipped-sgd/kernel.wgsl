@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> uniforms: array<f32>;

override threads: u32 = 64;

fn square(x: f32) -> f32 { return rounded(x * x); }

fn smaller(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) | bitcast<u32>(b));
  return select(select(b, a, (a < b) | is_nan(a)), either, a == b);
}

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

var<workgroup> partial: array<f32, threads>;

// The sum of the values of all threads of the workgroup, which call it together.
fn sum_of_threads(thread: u32, value: f32) -> f32 {
  partial[thread] = value;
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { partial[thread] += partial[thread + half]; }
  }
  return workgroupUniformLoad(&partial[0]);
}

fn write_global_norm(start: u32, end: u32, thread: u32, row: u32) {
  var squares = 0f;
  for (var i = start + thread; i < end; i += threads) { squares += square(gradient[i]); }
  let sum = sum_of_threads(thread, squares);
  if (thread == 0u) { uniforms[row + 4u] = rounded(sqrt(sum)); }
}

fn update_element(i: u32, size: u32, row: u32) {
  let r_max_norm = uniforms[row + 0u];
  let r_weight_decay = uniforms[row + 1u];
  let r_momentum = uniforms[row + 2u];
  let r_lr = uniforms[row + 3u];
  let r_global_norm = uniforms[row + 4u];
  let r_u = smaller(rounded(1f), rounded(r_max_norm / rounded(r_global_norm + rounded(9.999999974752427e-7f))));
  let r_g = gradient[i];
  let r_p = values[i];
  let r_v = values[size + i];
  let r_g2 = rounded(r_g * r_u);
  let r_g3 = rounded(r_g2 + rounded(r_weight_decay * r_p));
  let r_g4 = select(r_g2, r_g3, !(r_weight_decay == 0f));
  let r_v2 = rounded(rounded(r_momentum * r_v) + r_g4);
  let r_g5 = r_v2;
  let r_v3 = select(r_v, r_v2, !(r_momentum == 0f));
  let r_g6 = select(r_g4, r_g5, !(r_momentum == 0f));
  let r_p2 = rounded(r_p - rounded(r_lr * r_g6));
  values[i] = r_p2;
  values[size + i] = r_v3;
}

@compute @workgroup_size(threads)
fn global_norm(@builtin(local_invocation_index) thread: u32) {
  write_global_norm(0u, arrayLength(&gradient), thread, 0u);
}

@compute @workgroup_size(threads)
fn update(@builtin(global_invocation_id) thread: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  let size = arrayLength(&gradient);
  for (var i = thread.x; i < size; i += workgroups.x * threads) { update_element(i, size, 0u); }
}
