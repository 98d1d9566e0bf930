// Whole steps: whole steps, 1 a workgroup
// Evaluation:
//   forward 1, 1 × 32
//   forward 2, 1 × 32
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
  for (var begin = 0u; begin < 2u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 2u) {
        number_0 = examples[batch[step.first + outer] * 3u + (begin + k)];
      }
      left_slice[k][lane] = number_0;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 8u && begin + k < 2u) {
        number_0 = values[(begin + k) * 8u + outer];
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
      if (row < step.rows && column < 8u) {
        let z = sums_0 + values[column + 16u];
        workspace[row * 8u + column] = activate(z);
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
  for (var begin = 0u; begin < 8u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 8u) {
        number_0 = workspace[outer * 8u + (begin + k)];
      }
      left_slice[k][lane] = number_0;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 3u && begin + k < 8u) {
        number_0 = values[(begin + k) * 3u + outer + 24u];
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
        let z = sums_0 + values[column + 48u];
        workspace[row * 3u + column + 8192u] = z;
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

fn output(row: u32, j: u32) -> f32 { return workspace[row * 3u + j + 8192u]; }

fn target_of(row: u32, j: u32) -> f32 { return examples[batch[step.first + row] * 3u + j + 2u]; }

@compute @workgroup_size(64)
fn row_losses(@builtin(global_invocation_id) thread: vec3u) {
  let row = thread.x;
  if (row >= step.rows) { return; }
  let scale = 1f / f32(step.rows);
  // -log softmax(o)[label], shifted by the largest output.
  var best = 0u;
  for (var j = 1u; j < outputs; j++) { if (output(row, j) > output(row, best)) { best = j; } }
  let shift = output(row, best);
  var powers = 0f;
  for (var j = 0u; j < outputs; j++) { powers += exp(output(row, j) - shift); }
  let label = u32(target_of(row, 0u));
  let loss = log(powers) - (output(row, label) - shift);
  let right = select(0f, 1f, best == label);
  for (var j = 0u; j < outputs; j++) {
    let share = exp(output(row, j) - shift) / powers;
    workspace[row * 3u + j + 9728u] = scale * (share - select(0f, 1f, j == label));
  }
  workspace[row + 11264u] = loss;
  workspace[row + 11776u] = right;
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
  let loss = sum_of_rows(thread, 11264u);
  let right = sum_of_rows(thread, 11776u);
  if (thread != 0u) { return; }
  results[1u + step.place] = bitcast<u32>(loss);
  results[2u + step.place] = bitcast<u32>(right);
}

// ── whole steps ──

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

const threads = 128u;

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

fn activate(z: f32) -> f32 { return larger(z, 0f); }

fn slope(value: f32) -> f32 { return select(0f, 1f, value > 0f); }

fn forward(thread: u32, rows: u32, first: u32, area: u32, parameters: u32) {
  for (var i = thread; i < rows * 8u; i += threads) {
    let row = i / 8u;
    let column = i % 8u;
    let begin = batch[first + row] * 3u;
    var z = values[parameters + column + 16u];
    for (var k = 0u; k < 2u; k++) {
      z += examples[begin + k] * values[parameters + k * 8u + column];
    }
    workspace[area + i] = activate(z);
  }
  storageBarrier();
  for (var i = thread; i < rows * 3u; i += threads) {
    let row = i / 3u;
    let column = i % 3u;
    let begin = area + row * 8u;
    var z = values[parameters + column + 48u];
    for (var k = 0u; k < 8u; k++) {
      z += workspace[begin + k] * values[parameters + k * 3u + column + 24u];
    }
    workspace[area + i + 256u] = z;
  }
  storageBarrier();
}

const outputs = 3u;

fn output(area: u32, row: u32, j: u32) -> f32 { return workspace[area + row * 3u + j + 256u]; }

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
      workspace[area + row * 3u + j + 304u] = scale * (share - select(0f, 1f, j == label));
    }
    workspace[area + row + 352u] = loss;
  }
  storageBarrier();
}

// Writes the mean loss; false where it is above the limit or no finite number.
fn is_to_go_on(thread: u32, rows: u32, area: u32, job: Job, step: u32) -> bool {
  var own = 0f;
  for (var row = thread; row < rows; row += threads) { own += workspace[area + row + 352u]; }
  let loss = sum_of_threads(thread, own) / f32(rows);
  let bits = bitcast<u32>(loss);
  let goes_on = (bits & 0x7f800000u) != 0x7f800000u && loss <= job.limit;
  if (thread == 0u) {
    results[job.results + step] = bits;
    if (!goes_on) { workspace[area + 384u] = 1f; }
  }
  return goes_on;
}

fn backward(thread: u32, rows: u32, area: u32, parameters: u32) {
  for (var i = thread; i < rows * 8u; i += threads) {
    let begin = area + i / 8u * 3u + 304u;
    let weights = parameters + i % 8u * 3u + 24u;
    var delta = 0f;
    for (var k = 0u; k < 3u; k++) { delta += workspace[begin + k] * values[weights + k]; }
    workspace[area + i + 128u] = delta * slope(workspace[area + i]);
  }
  storageBarrier();
}

fn take_gradient(thread: u32, rows: u32, first: u32, area: u32, base: u32) {
  for (var i = thread; i < 24u; i += threads) {
    let input = i / 8u;
    let column = i % 8u;
    var slope_of_loss = 0f;
    for (var row = 0u; row < rows; row++) {
      let begin = batch[first + row] * 3u;
      let delta = workspace[area + row * 8u + column + 128u];
      // The biases are the weights of a further input, which is 1.
      var factor = 1f;
      if (input < 2u) { factor = examples[begin + input]; }
      slope_of_loss += factor * delta;
    }
    gradient[base + i] = slope_of_loss;
  }
  for (var i = thread; i < 27u; i += threads) {
    let input = i / 3u;
    let column = i % 3u;
    var slope_of_loss = 0f;
    for (var row = 0u; row < rows; row++) {
      let begin = area + row * 8u;
      let delta = workspace[area + row * 3u + column + 304u];
      // The biases are the weights of a further input, which is 1.
      var factor = 1f;
      if (input < 8u) { factor = workspace[begin + input]; }
      slope_of_loss += factor * delta;
    }
    gradient[base + i + 24u] = slope_of_loss;
  }
  storageBarrier();
}

// What is dispatched after a run has come to a halt changes nothing.
var<workgroup> has_halted: bool;

@compute @workgroup_size(threads)
fn take_steps(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {
  let job = jobs[workgroup.x];
  let base = job.run * 192u;
  let area = job.run * 385u;
  if (thread == 0u) { has_halted = workspace[area + 384u] != 0f; }
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
    write_global_norm(base, base + 51u, thread, row);
    storageBarrier();
    for (var i = base + thread; i < base + 51u; i += threads) { look_ahead_element(i, 51u, row); }
    storageBarrier();
    forward(thread, rows, first, area, base + 102u);
    row_losses(thread, rows, first, area);
    backward(thread, rows, area, base + 102u);
    take_gradient(thread, rows, first, area, base);
    for (var i = base + thread; i < base + 51u; i += threads) { update_element(i, 51u, row); }
    storageBarrier();
  }
}
