// The loss of a step:
//   forward 1, 4 × 8
//   forward 2, 1 × 16
//   losses of rows, 4 × 1
//   mean loss, 1 × 1
// The rest of it:
//   backward 2, 4 × 8
//   gradient 1, 4 × 13
//   gradient 2, 1 × 9
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

// max may drop NaN and mix up 0 and -0, which are the only equal numbers with different bits.
fn larger(a: f32, b: f32) -> f32 {
  let either = bitcast<f32>(bitcast<u32>(a) & bitcast<u32>(b));
  return select(select(b, a, (a > b) | is_nan(a)), either, a == b);
}

// Compilers may take x != x for false.
fn is_nan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }

fn activate(z: f32) -> f32 { return larger(z, 0f); }

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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_0.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_2.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_3.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
      }
    }
  }
}

// ── forward 2: as forward 3 of small-adam, but in these lines ──

28:   for (var begin = 0u; begin < 128u; begin += 16u) {
34:       if (outer < step.rows && begin + k < 128u) {
35:         number_0 = workspace[outer * 128u + (begin + k)];
44:       if (outer < 10u && begin + k < 128u) {
45:         number_0 = values[(begin + k) * 10u + outer + 100480u];
61:       if (row < step.rows && column < 10u) {
62:         let z = sums_0 + values[column + 101760u];
63:         workspace[row * 10u + column + 131072u] = z;

// ── losses of rows: as losses of rows of small-adam, but in these lines ──

16: const outputs = 10u;
18: fn output(row: u32, j: u32) -> f32 { return workspace[row * 10u + j + 131072u]; }
20: fn target_of(row: u32, j: u32) -> f32 { return examples[batch[step.first + row] * 785u + j + 784u]; }
38:     workspace[row * 10u + j + 136192u] = scale * (share - select(0f, 1f, j == label));
40:   workspace[row + 141312u] = loss;
41:   workspace[row + 141824u] = right;

// ── evaluation: as evaluation of small-adam, but in these lines ──

38:   let loss = sum_of_rows(thread, 141312u);
39:   let right = sum_of_rows(thread, 141824u);

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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_0.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
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
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let z = sums_1.y + values[column + 100352u];
        workspace[row * 128u + column] = activate(z);
      }
    }
  }
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
  let loss = sum_of_rows(thread, 141312u) / f32(step.rows);
  if (thread != 0u) { return; }
  let bits = bitcast<u32>(loss);
  results[1u + step.place] = bits;
  // Compilers may take x != x for false.
  let is_finite = (bits & 0x7f800000u) != 0x7f800000u;
  if (!is_finite || loss > step.limit) { results[0] = 1u; }
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
        number_0 = workspace[outer * 10u + (begin + k) + 136192u];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 10u) {
        number_1 = workspace[(outer + 1u) * 10u + (begin + k) + 136192u];
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
        let slopes = slope(workspace[row * 128u + column]);
        workspace[row * 128u + column + 65536u] = sums_0.x * slopes;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let slopes = slope(workspace[row * 128u + column]);
        workspace[row * 128u + column + 65536u] = sums_0.y * slopes;
      }
    }
  }
  {
    let row = first_row + thread.y * 2u + 1u;
    {
      let column = first_column + thread.x * 2u;
      if (row < step.rows && column < 128u) {
        let slopes = slope(workspace[row * 128u + column]);
        workspace[row * 128u + column + 65536u] = sums_1.x * slopes;
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < step.rows && column < 128u) {
        let slopes = slope(workspace[row * 128u + column]);
        workspace[row * 128u + column + 65536u] = sums_1.y * slopes;
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

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;
@group(0) @binding(4) var<storage, read> examples: array<f32>;
@group(0) @binding(5) var<storage, read> batch: array<u32>;
@group(0) @binding(6) var<storage, read> workspace: array<f32>;
@group(0) @binding(7) var<uniform> step: Step;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

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
        number_0 = workspace[(begin + k) * 128u + outer + 65536u];
      }
      var number_1 = 0f;
      if (outer + 1u < 128u && begin + k < step.rows) {
        number_1 = workspace[(begin + k) * 128u + (outer + 1u) + 65536u];
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
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_0.y;
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
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
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_1.y;
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
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
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_2.y;
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
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
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 2u + 1u;
      if (row < 785u && column < 128u) {
        let i = row * 128u + column;
        gradient[i] = sums_3.y;
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
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

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;
@group(0) @binding(4) var<storage, read> workspace: array<f32>;
@group(0) @binding(5) var<uniform> step: Step;

fn square(x: f32) -> f32 { return rounded(x * x); }

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

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
        number_0 = workspace[(begin + k) * 10u + outer + 136192u];
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
        if (results[0] == 0u) { update_element(i, 101770u, 0u); }
      }
    }
  }
}
