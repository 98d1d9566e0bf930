// The loss of a step:
//   forward 1, 4 × 8
//   forward 2, 1 × 16
//   losses of rows, 4 × 1
//   mean loss, 1 × 1
// The rest of it:
//   backward 2, 4 × 8
//   gradient 1, 4 × 13
//   gradient 2, 1 × 9
//   update: pass 1, 7 × 4
//   update: pass 2, 7 × 4
// Evaluation:
//   forward 1, 4 × 8
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

// erf x = x P(x²) / Q(x²); from 3.9 on it is 1 to the last bit.
fn error_function(x: f32) -> f32 {
  let within = clip(x, -3.9f, 3.9f);
  let s = within * within;
  var above = 2.066475842678648e-6f;
  above = above * s + 2.850628977990881e-4f;
  above = above * s + 0.003738360213959747f;
  above = above * s + 0.052668126308483464f;
  above = above * s + 0.1896671013281881f;
  above = above * s + 1.1283791476319835f;
  var below = 3.827008487275761e-5f;
  below = below * s + 0.0011573803403400426f;
  below = below * s + 0.014914304578403606f;
  below = below * s + 0.11381907897440258f;
  below = below * s + 0.501420873634159f;
  below = below * s + 1f;
  return within * above / below;
}

// The standard normal distribution.
fn distribution(z: f32) -> f32 { return 0.5f + 0.5f * error_function(z * 0.7071067811865476f); }

fn activate(z: f32) -> f32 { return z * distribution(z); }

fn slope(z: f32) -> f32 { return distribution(z) + z * 0.3989422804014327f * exp_of(-0.5f * z * z); }

// A tile of the result has 64 × 32 numbers, a thread 4 × 2 of them.
var<workgroup> left_slice: array<array<vec4f, 16>, 16>;
var<workgroup> right_slice: array<array<vec2f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn forward(
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
  for (var begin = 0u; begin < 784u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 4u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 784u) {
        number_0 = examples[batch[step.first + outer] * 785u + (begin + k)];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 784u) {
        number_1 = examples[batch[step.first + (outer + 1u)] * 785u + (begin + k)];
      }
      var number_2 = 0f;
      if (outer + 2u < step.rows && begin + k < 784u) {
        number_2 = examples[batch[step.first + (outer + 2u)] * 785u + (begin + k)];
      }
      var number_3 = 0f;
      if (outer + 3u < step.rows && begin + k < 784u) {
        number_3 = examples[batch[step.first + (outer + 3u)] * 785u + (begin + k)];
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 2u;
      var number_0 = 0f;
      if (outer < 128u && begin + k < 784u) {
        number_0 = values[(begin + k) * 128u + outer];
      }
      var number_1 = 0f;
      if (outer + 1u < 128u && begin + k < 784u) {
        number_1 = values[(begin + k) * 128u + (outer + 1u)];
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
      if (row < step.rows && column < 128u) {
        let z = sums_0.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_0.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 2u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let z = sums_2.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_2.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 3u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let z = sums_3.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_3.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
}

// ── forward 2: as forward 2 of large-adam, but in these lines ──

63:         workspace[row * 10u + column + 196608u] = z;

// ── losses of rows: as losses of rows of large-adam, but in these lines ──

18: fn output(row: u32, j: u32) -> f32 { return workspace[row * 10u + j + 196608u]; }
38:     workspace[row * 10u + j + 201728u] = scale * (share - select(0f, 1f, j == label));
40:   workspace[row + 206848u] = loss;
41:   workspace[row + 207360u] = right;

// ── evaluation: as evaluation of small-adam, but in these lines ──

38:   let loss = sum_of_rows(thread, 206848u);
39:   let right = sum_of_rows(thread, 207360u);

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

// erf x = x P(x²) / Q(x²); from 3.9 on it is 1 to the last bit.
fn error_function(x: f32) -> f32 {
  let within = clip(x, -3.9f, 3.9f);
  let s = within * within;
  var above = 2.066475842678648e-6f;
  above = above * s + 2.850628977990881e-4f;
  above = above * s + 0.003738360213959747f;
  above = above * s + 0.052668126308483464f;
  above = above * s + 0.1896671013281881f;
  above = above * s + 1.1283791476319835f;
  var below = 3.827008487275761e-5f;
  below = below * s + 0.0011573803403400426f;
  below = below * s + 0.014914304578403606f;
  below = below * s + 0.11381907897440258f;
  below = below * s + 0.501420873634159f;
  below = below * s + 1f;
  return within * above / below;
}

// The standard normal distribution.
fn distribution(z: f32) -> f32 { return 0.5f + 0.5f * error_function(z * 0.7071067811865476f); }

fn activate(z: f32) -> f32 { return z * distribution(z); }

fn slope(z: f32) -> f32 { return distribution(z) + z * 0.3989422804014327f * exp_of(-0.5f * z * z); }

// A tile of the result has 32 × 32 numbers, a thread 2 × 2 of them.
var<workgroup> left_slice: array<array<vec2f, 16>, 16>;
var<workgroup> right_slice: array<array<vec2f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 32u;
  let first_column = workgroup.x * 32u;
  var sums_0 = vec2f();
  var sums_1 = vec2f();
  for (var begin = 0u; begin < 784u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 2u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 784u) {
        number_0 = examples[batch[step.first + outer] * 785u + (begin + k)];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 784u) {
        number_1 = examples[batch[step.first + (outer + 1u)] * 785u + (begin + k)];
      }
      left_slice[k][lane] = vec2f(number_0, number_1);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 2u;
      var number_0 = 0f;
      if (outer < 128u && begin + k < 784u) {
        number_0 = values[(begin + k) * 128u + outer];
      }
      var number_1 = 0f;
      if (outer + 1u < 128u && begin + k < 784u) {
        number_1 = values[(begin + k) * 128u + (outer + 1u)];
      }
      right_slice[k][lane] = vec2f(number_0, number_1);
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y];
      let right = right_slice[k][thread.x];
      sums_0 += left_0.x * right;
      sums_1 += left_0.y * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y * 2u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let z = sums_0.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_0.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
  {
    let row = first_row + thread.y * 2u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.x + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
        workspace[row * 128u + column + 65536u] = slope(z);
      }
    }
  }
}

// ── mean loss: as mean loss of large-adam, but in these lines ──

38:   let loss = sum_of_rows(thread, 206848u) / f32(step.rows);

// ── update: pass 1 ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> ranges: array<vec2u>;
@group(0) @binding(4) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(5) var<storage, read> results: array<u32>;

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

fn keep_sum(tensor: u32, reduction: u32, workgroup: u32, sum: f32) {
  workspace[(reduction * 4u + tensor) * 7u + workgroup + 207872u] = sum;
}

fn kept_sum(tensor: u32, reduction: u32, thread: u32) -> f32 {
  let first = (reduction * 4u + tensor) * 7u + 207872u;
  var sum = 0f;
  for (var i = thread; i < 7u; i += threads) { sum += workspace[first + i]; }
  return sum_of_threads(thread, sum);
}

fn update_pass_0(tensor: u32, start: u32, end: u32, thread: u32, workgroup: u32, workgroups: u32, size: u32, row: u32) {
  let r_beta1 = uniforms[row + 0u];
  let r_u = uniforms[row + 1u];
  let r_beta2 = uniforms[row + 2u];
  let r_u2 = uniforms[row + 3u];
  let r_u3 = uniforms[row + 4u];
  let r_u4 = uniforms[row + 5u];
  let r_eps = uniforms[row + 6u];
  let r_weight_decay = uniforms[row + 7u];
  let r_lr = uniforms[row + 8u];
  var sum_r_norm = 0f;
  var sum_r_norm2 = 0f;
  for (var i = start + workgroup * threads + thread; i < end; i += workgroups * threads) {
    let r_m = values[size + i];
    let r_g = gradient[i];
    let r_v = values[2u * size + i];
    let r_p = values[i];
    let r_m2 = rounded(rounded(r_beta1 * r_m) + rounded(r_u * r_g));
    let r_v2 = rounded(rounded(r_beta2 * r_v) + rounded(r_u2 * square(r_g)));
    let r_m_hat = rounded(r_m2 * r_u3);
    let r_v_hat = rounded(r_v2 * r_u4);
    let r_step = rounded(rounded(r_m_hat / rounded(rounded(sqrt(r_v_hat)) + r_eps)) + rounded(r_weight_decay * r_p));
    values[size + i] = r_m2;
    values[2u * size + i] = r_v2;
    values[3u * size + i] = r_step;
    sum_r_norm += square(r_p);
    sum_r_norm2 += square(r_step);
  }
  let own_sum_r_norm = sum_of_threads(thread, sum_r_norm);
  if (thread == 0u) { keep_sum(tensor, 0u, workgroup, own_sum_r_norm); }
  let own_sum_r_norm2 = sum_of_threads(thread, sum_r_norm2);
  if (thread == 0u) { keep_sum(tensor, 1u, workgroup, own_sum_r_norm2); }
}

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  let range = ranges[workgroup.y];
  update_pass_0(workgroup.y, range.x, range.y, thread.x, workgroup.x, workgroups.x, 101770u, 0u);
}

// ── update: pass 2 ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> ranges: array<vec2u>;
@group(0) @binding(4) var<storage, read_write> workspace: array<f32>;
@group(0) @binding(5) var<storage, read> results: array<u32>;

const threads = 256u;

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

fn keep_sum(tensor: u32, reduction: u32, workgroup: u32, sum: f32) {
  workspace[(reduction * 4u + tensor) * 7u + workgroup + 207872u] = sum;
}

fn kept_sum(tensor: u32, reduction: u32, thread: u32) -> f32 {
  let first = (reduction * 4u + tensor) * 7u + 207872u;
  var sum = 0f;
  for (var i = thread; i < 7u; i += threads) { sum += workspace[first + i]; }
  return sum_of_threads(thread, sum);
}

fn update_pass_1(tensor: u32, start: u32, end: u32, thread: u32, workgroup: u32, workgroups: u32, size: u32, row: u32) {
  let r_beta1 = uniforms[row + 0u];
  let r_u = uniforms[row + 1u];
  let r_beta2 = uniforms[row + 2u];
  let r_u2 = uniforms[row + 3u];
  let r_u3 = uniforms[row + 4u];
  let r_u4 = uniforms[row + 5u];
  let r_eps = uniforms[row + 6u];
  let r_weight_decay = uniforms[row + 7u];
  let r_lr = uniforms[row + 8u];
  let r_norm = rounded(sqrt(kept_sum(tensor, 0u, thread)));
  let r_norm2 = rounded(sqrt(kept_sum(tensor, 1u, thread)));
  let r_p_norm = r_norm;
  let r_step_norm = r_norm2;
  let r_trust = select(1f, rounded(r_p_norm / r_step_norm), ((r_p_norm > 0f) & (r_step_norm > 0f)));
  let r_u5 = rounded(r_lr * r_trust);
  for (var i = start + workgroup * threads + thread; i < end; i += workgroups * threads) {
    let r_p = values[i];
    let r_step = values[3u * size + i];
    let r_p2 = rounded(r_p - rounded(r_u5 * r_step));
    values[i] = r_p2;
  }
}

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  let range = ranges[workgroup.y];
  update_pass_1(workgroup.y, range.x, range.y, thread.x, workgroup.x, workgroups.x, 101770u, 0u);
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

// A tile of the result has 32 × 32 numbers, a thread 2 × 2 of them.
var<workgroup> left_slice: array<array<vec2f, 16>, 16>;
var<workgroup> right_slice: array<array<vec2f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn backward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 32u;
  let first_column = workgroup.x * 32u;
  var sums_0 = vec2f();
  var sums_1 = vec2f();
  for (var begin = 0u; begin < 10u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 2u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 10u) {
        number_0 = workspace[outer * 10u + (begin + k) + 201728u];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 10u) {
        number_1 = workspace[(outer + 1u) * 10u + (begin + k) + 201728u];
      }
      left_slice[k][lane] = vec2f(number_0, number_1);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_column + lane * 2u;
      var number_0 = 0f;
      if (outer < 128u && begin + k < 10u) {
        number_0 = values[outer * 10u + (begin + k) + 100480u];
      }
      var number_1 = 0f;
      if (outer + 1u < 128u && begin + k < 10u) {
        number_1 = values[(outer + 1u) * 10u + (begin + k) + 100480u];
      }
      right_slice[k][lane] = vec2f(number_0, number_1);
    }
    workgroupBarrier();
    for (var k = 0u; k < 16u; k++) {
      let left_0 = left_slice[k][thread.y];
      let right = right_slice[k][thread.x];
      sums_0 += left_0.x * right;
      sums_1 += left_0.y * right;
    }
    workgroupBarrier();
  }
  {
    let row = first_row + thread.y * 2u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let slopes = workspace[row * 128u + column + 65536u];
        workspace[row * 128u + column + 131072u] = sums_0.x * slopes;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let slopes = workspace[row * 128u + column + 65536u];
        workspace[row * 128u + column + 131072u] = sums_0.y * slopes;
      }
    }
  }
  {
    let row = first_row + thread.y * 2u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let slopes = workspace[row * 128u + column + 65536u];
        workspace[row * 128u + column + 131072u] = sums_1.x * slopes;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let slopes = workspace[row * 128u + column + 65536u];
        workspace[row * 128u + column + 131072u] = sums_1.y * slopes;
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
  if (input == 784u) { return 1f; }
  return examples[batch[step.first + k] * 785u + input];
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
      if (outer < 785u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      var number_1 = 0f;
      if (outer + 1u < 785u && begin + k < step.rows) {
        number_1 = input_at((begin + k), (outer + 1u));
      }
      var number_2 = 0f;
      if (outer + 2u < 785u && begin + k < step.rows) {
        number_2 = input_at((begin + k), (outer + 2u));
      }
      var number_3 = 0f;
      if (outer + 3u < 785u && begin + k < step.rows) {
        number_3 = input_at((begin + k), (outer + 3u));
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 2u;
      var number_0 = 0f;
      if (outer < 128u && begin + k < step.rows) {
        number_0 = workspace[(begin + k) * 128u + outer + 131072u];
      }
      var number_1 = 0f;
      if (outer + 1u < 128u && begin + k < step.rows) {
        number_1 = workspace[(begin + k) * 128u + (outer + 1u) + 131072u];
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
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_0.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_0.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_1.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_1.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 2u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_2.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_2.y;
      }
    }
  }
  {
    let row = first_row + thread.y * 4u + 3u;
    {
      let column = first_column + thread.x * 2u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_3.x;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
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
  if (input == 128u) { return 1f; }
  return workspace[k * 128u + input];
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
      if (outer < 129u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      left_slice[k][lane] = number_0;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 10u && begin + k < step.rows) {
        number_0 = workspace[(begin + k) * 10u + outer + 201728u];
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
      if (row < 129u && column < 10u) {
        let i = row * 10u + column + 100480u;
        gradient[i] = sums_0;
      }
    }
  }
}
