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
@group(0) @binding(2) var<storage, read_write> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read_write> results: array<u32>;
@group(0) @binding(4) var<uniform> jobs: array<Job, 1024>;

const threads = 1u;

fn square(x: f32) -> f32 { return rounded(x * x); }

fn exp_of(x: f32) -> f32 { return select(exp(x), x, is_nan(x)); }

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

fn not_a_number() -> f32 {
  let bits = 0x7fc00000u;
  return bitcast<f32>(bits);
}

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn sum_of_threads(thread: u32, value: f32) -> f32 { return value; }

fn sine(x: f32) -> f32 {
  let turned = quarter_turns(x);
  return sine_after(turned.x, turned.y, x);
}

fn cosine(x: f32) -> f32 {
  let turned = quarter_turns(x);
  return sine_after(turned.x, turned.y + 1f, x);
}

// x without quarter turns, and how many these are, from 0 to 3. They are taken away in three pieces (Cody and Waite);
// where x is so large that this is no better than the distance of two floats, so is any result.
fn quarter_turns(x: f32) -> vec2f {
  let turns = round(rounded(x * 0.6366197723675814f));
  let coarse = rounded(x - rounded(turns * 1.5703125f));
  let fine = rounded(coarse - rounded(turns * 4.8375129699707e-4f));
  let rest = rounded(fine - rounded(turns * 7.549789954891882e-8f));
  return vec2f(clip(rest, -0.8f, 0.8f), turns - 4f * floor(0.25f * turns));
}

// The sine of a rest and of so many quarter turns, which x is.
fn sine_after(rest: f32, turns: f32, x: f32) -> f32 {
  let z = rest * rest;
  let s = ((-1.9515296e-4f * z + 8.332161e-3f) * z - 1.6666655e-1f) * z * rest + rest;
  let c = ((2.4433157e-5f * z - 1.3887316e-3f) * z + 4.1666646e-2f) * z * z - 0.5f * z + 1f;
  let either = select(s, c, (turns == 1f) | (turns == 3f));
  let signed = select(either, -either, (turns == 2f) | (turns == 3f));
  return select(not_a_number(), signed, is_finite(x));
}

fn exp_minus_one(x: f32) -> f32 {
  let high = (2.4801587e-5f * x + 1.984127e-4f) * x + 1.3888889e-3f;
  let series = ((((high * x + 8.333333e-3f) * x + 4.1666668e-2f) * x + 1.6666667e-1f) * x + 0.5f) * x * x + x;
  return select(exp_of(x) - 1f, series, abs(x) < 0.5f);
}

fn square_root(x: f32) -> f32 { return rounded(select(sqrt(x), not_a_number(), x < 0f)); }

// The slope of a kink: one of two, their mean where both count, and none where that isn't known.
fn choose(difference: f32, greater: f32, less: f32) -> f32 {
  let mean = rounded(0.5f * rounded(greater + less));
  let either = select(select(less, greater, difference > 0f), mean, difference == 0f);
  return select(either, not_a_number(), is_nan(difference));
}

// Compilers may take a comparison with NaN for true.
fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }

fn write_global_norm(start: u32, end: u32, thread: u32, row: u32) {
  var squares = 0f;
  for (var i = start + thread; i < end; i += threads) { squares += square(gradient[i]); }
  let sum = sum_of_threads(thread, squares);
  if (thread == 0u) { uniforms[row + 3u] = rounded(sqrt(sum)); }
}

fn look_ahead_element(i: u32, size: u32, row: u32) {
  let r_rho = uniforms[row + 0u];
  let r_global_norm = uniforms[row + 3u];
  let r_u = rounded(rounded(1f) / rounded(r_global_norm + rounded(9.999999960041972e-13f)));
  let r_p = values[i];
  let r_g = gradient[i];
  let r_at = rounded(r_p + rounded(rounded(r_rho * r_g) * r_u));
  values[2u * size + i] = r_at;
}

fn update_element(i: u32, size: u32, row: u32) {
  let r_momentum = uniforms[row + 1u];
  let r_lr = uniforms[row + 2u];
  let r_v = values[size + i];
  let r_g = gradient[i];
  let r_p = values[i];
  let r_v2 = rounded(rounded(r_momentum * r_v) + r_g);
  let r_p2 = rounded(r_p - rounded(r_lr * r_v2));
  values[i] = r_p2;
  values[size + i] = r_v2;
}

fn surface(x: f32, y: f32) -> vec3f {
  let t1 = rounded(rounded(square(x) + square(y)) / rounded(2f));
  let t2 = square_root(larger(t1, rounded(1.0000000359391298e-36f)));
  let t3 = rounded(rounded(-0.20000000298023224f) * t2);
  let t4 = rounded(rounded(3.1415927410125732f) * x);
  let t5 = sine(t4);
  let t6 = rounded(rounded(3.1415927410125732f) * y);
  let t7 = sine(t6);
  let t8 = (-rounded(square(t5) + square(t7)));
  let t9 = rounded(t1 - rounded(1.0000000359391298e-36f));
  let t10 = rounded(rounded(2f) * t2);
  let t11 = exp_of(t3);
  let t12 = exp_of(t8);
  let value = rounded(rounded(rounded(-20f) * exp_minus_one(t3)) - rounded(rounded(2.7182817459106445f) * exp_minus_one(t8)));
  let by_x = rounded(rounded(rounded(rounded(4f) * rounded(choose(t9, rounded(rounded(rounded(2f) * x) / rounded(2f)), rounded(0f)) / t10)) * t11) + rounded(rounded(2.7182817459106445f) * rounded(rounded(rounded(rounded(3.1415927410125732f) * rounded(rounded(2f) * t5)) * cosine(t4)) * t12)));
  let by_y = rounded(rounded(rounded(rounded(4f) * rounded(choose(t9, rounded(rounded(rounded(2f) * y) / rounded(2f)), rounded(0f)) / t10)) * t11) + rounded(rounded(2.7182817459106445f) * rounded(rounded(rounded(rounded(3.1415927410125732f) * rounded(rounded(2f) * t7)) * cosine(t6)) * t12)));
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
    let row = job.uniforms + step * 4u;
    let loss = take_slope(base, base);
    results[job.results + step] = bitcast<u32>(loss);
    let place = job.results + job.steps + 1u + 2u * step;
    results[place] = bitcast<u32>(values[base]);
    results[place + 1u] = bitcast<u32>(values[base + 1u]);
    // A run that has come to a halt finds the same loss in the next dispatch, which so changes nothing.
    if (!is_finite(loss) || loss > job.limit || step == job.steps) { break; }
    write_global_norm(base, base + 2u, 0u, row);
    for (var i = base; i < base + 2u; i++) { look_ahead_element(i, 2u, row); }
    _ = take_slope(base, base + 4u);
    for (var i = base; i < base + 2u; i++) { update_element(i, 2u, row); }
  }
}
