// Whole steps: steps on a surface, 64 a workgroup

// ── steps on a surface ──

struct Job {
  // Which of the runs, and how many steps it takes.
  run: u32,
  steps: u32,
  // Where its rows of `uniforms` begin, and its row numbers in `batch`: of each step, how many and which.
  uniforms: u32,
  rows: u32,
  // Where in `results` its losses go.
  results: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
  // How many jobs the dispatch has.
  count: u32,
  unused: u32,
}

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read_write> results: array<u32>;
@group(0) @binding(4) var<uniform> jobs: array<Job, 1024>;

const threads = 1u;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

// Compilers may take a comparison with NaN for true.
fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }

fn update_element(i: u32, size: u32, row: u32) {
  let r_beta1 = uniforms[row + 0u];
  let r_u = uniforms[row + 1u];
  let r_beta2 = uniforms[row + 2u];
  let r_u2 = uniforms[row + 3u];
  let r_u3 = uniforms[row + 4u];
  let r_u4 = uniforms[row + 5u];
  let r_lr = uniforms[row + 6u];
  let r_eps = uniforms[row + 7u];
  let r_m = values[size + i];
  let r_g = gradient[i];
  let r_v = values[2u * size + i];
  let r_p = values[i];
  let r_m2 = rounded(rounded(r_beta1 * r_m) + rounded(r_u * r_g));
  let r_v2 = rounded(rounded(r_beta2 * r_v) + rounded(r_u2 * square(r_g)));
  let r_m_hat = rounded(r_m2 * r_u3);
  let r_v_hat = rounded(r_v2 * r_u4);
  let r_p2 = rounded(r_p - rounded(rounded(r_lr * r_m_hat) / rounded(rounded(sqrt(r_v_hat)) + r_eps)));
  values[i] = r_p2;
  values[size + i] = r_m2;
  values[2u * size + i] = r_v2;
}

fn surface(x: f32, y: f32) -> vec3f {
  let t1 = rounded(rounded(1f) - x);
  let t2 = rounded(y - square(x));
  let value = rounded(square(t1) + rounded(rounded(100f) * square(t2)));
  let by_x = rounded((-rounded(rounded(2f) * t1)) - rounded(rounded(rounded(400f) * t2) * x));
  let by_y = rounded(rounded(200f) * t2);
  return vec3f(value, by_x, by_y);
}

// The loss at a point of `values`; its slope is the gradient of the run.
fn take_slope(base: u32, point: u32) -> f32 {
  let found = surface(values[point], values[point + 1u]);
  gradient[base] = found.y;
  gradient[base + 1u] = found.z;
  return found.x;
}

@compute @workgroup_size(64)
fn take_steps(@builtin(global_invocation_id) thread: vec3u) {
  if (thread.x >= jobs[0].count) { return; }
  let job = jobs[thread.x];
  let base = job.run * 6u;
  for (var step = 0u; step <= job.steps; step++) {
    let row = job.uniforms + step * 9u;
    let loss = take_slope(base, base);
    results[job.results + step] = bitcast<u32>(loss);
    let place = job.results + job.steps + 1u + 2u * step;
    results[place] = bitcast<u32>(values[base]);
    results[place + 1u] = bitcast<u32>(values[base + 1u]);
    // A run that has come to a halt finds the same loss in the next dispatch, which so changes nothing.
    if (!is_finite(loss) || loss > job.limit || step == job.steps) { break; }
    for (var i = base; i < base + 2u; i++) { update_element(i, 2u, row); }
  }
}
