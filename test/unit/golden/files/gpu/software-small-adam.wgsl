// Whole steps: whole steps, 1 a workgroup
// Evaluation:
//   forward 1, 1 × 32
//   forward 2, 1 × 32
//   forward 3, 16 × 1
//   losses of rows, 8 × 1
//   evaluation, 1 × 1

// ── forward 1 ──

enable subgroups;

struct Step {
  // Rows of the step, and where in `batch` they begin.
  rows: u32,
  first: u32,
  // Where in `results` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}

@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read> examples: array<f32>;
@group(0) @binding(2) var<storage, read> batch: array<u32>;
@group(0) @binding(3) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(4) var<uniform> step: Step;

// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
}

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn activate(z: f32) -> f32 { return larger(z, 0f); }

// A thread computes 16 × 2 numbers of the result.
@compute @workgroup_size(4)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(subgroup_invocation_id) thread: u32,
) {
  let first_row = workgroup.y * 16u;
  let first_column = workgroup.x * 8u + thread;
  if (first_row >= step.rows) { return; }
  var sums = array<vec2f, 16>();
  let left_line_0 = batch[step.first + (first_row + thread)] * 3u;
  let left_line_1 = batch[step.first + (first_row + 4u + thread)] * 3u;
  let left_line_2 = batch[step.first + (first_row + 8u + thread)] * 3u;
  let left_line_3 = batch[step.first + (first_row + 12u + thread)] * 3u;
  for (var k = 0u; k < 2u; k++) {
    let right_line = k * 8u;
    let right_0 = vec2f(values[right_line + first_column], values[right_line + first_column + 4u]);
    let four_0 = examples[left_line_0 + k];
    let four_1 = examples[left_line_1 + k];
    let four_2 = examples[left_line_2 + k];
    let four_3 = examples[left_line_3 + k];
    let left_0 = subgroupBroadcast(four_0, 0u);
    sums[0] += left_0 * right_0;
    let left_1 = subgroupBroadcast(four_0, 1u);
    sums[1] += left_1 * right_0;
    let left_2 = subgroupBroadcast(four_0, 2u);
    sums[2] += left_2 * right_0;
    let left_3 = subgroupBroadcast(four_0, 3u);
    sums[3] += left_3 * right_0;
    let left_4 = subgroupBroadcast(four_1, 0u);
    sums[4] += left_4 * right_0;
    let left_5 = subgroupBroadcast(four_1, 1u);
    sums[5] += left_5 * right_0;
    let left_6 = subgroupBroadcast(four_1, 2u);
    sums[6] += left_6 * right_0;
    let left_7 = subgroupBroadcast(four_1, 3u);
    sums[7] += left_7 * right_0;
    let left_8 = subgroupBroadcast(four_2, 0u);
    sums[8] += left_8 * right_0;
    let left_9 = subgroupBroadcast(four_2, 1u);
    sums[9] += left_9 * right_0;
    let left_10 = subgroupBroadcast(four_2, 2u);
    sums[10] += left_10 * right_0;
    let left_11 = subgroupBroadcast(four_2, 3u);
    sums[11] += left_11 * right_0;
    let left_12 = subgroupBroadcast(four_3, 0u);
    sums[12] += left_12 * right_0;
    let left_13 = subgroupBroadcast(four_3, 1u);
    sums[13] += left_13 * right_0;
    let left_14 = subgroupBroadcast(four_3, 2u);
    sums[14] += left_14 * right_0;
    let left_15 = subgroupBroadcast(four_3, 3u);
    sums[15] += left_15 * right_0;
  }
  for (var r = 0u; r < 16u && first_row + r < step.rows; r++) {
    let row = first_row + r;
    let sums_0 = sums[r];
    {
      let column = first_column;
      let z = sums_0.x + values[column + 16u];
      workspace[row * 8u + column] = activate(z);
    }
    {
      let column = first_column + 4u;
      let z = sums_0.y + values[column + 16u];
      workspace[row * 8u + column] = activate(z);
    }
  }
}

// ── forward 2 ──

enable subgroups;

struct Step {
  // Rows of the step, and where in `batch` they begin.
  rows: u32,
  first: u32,
  // Where in `results` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}

@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(2) var<uniform> step: Step;

// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
}

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn activate(z: f32) -> f32 { return larger(z, 0f); }

// A thread computes 16 × 2 numbers of the result.
@compute @workgroup_size(4)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(subgroup_invocation_id) thread: u32,
) {
  let first_row = workgroup.y * 16u;
  let first_column = workgroup.x * 8u + thread;
  if (first_row >= step.rows) { return; }
  var sums = array<vec2f, 16>();
  let left_line_0 = (first_row + thread) * 8u;
  let left_line_1 = (first_row + 4u + thread) * 8u;
  let left_line_2 = (first_row + 8u + thread) * 8u;
  let left_line_3 = (first_row + 12u + thread) * 8u;
  for (var k = 0u; k < 8u; k++) {
    let right_line = k * 8u;
    let right_0 = vec2f(values[right_line + first_column + 24u], values[right_line + first_column + 4u + 24u]);
    let four_0 = workspace[left_line_0 + k];
    let four_1 = workspace[left_line_1 + k];
    let four_2 = workspace[left_line_2 + k];
    let four_3 = workspace[left_line_3 + k];
    let left_0 = subgroupBroadcast(four_0, 0u);
    sums[0] += left_0 * right_0;
    let left_1 = subgroupBroadcast(four_0, 1u);
    sums[1] += left_1 * right_0;
    let left_2 = subgroupBroadcast(four_0, 2u);
    sums[2] += left_2 * right_0;
    let left_3 = subgroupBroadcast(four_0, 3u);
    sums[3] += left_3 * right_0;
    let left_4 = subgroupBroadcast(four_1, 0u);
    sums[4] += left_4 * right_0;
    let left_5 = subgroupBroadcast(four_1, 1u);
    sums[5] += left_5 * right_0;
    let left_6 = subgroupBroadcast(four_1, 2u);
    sums[6] += left_6 * right_0;
    let left_7 = subgroupBroadcast(four_1, 3u);
    sums[7] += left_7 * right_0;
    let left_8 = subgroupBroadcast(four_2, 0u);
    sums[8] += left_8 * right_0;
    let left_9 = subgroupBroadcast(four_2, 1u);
    sums[9] += left_9 * right_0;
    let left_10 = subgroupBroadcast(four_2, 2u);
    sums[10] += left_10 * right_0;
    let left_11 = subgroupBroadcast(four_2, 3u);
    sums[11] += left_11 * right_0;
    let left_12 = subgroupBroadcast(four_3, 0u);
    sums[12] += left_12 * right_0;
    let left_13 = subgroupBroadcast(four_3, 1u);
    sums[13] += left_13 * right_0;
    let left_14 = subgroupBroadcast(four_3, 2u);
    sums[14] += left_14 * right_0;
    let left_15 = subgroupBroadcast(four_3, 3u);
    sums[15] += left_15 * right_0;
  }
  for (var r = 0u; r < 16u && first_row + r < step.rows; r++) {
    let row = first_row + r;
    let sums_0 = sums[r];
    {
      let column = first_column;
      let z = sums_0.x + values[column + 88u];
      workspace[row * 8u + column + 8192u] = activate(z);
    }
    {
      let column = first_column + 4u;
      let z = sums_0.y + values[column + 88u];
      workspace[row * 8u + column + 8192u] = activate(z);
    }
  }
}

// ── forward 3 ──

enable subgroups;

struct Step {
  // Rows of the step, and where in `batch` they begin.
  rows: u32,
  first: u32,
  // Where in `results` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}

@group(0) @binding(0) var<storage, read> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(2) var<uniform> step: Step;

// Rows are those of the transposed result, and so are columns.
// A thread computes 3 × 8 numbers of the result.
@compute @workgroup_size(4)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(subgroup_invocation_id) thread: u32,
) {
  let first_row = workgroup.y * 3u;
  let first_column = workgroup.x * 32u + thread;
  if (first_row >= 3u) { return; }
  var sums = array<vec4f, 6>();
  let right_line_0 = first_column * 8u;
  let right_line_1 = (first_column + 4u) * 8u;
  let right_line_2 = (first_column + 8u) * 8u;
  let right_line_3 = (first_column + 12u) * 8u;
  let right_line_4 = (first_column + 16u) * 8u;
  let right_line_5 = (first_column + 20u) * 8u;
  let right_line_6 = (first_column + 24u) * 8u;
  let right_line_7 = (first_column + 28u) * 8u;
  for (var k = 0u; k < 8u; k++) {
    let left_line = k * 3u;
    let right_0 = vec4f(workspace[right_line_0 + k + 8192u], workspace[right_line_1 + k + 8192u], workspace[right_line_2 + k + 8192u], workspace[right_line_3 + k + 8192u]);
    let right_1 = vec4f(workspace[right_line_4 + k + 8192u], workspace[right_line_5 + k + 8192u], workspace[right_line_6 + k + 8192u], workspace[right_line_7 + k + 8192u]);
    let four_0 = values[left_line + first_row + thread + 96u];
    let left_0 = subgroupBroadcast(four_0, 0u);
    sums[0] += left_0 * right_0;
    sums[1] += left_0 * right_1;
    let left_1 = subgroupBroadcast(four_0, 1u);
    sums[2] += left_1 * right_0;
    sums[3] += left_1 * right_1;
    let left_2 = subgroupBroadcast(four_0, 2u);
    sums[4] += left_2 * right_0;
    sums[5] += left_2 * right_1;
  }
  for (var r = 0u; r < 3u && first_row + r < 3u; r++) {
    let row = first_row + r;
    let sums_0 = sums[r * 2u];
    let sums_1 = sums[r * 2u + 1u];
    {
      let column = first_column;
      let z = sums_0.x + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 4u;
      let z = sums_0.y + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 8u;
      let z = sums_0.z + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 12u;
      let z = sums_0.w + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 16u;
      let z = sums_1.x + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 20u;
      let z = sums_1.y + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 24u;
      let z = sums_1.z + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
    {
      let column = first_column + 28u;
      let z = sums_1.w + values[row + 120u];
      workspace[column * 3u + row + 16384u] = z;
    }
  }
}

// ── losses of rows: as losses of rows of small-adam ──


// ── evaluation: as evaluation of small-adam, but in these lines ──

15: const threads = 4u;

// ── whole steps ──

enable subgroups;

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
@group(0) @binding(3) var<storage, read> ranges: array<vec2u>;
@group(0) @binding(4) var<storage, read> examples: array<f32>;
@group(0) @binding(5) var<storage, read> batch: array<u32>;
@group(0) @binding(6) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(7) var<storage, read_write> results: array<u32>;
@group(0) @binding(8) var<uniform> jobs: array<Job, 1024>;

const threads = 4u;

fn square(x: f32) -> f32 { return rounded(x * x); }

// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
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

fn update_tensor(start: u32, end: u32, thread: u32, size: u32, row: u32) {
  let r_beta1 = uniforms[row + 0u];
  let r_u = uniforms[row + 1u];
  let r_beta2 = uniforms[row + 2u];
  let r_u2 = uniforms[row + 3u];
  let r_u3 = uniforms[row + 4u];
  let r_u4 = uniforms[row + 5u];
  let r_lr = uniforms[row + 6u];
  let r_eps = uniforms[row + 7u];
  for (var i = start + thread; i < end; i += threads) {
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
}

fn activate(z: f32) -> f32 { return larger(z, 0f); }

fn slope(value: f32) -> f32 { return select(0f, 1f, value > 0f); }

fn forward(thread: u32, rows: u32, first: u32, area: u32, parameters: u32) {
  for (var first_row = 0u; first_row < rows; first_row += 16u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 16>();
      let left_line_0 = batch[first + (first_row + thread)] * 3u;
      let left_line_1 = batch[first + (first_row + 4u + thread)] * 3u;
      let left_line_2 = batch[first + (first_row + 8u + thread)] * 3u;
      let left_line_3 = batch[first + (first_row + 12u + thread)] * 3u;
      for (var k = 0u; k < 2u; k++) {
        let right_line = k * 8u;
        let right_0 = vec2f(values[parameters + right_line + first_column], values[parameters + right_line + first_column + 4u]);
        let four_0 = examples[left_line_0 + k];
        let four_1 = examples[left_line_1 + k];
        let four_2 = examples[left_line_2 + k];
        let four_3 = examples[left_line_3 + k];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
        let left_3 = subgroupBroadcast(four_0, 3u);
        sums[3] += left_3 * right_0;
        let left_4 = subgroupBroadcast(four_1, 0u);
        sums[4] += left_4 * right_0;
        let left_5 = subgroupBroadcast(four_1, 1u);
        sums[5] += left_5 * right_0;
        let left_6 = subgroupBroadcast(four_1, 2u);
        sums[6] += left_6 * right_0;
        let left_7 = subgroupBroadcast(four_1, 3u);
        sums[7] += left_7 * right_0;
        let left_8 = subgroupBroadcast(four_2, 0u);
        sums[8] += left_8 * right_0;
        let left_9 = subgroupBroadcast(four_2, 1u);
        sums[9] += left_9 * right_0;
        let left_10 = subgroupBroadcast(four_2, 2u);
        sums[10] += left_10 * right_0;
        let left_11 = subgroupBroadcast(four_2, 3u);
        sums[11] += left_11 * right_0;
        let left_12 = subgroupBroadcast(four_3, 0u);
        sums[12] += left_12 * right_0;
        let left_13 = subgroupBroadcast(four_3, 1u);
        sums[13] += left_13 * right_0;
        let left_14 = subgroupBroadcast(four_3, 2u);
        sums[14] += left_14 * right_0;
        let left_15 = subgroupBroadcast(four_3, 3u);
        sums[15] += left_15 * right_0;
      }
      for (var r = 0u; r < 16u && first_row + r < rows; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let z = sums_0.x + values[parameters + column + 16u];
          workspace[area + row * 8u + column] = activate(z);
        }
        {
          let column = first_column + 4u;
          let z = sums_0.y + values[parameters + column + 16u];
          workspace[area + row * 8u + column] = activate(z);
        }
      }
    }
  }
  storageBarrier();
  for (var first_row = 0u; first_row < rows; first_row += 16u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 16>();
      let left_line_0 = (first_row + thread) * 8u;
      let left_line_1 = (first_row + 4u + thread) * 8u;
      let left_line_2 = (first_row + 8u + thread) * 8u;
      let left_line_3 = (first_row + 12u + thread) * 8u;
      for (var k = 0u; k < 8u; k++) {
        let right_line = k * 8u;
        let right_0 = vec2f(values[parameters + right_line + first_column + 24u], values[parameters + right_line + first_column + 4u + 24u]);
        let four_0 = workspace[area + left_line_0 + k];
        let four_1 = workspace[area + left_line_1 + k];
        let four_2 = workspace[area + left_line_2 + k];
        let four_3 = workspace[area + left_line_3 + k];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
        let left_3 = subgroupBroadcast(four_0, 3u);
        sums[3] += left_3 * right_0;
        let left_4 = subgroupBroadcast(four_1, 0u);
        sums[4] += left_4 * right_0;
        let left_5 = subgroupBroadcast(four_1, 1u);
        sums[5] += left_5 * right_0;
        let left_6 = subgroupBroadcast(four_1, 2u);
        sums[6] += left_6 * right_0;
        let left_7 = subgroupBroadcast(four_1, 3u);
        sums[7] += left_7 * right_0;
        let left_8 = subgroupBroadcast(four_2, 0u);
        sums[8] += left_8 * right_0;
        let left_9 = subgroupBroadcast(four_2, 1u);
        sums[9] += left_9 * right_0;
        let left_10 = subgroupBroadcast(four_2, 2u);
        sums[10] += left_10 * right_0;
        let left_11 = subgroupBroadcast(four_2, 3u);
        sums[11] += left_11 * right_0;
        let left_12 = subgroupBroadcast(four_3, 0u);
        sums[12] += left_12 * right_0;
        let left_13 = subgroupBroadcast(four_3, 1u);
        sums[13] += left_13 * right_0;
        let left_14 = subgroupBroadcast(four_3, 2u);
        sums[14] += left_14 * right_0;
        let left_15 = subgroupBroadcast(four_3, 3u);
        sums[15] += left_15 * right_0;
      }
      for (var r = 0u; r < 16u && first_row + r < rows; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let z = sums_0.x + values[parameters + column + 88u];
          workspace[area + row * 8u + column + 256u] = activate(z);
        }
        {
          let column = first_column + 4u;
          let z = sums_0.y + values[parameters + column + 88u];
          workspace[area + row * 8u + column + 256u] = activate(z);
        }
      }
    }
  }
  storageBarrier();
  // Rows are those of the transposed result, and so are columns.
  for (var first_row = 0u; first_row < 3u; first_row += 3u) {
    for (var column = 0u; column < rows; column += 16u) {
      let first_column = column + thread;
      var sums = array<vec4f, 3>();
      let right_line_0 = first_column * 8u;
      let right_line_1 = (first_column + 4u) * 8u;
      let right_line_2 = (first_column + 8u) * 8u;
      let right_line_3 = (first_column + 12u) * 8u;
      for (var k = 0u; k < 8u; k++) {
        let left_line = k * 3u;
        let right_0 = vec4f(workspace[area + right_line_0 + k + 256u], workspace[area + right_line_1 + k + 256u], workspace[area + right_line_2 + k + 256u], workspace[area + right_line_3 + k + 256u]);
        let four_0 = values[parameters + left_line + first_row + thread + 96u];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
      }
      for (var r = 0u; r < 3u && first_row + r < 3u; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let z = sums_0.x + values[parameters + row + 120u];
          workspace[area + column * 3u + row + 512u] = z;
        }
        {
          let column = first_column + 4u;
          let z = sums_0.y + values[parameters + row + 120u];
          workspace[area + column * 3u + row + 512u] = z;
        }
        {
          let column = first_column + 8u;
          let z = sums_0.z + values[parameters + row + 120u];
          workspace[area + column * 3u + row + 512u] = z;
        }
        {
          let column = first_column + 12u;
          let z = sums_0.w + values[parameters + row + 120u];
          workspace[area + column * 3u + row + 512u] = z;
        }
      }
    }
  }
  storageBarrier();
}

const outputs = 3u;

fn output(area: u32, row: u32, j: u32) -> f32 { return workspace[area + row * 3u + j + 512u]; }

fn target_of(first: u32, row: u32, j: u32) -> f32 { return examples[batch[first + row] * 3u + j + 2u]; }

fn row_losses(thread: u32, rows: u32, first: u32, area: u32) {
  for (var row = thread; row < rows; row += threads) {
    let scale = 1f / f32(rows);
    // -log softmax(o)[label], shifted by the largest output.
    var best = 0u;
    for (var j = 1u; j < outputs; j++) { if (output(area, row, j) > output(area, row, best)) { best = j; } }
    let shift = output(area, row, best);
    var powers = 0f;
    for (var j = 0u; j < outputs; j++) { powers += exp(output(area, row, j) - shift); }
    let label = u32(target_of(first, row, 0u));
    let loss = log(powers) - (output(area, row, label) - shift);
    let right = select(0f, 1f, best == label);
    for (var j = 0u; j < outputs; j++) {
      let share = exp(output(area, row, j) - shift) / powers;
      workspace[area + row * 3u + j + 560u] = scale * (share - select(0f, 1f, j == label));
    }
    workspace[area + row + 608u] = loss;
  }
  storageBarrier();
}

// Writes the mean loss; false where it is above the limit or no finite number.
fn is_to_go_on(thread: u32, rows: u32, area: u32, job: Job, step: u32) -> bool {
  var own = 0f;
  for (var row = thread; row < rows; row += threads) { own += workspace[area + row + 608u]; }
  let loss = sum_of_threads(thread, own) / f32(rows);
  let bits = bitcast<u32>(loss);
  let goes_on = (bits & 0x7f800000u) != 0x7f800000u && loss <= job.limit;
  if (thread == 0u) {
    results[job.results + step] = bits;
    if (!goes_on) { workspace[area + 640u] = 1f; }
  }
  return goes_on;
}

fn backward(thread: u32, rows: u32, area: u32, parameters: u32) {
  for (var first_row = 0u; first_row < rows; first_row += 16u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 16>();
      let left_line_0 = (first_row + thread) * 3u;
      let left_line_1 = (first_row + 4u + thread) * 3u;
      let left_line_2 = (first_row + 8u + thread) * 3u;
      let left_line_3 = (first_row + 12u + thread) * 3u;
      let right_line_0 = first_column * 3u;
      let right_line_1 = (first_column + 4u) * 3u;
      for (var k = 0u; k < 3u; k++) {
        let right_0 = vec2f(values[parameters + right_line_0 + k + 96u], values[parameters + right_line_1 + k + 96u]);
        let four_0 = workspace[area + left_line_0 + k + 560u];
        let four_1 = workspace[area + left_line_1 + k + 560u];
        let four_2 = workspace[area + left_line_2 + k + 560u];
        let four_3 = workspace[area + left_line_3 + k + 560u];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
        let left_3 = subgroupBroadcast(four_0, 3u);
        sums[3] += left_3 * right_0;
        let left_4 = subgroupBroadcast(four_1, 0u);
        sums[4] += left_4 * right_0;
        let left_5 = subgroupBroadcast(four_1, 1u);
        sums[5] += left_5 * right_0;
        let left_6 = subgroupBroadcast(four_1, 2u);
        sums[6] += left_6 * right_0;
        let left_7 = subgroupBroadcast(four_1, 3u);
        sums[7] += left_7 * right_0;
        let left_8 = subgroupBroadcast(four_2, 0u);
        sums[8] += left_8 * right_0;
        let left_9 = subgroupBroadcast(four_2, 1u);
        sums[9] += left_9 * right_0;
        let left_10 = subgroupBroadcast(four_2, 2u);
        sums[10] += left_10 * right_0;
        let left_11 = subgroupBroadcast(four_2, 3u);
        sums[11] += left_11 * right_0;
        let left_12 = subgroupBroadcast(four_3, 0u);
        sums[12] += left_12 * right_0;
        let left_13 = subgroupBroadcast(four_3, 1u);
        sums[13] += left_13 * right_0;
        let left_14 = subgroupBroadcast(four_3, 2u);
        sums[14] += left_14 * right_0;
        let left_15 = subgroupBroadcast(four_3, 3u);
        sums[15] += left_15 * right_0;
      }
      for (var r = 0u; r < 16u && first_row + r < rows; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let slopes = slope(workspace[area + row * 8u + column + 256u]);
          workspace[area + row * 8u + column + 384u] = sums_0.x * slopes;
        }
        {
          let column = first_column + 4u;
          let slopes = slope(workspace[area + row * 8u + column + 256u]);
          workspace[area + row * 8u + column + 384u] = sums_0.y * slopes;
        }
      }
    }
  }
  storageBarrier();
  for (var first_row = 0u; first_row < rows; first_row += 16u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 16>();
      let left_line_0 = (first_row + thread) * 8u;
      let left_line_1 = (first_row + 4u + thread) * 8u;
      let left_line_2 = (first_row + 8u + thread) * 8u;
      let left_line_3 = (first_row + 12u + thread) * 8u;
      let right_line_0 = first_column * 8u;
      let right_line_1 = (first_column + 4u) * 8u;
      for (var k = 0u; k < 8u; k++) {
        let right_0 = vec2f(values[parameters + right_line_0 + k + 24u], values[parameters + right_line_1 + k + 24u]);
        let four_0 = workspace[area + left_line_0 + k + 384u];
        let four_1 = workspace[area + left_line_1 + k + 384u];
        let four_2 = workspace[area + left_line_2 + k + 384u];
        let four_3 = workspace[area + left_line_3 + k + 384u];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
        let left_3 = subgroupBroadcast(four_0, 3u);
        sums[3] += left_3 * right_0;
        let left_4 = subgroupBroadcast(four_1, 0u);
        sums[4] += left_4 * right_0;
        let left_5 = subgroupBroadcast(four_1, 1u);
        sums[5] += left_5 * right_0;
        let left_6 = subgroupBroadcast(four_1, 2u);
        sums[6] += left_6 * right_0;
        let left_7 = subgroupBroadcast(four_1, 3u);
        sums[7] += left_7 * right_0;
        let left_8 = subgroupBroadcast(four_2, 0u);
        sums[8] += left_8 * right_0;
        let left_9 = subgroupBroadcast(four_2, 1u);
        sums[9] += left_9 * right_0;
        let left_10 = subgroupBroadcast(four_2, 2u);
        sums[10] += left_10 * right_0;
        let left_11 = subgroupBroadcast(four_2, 3u);
        sums[11] += left_11 * right_0;
        let left_12 = subgroupBroadcast(four_3, 0u);
        sums[12] += left_12 * right_0;
        let left_13 = subgroupBroadcast(four_3, 1u);
        sums[13] += left_13 * right_0;
        let left_14 = subgroupBroadcast(four_3, 2u);
        sums[14] += left_14 * right_0;
        let left_15 = subgroupBroadcast(four_3, 3u);
        sums[15] += left_15 * right_0;
      }
      for (var r = 0u; r < 16u && first_row + r < rows; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let slopes = slope(workspace[area + row * 8u + column]);
          workspace[area + row * 8u + column + 128u] = sums_0.x * slopes;
        }
        {
          let column = first_column + 4u;
          let slopes = slope(workspace[area + row * 8u + column]);
          workspace[area + row * 8u + column + 128u] = sums_0.y * slopes;
        }
      }
    }
  }
  storageBarrier();
}

fn take_gradient(thread: u32, rows: u32, first: u32, area: u32, base: u32) {
  for (var first_row = 0u; first_row < 3u; first_row += 3u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 3>();
      for (var k = 0u; k < rows; k++) {
        let left_line = batch[first + k] * 3u;
        let right_line = k * 8u;
        let right_0 = vec2f(workspace[area + right_line + first_column + 128u], workspace[area + right_line + first_column + 4u + 128u]);
        let four_0 = select(examples[left_line + first_row + thread], 1f, first_row + thread == 2u);
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
      }
      for (var r = 0u; r < 3u && first_row + r < 3u; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let i = base + row * 8u + column;
          gradient[i] = sums_0.x;
        }
        {
          let column = first_column + 4u;
          let i = base + row * 8u + column;
          gradient[i] = sums_0.y;
        }
      }
    }
  }
  for (var first_row = 0u; first_row < 9u; first_row += 9u) {
    for (var column = 0u; column < 8u; column += 8u) {
      let first_column = column + thread;
      var sums = array<vec2f, 9>();
      for (var k = 0u; k < rows; k++) {
        let left_line = k * 8u;
        let right_line = k * 8u;
        let right_0 = vec2f(workspace[area + right_line + first_column + 384u], workspace[area + right_line + first_column + 4u + 384u]);
        let four_0 = select(workspace[area + left_line + first_row + thread], 1f, first_row + thread == 8u);
        let four_1 = select(workspace[area + left_line + first_row + 4u + thread], 1f, first_row + 4u + thread == 8u);
        let four_2 = select(workspace[area + left_line + first_row + 8u + thread], 1f, first_row + 8u + thread == 8u);
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
        let left_3 = subgroupBroadcast(four_0, 3u);
        sums[3] += left_3 * right_0;
        let left_4 = subgroupBroadcast(four_1, 0u);
        sums[4] += left_4 * right_0;
        let left_5 = subgroupBroadcast(four_1, 1u);
        sums[5] += left_5 * right_0;
        let left_6 = subgroupBroadcast(four_1, 2u);
        sums[6] += left_6 * right_0;
        let left_7 = subgroupBroadcast(four_1, 3u);
        sums[7] += left_7 * right_0;
        let left_8 = subgroupBroadcast(four_2, 0u);
        sums[8] += left_8 * right_0;
      }
      for (var r = 0u; r < 9u && first_row + r < 9u; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          let i = base + row * 8u + column + 24u;
          gradient[i] = sums_0.x;
        }
        {
          let column = first_column + 4u;
          let i = base + row * 8u + column + 24u;
          gradient[i] = sums_0.y;
        }
      }
    }
  }
  // Rows are those of the transposed result, and so are columns.
  for (var first_row = 0u; first_row < 3u; first_row += 3u) {
    for (var column = 0u; column < 9u; column += 12u) {
      let first_column = column + thread;
      var sums = array<vec3f, 3>();
      for (var k = 0u; k < rows; k++) {
        let left_line = k * 3u;
        let right_line = k * 8u;
        let right_0 = vec3f(select(workspace[area + right_line + first_column + 256u], 1f, first_column == 8u), select(workspace[area + right_line + first_column + 4u + 256u], 1f, first_column + 4u == 8u), select(workspace[area + right_line + first_column + 8u + 256u], 1f, first_column + 8u == 8u));
        let four_0 = workspace[area + left_line + first_row + thread + 560u];
        let left_0 = subgroupBroadcast(four_0, 0u);
        sums[0] += left_0 * right_0;
        let left_1 = subgroupBroadcast(four_0, 1u);
        sums[1] += left_1 * right_0;
        let left_2 = subgroupBroadcast(four_0, 2u);
        sums[2] += left_2 * right_0;
      }
      for (var r = 0u; r < 3u && first_row + r < 3u; r++) {
        let row = first_row + r;
        let sums_0 = sums[r];
        {
          let column = first_column;
          if (column < 9u) {
            let i = base + column * 3u + row + 96u;
            gradient[i] = sums_0.x;
          }
        }
        {
          let column = first_column + 4u;
          if (column < 9u) {
            let i = base + column * 3u + row + 96u;
            gradient[i] = sums_0.y;
          }
        }
        {
          let column = first_column + 8u;
          if (column < 9u) {
            let i = base + column * 3u + row + 96u;
            gradient[i] = sums_0.z;
          }
        }
      }
    }
  }
  storageBarrier();
}

// What is dispatched after a run has come to a halt changes nothing.
var<workgroup> has_halted: bool;

@compute @workgroup_size(threads)
fn take_steps(@builtin(workgroup_id) workgroup: vec3u, @builtin(subgroup_invocation_id) thread: u32) {
  let job = jobs[workgroup.x];
  let base = job.run * 384u;
  let area = job.run * 641u;
  if (thread == 0u) { has_halted = workspace[area + 640u] != 0f; }
  if (workgroupUniformLoad(&has_halted)) { return; }
  var at = job.rows;
  for (var step = 0u; step <= job.steps; step++) {
    let rows = batch[at];
    let first = at + 1u;
    at += 1u + rows;
    let row = job.uniforms + step * 64u;
    forward(thread, rows, first, area, base);
    row_losses(thread, rows, first, area);
    if (!is_to_go_on(thread, rows, area, job, step) || step == job.steps) { break; }
    backward(thread, rows, area, base);
    take_gradient(thread, rows, first, area, base);
    update_tensor(base, base + 123u, thread, 123u, row);
    storageBarrier();
  }
}
