struct Batch {
  // Runs, and the columns and rows of the plane whose cells they are.
  runs: u32,
  columns: u32,
  rows: u32,
  // Losses that are looked at: loss k is that after k steps.
  start: u32,
  end: u32,
  // Of each run.
  steps: u32,
  // A loss that is not above it counts as solved.
  goal: f32,
  unused: u32,
}

@group(0) @binding(0) var<uniform> batch: Batch;
// Of each run 65536 row + column.
@group(0) @binding(1) var<storage, read> places: array<u32>;
// Uniforms that stay the same: of all runs, then of each column, of each row, and of each run.
@group(0) @binding(2) var<storage, read> constants: array<f32>;
// The others, for each step: of all runs, then of each column, and of each row.
@group(0) @binding(3) var<storage, read> moving: array<f32>;
// Parameters and state, each number of all runs.
@group(0) @binding(4) var<storage, read_write> kept: array<f32>;
// Of all runs the last loss, the lowest, the first step at the goal, since when it is not left, the step of
// divergence, and the largest loss that is none.
@group(0) @binding(5) var<storage, read_write> scores: array<u32>;

const threads = 1u;
// Of the run of a thread.
var<private> values: array<f32, 6>;
var<private> gradient: array<f32, 2>;
var<private> uniforms: array<f32, 9>;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn infinity() -> f32 {
  let bits = 0x7f800000u;
  return bitcast<f32>(bits);
}

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&places) >> 31u)); }

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

// The loss at a point of `values`, and its slope.
fn take_slope(point: u32) -> f32 {
  let found = surface(values[point], values[point + 1u]);
  gradient[0] = found.y;
  gradient[1] = found.z;
  return found.x;
}

@compute @workgroup_size(64)
fn score_runs(@builtin(global_invocation_id) thread: vec3u) {
  let run = thread.x;
  let runs = batch.runs;
  if (run >= runs) { return; }
  let column = places[run] & 65535u;
  let row = places[run] >> 16u;
  values[0] = kept[run];
  values[1] = kept[runs + run];
  values[2] = kept[runs * 2u + run];
  values[3] = kept[runs * 3u + run];
  values[4] = kept[runs * 4u + run];
  values[5] = kept[runs * 5u + run];
  uniforms[0] = constants[0u];
  uniforms[1] = constants[1u];
  uniforms[7] = constants[2u];
  uniforms[6] = constants[column + 3u];
  uniforms[2] = constants[batch.columns + row + 3u];
  uniforms[3] = constants[batch.columns + batch.rows + row + 3u];
  var final_loss = bitcast<f32>(scores[run]);
  var best = bitcast<f32>(scores[runs + run]);
  var first = scores[runs * 2u + run];
  var below_since = scores[runs * 3u + run];
  var diverged_at = scores[runs * 4u + run];
  var limit = bitcast<f32>(scores[runs * 5u + run]);
  if (diverged_at > 0u) { return; }
  for (var step = batch.start; step < batch.end; step++) {
    let loss = take_slope(0u);
    if (step == 0u) {
      best = infinity();
      limit = limit_of(loss);
    }
    final_loss = loss;
    best = select(best, loss, !is_nan(loss) & (loss < best));
    // A run that begins at its goal is there with the first step.
    let at = max(step, 1u);
    let is_below = !is_nan(loss) & (loss <= batch.goal);
    first = select(first, at, is_below & (first == 0u));
    below_since = select(0u, select(below_since, at, below_since == 0u), is_below);
    if (!is_finite(loss) || loss > limit) {
      diverged_at = at;
      break;
    }
    if (step == batch.steps) { break; }
    let at_step = (step - batch.start) * (batch.rows + 1u);
    uniforms[4] = moving[at_step];
    uniforms[5] = moving[at_step + row + 1u];
    update_element(0u, 2u, 0u);
    update_element(1u, 2u, 0u);
  }
  kept[run] = values[0];
  kept[runs + run] = values[1];
  kept[runs * 2u + run] = values[2];
  kept[runs * 3u + run] = values[3];
  kept[runs * 4u + run] = values[4];
  kept[runs * 5u + run] = values[5];
  scores[run] = bitcast<u32>(final_loss);
  scores[runs + run] = bitcast<u32>(best);
  scores[runs * 2u + run] = first;
  scores[runs * 3u + run] = below_since;
  scores[runs * 4u + run] = diverged_at;
  scores[runs * 5u + run] = bitcast<u32>(limit);
}

// The largest loss of a run that has not diverged, by its first one.
fn limit_of(first_loss: f32) -> f32 {
  let grown = rounded(1e4f * first_loss);
  return select(3.4028234663852886e38f, select(1e6f, grown, grown > 1e6f), is_finite(grown));
}
