// The loss of a step:
//   forward 1, 4 × 32
//   forward 2, 1 × 32
//   losses of rows, 4 × 1
//   mean loss, 1 × 1
// The rest of it:
//   backward 2, 4 × 32
//   gradient 1, 4 × 99
//   gradient 2, 1 × 17
//   update, 100 × 1
// Evaluation:
//   forward 1, 4 × 64
//   forward 2, 1 × 64
//   losses of rows, 8 × 1
//   evaluation, 1 × 1

// ── forward 1 ──

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

// A thread computes 8 × 8 numbers of the result.
@compute @workgroup_size(4)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_row = workgroup.y * 8u;
  let first_column = workgroup.x * 32u + thread;
  if (first_row >= step.rows) { return; }
  var sums = array<vec4f, 16>();
  let left_line_0 = batch[step.first + first_row] * 785u;
  let left_line_1 = batch[step.first + (first_row + 1u)] * 785u;
  let left_line_2 = batch[step.first + (first_row + 2u)] * 785u;
  let left_line_3 = batch[step.first + (first_row + 3u)] * 785u;
  let left_line_4 = batch[step.first + (first_row + 4u)] * 785u;
  let left_line_5 = batch[step.first + (first_row + 5u)] * 785u;
  let left_line_6 = batch[step.first + (first_row + 6u)] * 785u;
  let left_line_7 = batch[step.first + (first_row + 7u)] * 785u;
  for (var k = 0u; k < 784u; k++) {
    let right_line = k * 128u;
    let right_0 = vec4f(values[right_line + first_column], values[right_line + first_column + 4u], values[right_line + first_column + 8u], values[right_line + first_column + 12u]);
    let right_1 = vec4f(values[right_line + first_column + 16u], values[right_line + first_column + 20u], values[right_line + first_column + 24u], values[right_line + first_column + 28u]);
    let left_0 = examples[left_line_0 + k];
    sums[0] += left_0 * right_0;
    sums[1] += left_0 * right_1;
    let left_1 = examples[left_line_1 + k];
    sums[2] += left_1 * right_0;
    sums[3] += left_1 * right_1;
    let left_2 = examples[left_line_2 + k];
    sums[4] += left_2 * right_0;
    sums[5] += left_2 * right_1;
    let left_3 = examples[left_line_3 + k];
    sums[6] += left_3 * right_0;
    sums[7] += left_3 * right_1;
    let left_4 = examples[left_line_4 + k];
    sums[8] += left_4 * right_0;
    sums[9] += left_4 * right_1;
    let left_5 = examples[left_line_5 + k];
    sums[10] += left_5 * right_0;
    sums[11] += left_5 * right_1;
    let left_6 = examples[left_line_6 + k];
    sums[12] += left_6 * right_0;
    sums[13] += left_6 * right_1;
    let left_7 = examples[left_line_7 + k];
    sums[14] += left_7 * right_0;
    sums[15] += left_7 * right_1;
  }
  for (var r = 0u; r < 8u && first_row + r < step.rows; r++) {
    let row = first_row + r;
    let sums_0 = sums[r * 2u];
    let sums_1 = sums[r * 2u + 1u];
    {
      let column = first_column;
      let z = sums_0.x + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 4u;
      let z = sums_0.y + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 8u;
      let z = sums_0.z + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 12u;
      let z = sums_0.w + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 16u;
      let z = sums_1.x + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 20u;
      let z = sums_1.y + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 24u;
      let z = sums_1.z + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
    {
      let column = first_column + 28u;
      let z = sums_1.w + values[column + 100352u];
      workspace[row * 128u + column] = activate(z);
    }
  }
}

// ── forward 2 ──

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

// A thread computes 8 × 3 numbers of the result.
@compute @workgroup_size(4)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_row = workgroup.y * 8u;
  let first_column = workgroup.x * 12u + thread;
  if (first_row >= step.rows) { return; }
  var sums = array<vec3f, 8>();
  let left_line_0 = first_row * 128u;
  let left_line_1 = (first_row + 1u) * 128u;
  let left_line_2 = (first_row + 2u) * 128u;
  let left_line_3 = (first_row + 3u) * 128u;
  let left_line_4 = (first_row + 4u) * 128u;
  let left_line_5 = (first_row + 5u) * 128u;
  let left_line_6 = (first_row + 6u) * 128u;
  let left_line_7 = (first_row + 7u) * 128u;
  for (var k = 0u; k < 128u; k++) {
    let right_line = k * 10u;
    let right_0 = vec3f(values[right_line + first_column + 100480u], values[right_line + first_column + 4u + 100480u], values[right_line + first_column + 8u + 100480u]);
    let left_0 = workspace[left_line_0 + k];
    sums[0] += left_0 * right_0;
    let left_1 = workspace[left_line_1 + k];
    sums[1] += left_1 * right_0;
    let left_2 = workspace[left_line_2 + k];
    sums[2] += left_2 * right_0;
    let left_3 = workspace[left_line_3 + k];
    sums[3] += left_3 * right_0;
    let left_4 = workspace[left_line_4 + k];
    sums[4] += left_4 * right_0;
    let left_5 = workspace[left_line_5 + k];
    sums[5] += left_5 * right_0;
    let left_6 = workspace[left_line_6 + k];
    sums[6] += left_6 * right_0;
    let left_7 = workspace[left_line_7 + k];
    sums[7] += left_7 * right_0;
  }
  for (var r = 0u; r < 8u && first_row + r < step.rows; r++) {
    let row = first_row + r;
    let sums_0 = sums[r];
    {
      let column = first_column;
      if (column < 10u) {
        let z = sums_0.x + values[column + 101760u];
        workspace[row * 10u + column + 131072u] = z;
      }
    }
    {
      let column = first_column + 4u;
      if (column < 10u) {
        let z = sums_0.y + values[column + 101760u];
        workspace[row * 10u + column + 131072u] = z;
      }
    }
    {
      let column = first_column + 8u;
      if (column < 10u) {
        let z = sums_0.z + values[column + 101760u];
        workspace[row * 10u + column + 131072u] = z;
      }
    }
  }
}

// ── losses of rows: as losses of rows of large-adam ──


// ── evaluation: as evaluation of large-adam, but in these lines ──

15: const threads = 4u;

// ── mean loss: as mean loss of large-adam, but in these lines ──

15: const threads = 4u;

// ── update ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;

const threads = 4u;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

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

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  let start = workgroup.x * 1024u;
  update_tensor(start, min(start + 1024u, 101770u), thread.x, 101770u, 0u);
}

// ── backward 2 ──

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

fn slope(value: f32) -> f32 { return select(0f, 1f, value > 0f); }

// A thread computes 8 × 8 numbers of the result.
@compute @workgroup_size(4)
fn backward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_row = workgroup.y * 8u;
  let first_column = workgroup.x * 32u + thread;
  if (first_row >= step.rows) { return; }
  var sums = array<vec4f, 16>();
  let left_line_0 = first_row * 10u;
  let left_line_1 = (first_row + 1u) * 10u;
  let left_line_2 = (first_row + 2u) * 10u;
  let left_line_3 = (first_row + 3u) * 10u;
  let left_line_4 = (first_row + 4u) * 10u;
  let left_line_5 = (first_row + 5u) * 10u;
  let left_line_6 = (first_row + 6u) * 10u;
  let left_line_7 = (first_row + 7u) * 10u;
  let right_line_0 = first_column * 10u;
  let right_line_1 = (first_column + 4u) * 10u;
  let right_line_2 = (first_column + 8u) * 10u;
  let right_line_3 = (first_column + 12u) * 10u;
  let right_line_4 = (first_column + 16u) * 10u;
  let right_line_5 = (first_column + 20u) * 10u;
  let right_line_6 = (first_column + 24u) * 10u;
  let right_line_7 = (first_column + 28u) * 10u;
  for (var k = 0u; k < 10u; k++) {
    let right_0 = vec4f(values[right_line_0 + k + 100480u], values[right_line_1 + k + 100480u], values[right_line_2 + k + 100480u], values[right_line_3 + k + 100480u]);
    let right_1 = vec4f(values[right_line_4 + k + 100480u], values[right_line_5 + k + 100480u], values[right_line_6 + k + 100480u], values[right_line_7 + k + 100480u]);
    let left_0 = workspace[left_line_0 + k + 136192u];
    sums[0] += left_0 * right_0;
    sums[1] += left_0 * right_1;
    let left_1 = workspace[left_line_1 + k + 136192u];
    sums[2] += left_1 * right_0;
    sums[3] += left_1 * right_1;
    let left_2 = workspace[left_line_2 + k + 136192u];
    sums[4] += left_2 * right_0;
    sums[5] += left_2 * right_1;
    let left_3 = workspace[left_line_3 + k + 136192u];
    sums[6] += left_3 * right_0;
    sums[7] += left_3 * right_1;
    let left_4 = workspace[left_line_4 + k + 136192u];
    sums[8] += left_4 * right_0;
    sums[9] += left_4 * right_1;
    let left_5 = workspace[left_line_5 + k + 136192u];
    sums[10] += left_5 * right_0;
    sums[11] += left_5 * right_1;
    let left_6 = workspace[left_line_6 + k + 136192u];
    sums[12] += left_6 * right_0;
    sums[13] += left_6 * right_1;
    let left_7 = workspace[left_line_7 + k + 136192u];
    sums[14] += left_7 * right_0;
    sums[15] += left_7 * right_1;
  }
  for (var r = 0u; r < 8u && first_row + r < step.rows; r++) {
    let row = first_row + r;
    let sums_0 = sums[r * 2u];
    let sums_1 = sums[r * 2u + 1u];
    {
      let column = first_column;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_0.x * slopes;
    }
    {
      let column = first_column + 4u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_0.y * slopes;
    }
    {
      let column = first_column + 8u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_0.z * slopes;
    }
    {
      let column = first_column + 12u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_0.w * slopes;
    }
    {
      let column = first_column + 16u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_1.x * slopes;
    }
    {
      let column = first_column + 20u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_1.y * slopes;
    }
    {
      let column = first_column + 24u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_1.z * slopes;
    }
    {
      let column = first_column + 28u;
      let slopes = slope(workspace[row * 128u + column]);
      workspace[row * 128u + column + 65536u] = sums_1.w * slopes;
    }
  }
}

// ── gradient 1 ──

struct Step {
  // Rows of the step, and where in `batch` they begin.
  rows: u32,
  first: u32,
  // Where in `results` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}

@group(0) @binding(0) var<storage, read> examples: array<f32>;
@group(0) @binding(1) var<storage, read> batch: array<u32>;
@group(0) @binding(2) var<storage, read> workspace: array<f32>;
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(4) var<uniform> step: Step;

// A thread computes 8 × 8 numbers of the result.
@compute @workgroup_size(4)
fn gradient_of_layer(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_row = workgroup.y * 8u;
  let first_column = workgroup.x * 32u + thread;
  if (first_row >= 785u) { return; }
  var sums = array<vec4f, 16>();
  for (var k = 0u; k < step.rows; k++) {
    let left_line = batch[step.first + k] * 785u;
    let right_line = k * 128u;
    let right_0 = vec4f(workspace[right_line + first_column + 65536u], workspace[right_line + first_column + 4u + 65536u], workspace[right_line + first_column + 8u + 65536u], workspace[right_line + first_column + 12u + 65536u]);
    let right_1 = vec4f(workspace[right_line + first_column + 16u + 65536u], workspace[right_line + first_column + 20u + 65536u], workspace[right_line + first_column + 24u + 65536u], workspace[right_line + first_column + 28u + 65536u]);
    let left_0 = select(examples[left_line + first_row], 1f, first_row == 784u);
    sums[0] += left_0 * right_0;
    sums[1] += left_0 * right_1;
    let left_1 = select(examples[left_line + first_row + 1u], 1f, first_row + 1u == 784u);
    sums[2] += left_1 * right_0;
    sums[3] += left_1 * right_1;
    let left_2 = select(examples[left_line + first_row + 2u], 1f, first_row + 2u == 784u);
    sums[4] += left_2 * right_0;
    sums[5] += left_2 * right_1;
    let left_3 = select(examples[left_line + first_row + 3u], 1f, first_row + 3u == 784u);
    sums[6] += left_3 * right_0;
    sums[7] += left_3 * right_1;
    let left_4 = select(examples[left_line + first_row + 4u], 1f, first_row + 4u == 784u);
    sums[8] += left_4 * right_0;
    sums[9] += left_4 * right_1;
    let left_5 = select(examples[left_line + first_row + 5u], 1f, first_row + 5u == 784u);
    sums[10] += left_5 * right_0;
    sums[11] += left_5 * right_1;
    let left_6 = select(examples[left_line + first_row + 6u], 1f, first_row + 6u == 784u);
    sums[12] += left_6 * right_0;
    sums[13] += left_6 * right_1;
    let left_7 = select(examples[left_line + first_row + 7u], 1f, first_row + 7u == 784u);
    sums[14] += left_7 * right_0;
    sums[15] += left_7 * right_1;
  }
  for (var r = 0u; r < 8u && first_row + r < 785u; r++) {
    let row = first_row + r;
    let sums_0 = sums[r * 2u];
    let sums_1 = sums[r * 2u + 1u];
    {
      let column = first_column;
      let i = row * 128u + column;
      gradient[i] = sums_0.x;
    }
    {
      let column = first_column + 4u;
      let i = row * 128u + column;
      gradient[i] = sums_0.y;
    }
    {
      let column = first_column + 8u;
      let i = row * 128u + column;
      gradient[i] = sums_0.z;
    }
    {
      let column = first_column + 12u;
      let i = row * 128u + column;
      gradient[i] = sums_0.w;
    }
    {
      let column = first_column + 16u;
      let i = row * 128u + column;
      gradient[i] = sums_1.x;
    }
    {
      let column = first_column + 20u;
      let i = row * 128u + column;
      gradient[i] = sums_1.y;
    }
    {
      let column = first_column + 24u;
      let i = row * 128u + column;
      gradient[i] = sums_1.z;
    }
    {
      let column = first_column + 28u;
      let i = row * 128u + column;
      gradient[i] = sums_1.w;
    }
  }
}

// ── gradient 2 ──

struct Step {
  // Rows of the step, and where in `batch` they begin.
  rows: u32,
  first: u32,
  // Where in `results` its loss goes.
  place: u32,
  // A loss above it, or one that is no finite number, is the last.
  limit: f32,
}

@group(0) @binding(0) var<storage, read> workspace: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(2) var<uniform> step: Step;

// A thread computes 8 × 3 numbers of the result.
@compute @workgroup_size(4)
fn gradient_of_layer(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let first_row = workgroup.y * 8u;
  let first_column = workgroup.x * 12u + thread;
  if (first_row >= 129u) { return; }
  var sums = array<vec3f, 8>();
  for (var k = 0u; k < step.rows; k++) {
    let left_line = k * 128u;
    let right_line = k * 10u;
    let right_0 = vec3f(workspace[right_line + first_column + 136192u], workspace[right_line + first_column + 4u + 136192u], workspace[right_line + first_column + 8u + 136192u]);
    let left_0 = select(workspace[left_line + first_row], 1f, first_row == 128u);
    sums[0] += left_0 * right_0;
    let left_1 = select(workspace[left_line + first_row + 1u], 1f, first_row + 1u == 128u);
    sums[1] += left_1 * right_0;
    let left_2 = select(workspace[left_line + first_row + 2u], 1f, first_row + 2u == 128u);
    sums[2] += left_2 * right_0;
    let left_3 = select(workspace[left_line + first_row + 3u], 1f, first_row + 3u == 128u);
    sums[3] += left_3 * right_0;
    let left_4 = select(workspace[left_line + first_row + 4u], 1f, first_row + 4u == 128u);
    sums[4] += left_4 * right_0;
    let left_5 = select(workspace[left_line + first_row + 5u], 1f, first_row + 5u == 128u);
    sums[5] += left_5 * right_0;
    let left_6 = select(workspace[left_line + first_row + 6u], 1f, first_row + 6u == 128u);
    sums[6] += left_6 * right_0;
    let left_7 = select(workspace[left_line + first_row + 7u], 1f, first_row + 7u == 128u);
    sums[7] += left_7 * right_0;
  }
  for (var r = 0u; r < 8u && first_row + r < 129u; r++) {
    let row = first_row + r;
    let sums_0 = sums[r];
    {
      let column = first_column;
      if (column < 10u) {
        let i = row * 10u + column + 100480u;
        gradient[i] = sums_0.x;
      }
    }
    {
      let column = first_column + 4u;
      if (column < 10u) {
        let i = row * 10u + column + 100480u;
        gradient[i] = sums_0.y;
      }
    }
    {
      let column = first_column + 8u;
      if (column < 10u) {
        let i = row * 10u + column + 100480u;
        gradient[i] = sums_0.z;
      }
    }
  }
}
