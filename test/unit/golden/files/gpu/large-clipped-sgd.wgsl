// The loss of a step:
//   forward 1, 11 × 8
//   forward 2, 1 × 64
//   losses of rows, 16 × 1
//   mean loss, 1 × 1
// The rest of it:
//   backward 2, 11 × 8
//   gradient 1, 22 × 2
//   gradient 2, 1 × 44
//   update: norm of the gradient, 1 × 1
//   update, 744 × 1
// Evaluation:
//   forward 1, 11 × 8
//   forward 2, 1 × 64
//   losses of rows, 16 × 1
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

// A tile of the result has 128 × 64 numbers, a thread 8 × 4 of them.
var<workgroup> left_slice: array<array<vec4f, 32>, 16>;
var<workgroup> right_slice: array<array<vec4f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 128u;
  let first_column = workgroup.x * 64u;
  var sums_0 = vec4f();
  var sums_1 = vec4f();
  var sums_2 = vec4f();
  var sums_3 = vec4f();
  var sums_4 = vec4f();
  var sums_5 = vec4f();
  var sums_6 = vec4f();
  var sums_7 = vec4f();
  for (var begin = 0u; begin < 64u; begin += 16u) {
    for (var place = index; place < 512u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 4u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 64u) {
        number_0 = examples[batch[step.first + outer] * 67u + (begin + k)];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 64u) {
        number_1 = examples[batch[step.first + (outer + 1u)] * 67u + (begin + k)];
      }
      var number_2 = 0f;
      if (outer + 2u < step.rows && begin + k < 64u) {
        number_2 = examples[batch[step.first + (outer + 2u)] * 67u + (begin + k)];
      }
      var number_3 = 0f;
      if (outer + 3u < step.rows && begin + k < 64u) {
        number_3 = examples[batch[step.first + (outer + 3u)] * 67u + (begin + k)];
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 4u;
      var number_0 = 0f;
      if (outer < 700u && begin + k < 64u) {
        number_0 = values[(begin + k) * 700u + outer];
      }
      var number_1 = 0f;
      if (outer + 1u < 700u && begin + k < 64u) {
        number_1 = values[(begin + k) * 700u + (outer + 1u)];
      }
      var number_2 = 0f;
      if (outer + 2u < 700u && begin + k < 64u) {
        number_2 = values[(begin + k) * 700u + (outer + 2u)];
      }
      var number_3 = 0f;
      if (outer + 3u < 700u && begin + k < 64u) {
        number_3 = values[(begin + k) * 700u + (outer + 3u)];
      }
      right_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y * 2u];
      let left_1 = left_slice[k][thread.y * 2u + 1u];
      let right = right_slice[k][thread.x];
      sums_0 += left_0.x * right;
      sums_1 += left_0.y * right;
      sums_2 += left_0.z * right;
      sums_3 += left_0.w * right;
      sums_4 += left_1.x * right;
      sums_5 += left_1.y * right;
      sums_6 += left_1.z * right;
      sums_7 += left_1.w * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y * 8u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_0.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_0.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_0.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_0.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_1.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_1.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_1.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_1.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_2.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_2.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_2.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_2.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_3.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_3.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_3.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_3.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_4.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_4.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_4.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_4.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_5.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_5.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_5.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_5.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_6.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_6.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_6.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_6.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        let z = sums_7.x + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        let z = sums_7.y + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        let z = sums_7.z + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        let z = sums_7.w + values[column + 44800u];
        workspace[row * 700u + column] = activate(z);
      }
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

// A tile of the result has 16 × 16 numbers, a thread 1 × 1 of them.
var<workgroup> left_slice: array<array<f32, 16>, 16>;
var<workgroup> right_slice: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 16u;
  let first_column = workgroup.x * 16u;
  var sums_0 = f32();
  for (var begin = 0u; begin < 700u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 700u) {
        number_0 = workspace[outer * 700u + (begin + k)];
      }
      left_slice[k][lane] = number_0;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 3u && begin + k < 700u) {
        number_0 = values[(begin + k) * 3u + outer + 45500u];
      }
      right_slice[k][lane] = number_0;
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y];
      let right = right_slice[k][thread.x];
      sums_0 += left_0 * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y;
    {
      let column = first_column + thread.x;
      if (row < step.rows && column < 3u) {
        let z = sums_0 + values[column + 47600u];
        workspace[row * 3u + column + 1433600u] = z;
      }
    }
  }
}

// ── losses of rows ──

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
@group(0) @binding(2) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(3) var<uniform> step: Step;

const outputs = 3u;

fn output(row: u32, j: u32) -> f32 { return workspace[row * 3u + j + 1433600u]; }

fn target_of(row: u32, j: u32) -> f32 { return examples[batch[step.first + row] * 67u + j + 64u]; }

@compute @workgroup_size(64)
fn row_losses(@builtin(global_invocation_id) thread: vec3u) {
  let row = thread.x;
  if (row >= step.rows) { return; }
  let scale = 1f / f32(step.rows);
  var squares = 0f;
  for (var j = 0u; j < outputs; j++) {
    let error = output(row, j) - target_of(row, j);
    squares += error * error;
    workspace[row * 3u + j + 1436672u] = 2f * scale / f32(outputs) * error;
  }
  let loss = squares / f32(outputs);
  let right = 0f;
  workspace[row + 1439744u] = loss;
  workspace[row + 1440768u] = right;
}

// ── evaluation ──

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
@group(0) @binding(1) var<storage, read_write> results: array<u32>;
@group(0) @binding(2) var<uniform> step: Step;

const threads = 256u;

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

// The sum of a number of each of the step's rows, by all threads of the workgroup.
fn sum_of_rows(thread: u32, at: u32) -> f32 {
  var own = 0f;
  for (var row = thread; row < step.rows; row += threads) { own += workspace[at + row]; }
  return sum_of_threads(thread, own);
}

@compute @workgroup_size(threads)
fn sum_up(@builtin(local_invocation_index) thread: u32) {
  let loss = sum_of_rows(thread, 1439744u);
  let right = sum_of_rows(thread, 1440768u);
  if (thread != 0u) { return; }
  results[1u + step.place] = bitcast<u32>(loss);
  results[2u + step.place] = bitcast<u32>(right);
}

// ── mean loss ──

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
@group(0) @binding(1) var<storage, read_write> results: array<u32>;
@group(0) @binding(2) var<uniform> step: Step;

const threads = 256u;

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

// The sum of a number of each of the step's rows, by all threads of the workgroup.
fn sum_of_rows(thread: u32, at: u32) -> f32 {
  var own = 0f;
  for (var row = thread; row < step.rows; row += threads) { own += workspace[at + row]; }
  return sum_of_threads(thread, own);
}

@compute @workgroup_size(threads)
fn sum_up(@builtin(local_invocation_index) thread: u32) {
  let loss = sum_of_rows(thread, 1439744u) / f32(step.rows);
  if (thread != 0u) { return; }
  let bits = bitcast<u32>(loss);
  results[1u + step.place] = bits;
  // Compilers may take x != x for false.
  let is_finite = (bits & 0x7f800000u) != 0x7f800000u;
  if (!is_finite || loss > step.limit) { results[0] = 1u; }
}

// ── update: norm of the gradient ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;

const threads = 256u;

fn square(x: f32) -> f32 { return rounded(x * x); }

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
  if (thread == 0u) { uniforms[row + 2u] = rounded(sqrt(sum)); }
}

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  write_global_norm(0u, 47603u, thread.x, 0u);
}

// ── update ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read_write> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;

const threads = 64u;

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
  let r_max_norm = uniforms[row + 0u];
  let r_lr = uniforms[row + 1u];
  let r_global_norm = uniforms[row + 2u];
  let r_u = smaller(rounded(1f), rounded(r_max_norm / rounded(r_global_norm + rounded(9.999999974752427e-7f))));
  let r_g = gradient[i];
  let r_p = values[i];
  let r_g2 = rounded(r_g * r_u);
  let r_p2 = rounded(r_p - rounded(r_lr * r_g2));
  values[i] = r_p2;
}

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  for (var i = workgroup.x * threads + thread.x; i < 47603u; i += workgroups.x * threads) {
    update_element(i, 47603u, 0u);
  }
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

// A tile of the result has 128 × 64 numbers, a thread 8 × 4 of them.
var<workgroup> left_slice: array<array<vec4f, 32>, 16>;
var<workgroup> right_slice: array<array<vec4f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn backward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 128u;
  let first_column = workgroup.x * 64u;
  var sums_0 = vec4f();
  var sums_1 = vec4f();
  var sums_2 = vec4f();
  var sums_3 = vec4f();
  var sums_4 = vec4f();
  var sums_5 = vec4f();
  var sums_6 = vec4f();
  var sums_7 = vec4f();
  for (var begin = 0u; begin < 3u; begin += 16u) {
    for (var place = index; place < 512u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 4u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 3u) {
        number_0 = workspace[outer * 3u + (begin + k) + 1436672u];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 3u) {
        number_1 = workspace[(outer + 1u) * 3u + (begin + k) + 1436672u];
      }
      var number_2 = 0f;
      if (outer + 2u < step.rows && begin + k < 3u) {
        number_2 = workspace[(outer + 2u) * 3u + (begin + k) + 1436672u];
      }
      var number_3 = 0f;
      if (outer + 3u < step.rows && begin + k < 3u) {
        number_3 = workspace[(outer + 3u) * 3u + (begin + k) + 1436672u];
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_column + lane * 4u;
      var number_0 = 0f;
      if (outer < 700u && begin + k < 3u) {
        number_0 = values[outer * 3u + (begin + k) + 45500u];
      }
      var number_1 = 0f;
      if (outer + 1u < 700u && begin + k < 3u) {
        number_1 = values[(outer + 1u) * 3u + (begin + k) + 45500u];
      }
      var number_2 = 0f;
      if (outer + 2u < 700u && begin + k < 3u) {
        number_2 = values[(outer + 2u) * 3u + (begin + k) + 45500u];
      }
      var number_3 = 0f;
      if (outer + 3u < 700u && begin + k < 3u) {
        number_3 = values[(outer + 3u) * 3u + (begin + k) + 45500u];
      }
      right_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y * 2u];
      let left_1 = left_slice[k][thread.y * 2u + 1u];
      let right = right_slice[k][thread.x];
      sums_0 += left_0.x * right;
      sums_1 += left_0.y * right;
      sums_2 += left_0.z * right;
      sums_3 += left_0.w * right;
      sums_4 += left_1.x * right;
      sums_5 += left_1.y * right;
      sums_6 += left_1.z * right;
      sums_7 += left_1.w * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y * 8u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_0.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_0.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_0.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_0.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_1.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_1.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_1.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_1.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_2.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_2.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_2.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_2.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_3.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_3.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_3.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_3.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_4.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_4.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_4.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_4.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_5.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_5.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_5.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_5.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_6.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_6.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_6.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_6.w * slope(workspace[row * 700u + column]);
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    {
      let column = first_column + thread.x * 4u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_7.x * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_7.y * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_7.z * slope(workspace[row * 700u + column]);
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < step.rows && column < 700u) {
        workspace[row * 700u + column + 716800u] = sums_7.w * slope(workspace[row * 700u + column]);
      }
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

fn input_at(k: u32, input: u32) -> f32 {
  if (input == 64u) { return 1f; }
  return examples[batch[step.first + k] * 67u + input];
}

// A tile of the result has 64 × 32 numbers, a thread 4 × 2 of them.
var<workgroup> left_slice: array<array<vec4f, 16>, 16>;
var<workgroup> right_slice: array<array<vec2f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn gradient_of_layer(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 64u;
  let first_column = workgroup.x * 32u;
  var sums_0 = vec2f();
  var sums_1 = vec2f();
  var sums_2 = vec2f();
  var sums_3 = vec2f();
  for (var begin = 0u; begin < step.rows; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_row + lane * 4u;
      var number_0 = 0f;
      if (outer < 65u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      var number_1 = 0f;
      if (outer + 1u < 65u && begin + k < step.rows) {
        number_1 = input_at((begin + k), (outer + 1u));
      }
      var number_2 = 0f;
      if (outer + 2u < 65u && begin + k < step.rows) {
        number_2 = input_at((begin + k), (outer + 2u));
      }
      var number_3 = 0f;
      if (outer + 3u < 65u && begin + k < step.rows) {
        number_3 = input_at((begin + k), (outer + 3u));
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 2u;
      var number_0 = 0f;
      if (outer < 700u && begin + k < step.rows) {
        number_0 = workspace[(begin + k) * 700u + outer + 716800u];
      }
      var number_1 = 0f;
      if (outer + 1u < 700u && begin + k < step.rows) {
        number_1 = workspace[(begin + k) * 700u + (outer + 1u) + 716800u];
      }
      right_slice[k][lane] = vec2f(number_0, number_1);
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y];
      let right = right_slice[k][thread.x];
      sums_0 += left_0.x * right;
      sums_1 += left_0.y * right;
      sums_2 += left_0.z * right;
      sums_3 += left_0.w * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y * 4u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_0.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_0.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_1.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_1.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 2u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_2.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_2.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 3u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_3.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 65u && column < 700u) {
        let i = row * 700u + column;
        gradient[i] = sums_3.y;
      }
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

fn input_at(k: u32, input: u32) -> f32 {
  if (input == 700u) { return 1f; }
  return workspace[k * 700u + input];
}

// A tile of the result has 16 × 16 numbers, a thread 1 × 1 of them.
var<workgroup> left_slice: array<array<f32, 16>, 16>;
var<workgroup> right_slice: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn gradient_of_layer(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 16u;
  let first_column = workgroup.x * 16u;
  var sums_0 = f32();
  for (var begin = 0u; begin < step.rows; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_row + lane;
      var number_0 = 0f;
      if (outer < 701u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      left_slice[k][lane] = number_0;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 3u && begin + k < step.rows) {
        number_0 = workspace[(begin + k) * 3u + outer + 1436672u];
      }
      right_slice[k][lane] = number_0;
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y];
      let right = right_slice[k][thread.x];
      sums_0 += left_0 * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y;
    {
      let column = first_column + thread.x;
      if (row < 701u && column < 3u) {
        let i = row * 3u + column + 45500u;
        gradient[i] = sums_0;
      }
    }
  }
}
