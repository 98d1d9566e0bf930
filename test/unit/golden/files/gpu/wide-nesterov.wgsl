// The loss of a step:
//   forward 1, 32 × 8
//   forward 2, 32 × 8
//   forward 3, 1 × 32
//   losses of rows, 16 × 1
//   mean loss, 1 × 1
// The rest of it:
//   look_ahead, 65535 × 1
//   forward 1, 32 × 8
//   forward 2, 32 × 8
//   forward 3, 1 × 32
//   losses of rows, 16 × 1
//   backward 3, 32 × 8
//   backward 2, 32 × 8
//   gradient 1, 32 × 9
//   gradient 2, 32 × 17
//   gradient 3, 1 × 65
// Evaluation:
//   forward 1, 32 × 8
//   forward 2, 32 × 8
//   forward 3, 1 × 32
//   losses of rows, 16 × 1
//   evaluation, 1 × 1

// ── forward 1: as forward 1 of large-clipped-sgd, but in these lines ──

48:   for (var begin = 0u; begin < 1024u; begin += 16u) {
54:       if (outer < step.rows && begin + k < 1024u) {
55:         number_0 = examples[batch[step.first + outer] * 1025u + (begin + k)];
58:       if (outer + 1u < step.rows && begin + k < 1024u) {
59:         number_1 = examples[batch[step.first + (outer + 1u)] * 1025u + (begin + k)];
62:       if (outer + 2u < step.rows && begin + k < 1024u) {
63:         number_2 = examples[batch[step.first + (outer + 2u)] * 1025u + (begin + k)];
66:       if (outer + 3u < step.rows && begin + k < 1024u) {
67:         number_3 = examples[batch[step.first + (outer + 3u)] * 1025u + (begin + k)];
76:       if (outer < 2048u && begin + k < 1024u) { numbers = values[((begin + k) * 2048u + outer) / 4u]; }
98:     if (row < step.rows && column < 2048u) {
99:       let z = sums_0 + values[(column + 2097152u) / 4u];
100:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
106:     if (row < step.rows && column < 2048u) {
107:       let z = sums_1 + values[(column + 2097152u) / 4u];
108:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
114:     if (row < step.rows && column < 2048u) {
115:       let z = sums_2 + values[(column + 2097152u) / 4u];
116:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
122:     if (row < step.rows && column < 2048u) {
123:       let z = sums_3 + values[(column + 2097152u) / 4u];
124:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
130:     if (row < step.rows && column < 2048u) {
131:       let z = sums_4 + values[(column + 2097152u) / 4u];
132:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
138:     if (row < step.rows && column < 2048u) {
139:       let z = sums_5 + values[(column + 2097152u) / 4u];
140:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
146:     if (row < step.rows && column < 2048u) {
147:       let z = sums_6 + values[(column + 2097152u) / 4u];
148:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
154:     if (row < step.rows && column < 2048u) {
155:       let z = sums_7 + values[(column + 2097152u) / 4u];
156:       workspace[(row * 2048u + column) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));

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

@group(0) @binding(0) var<storage, read> values: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> workspace: array<vec4f>;
@group(0) @binding(2) var<uniform> step: Step;

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
  for (var begin = 0u; begin < 2048u; begin += 16u) {
    for (var place = index; place < 128u; place += 256u) {
      let lane = place / 4u;
      let k = place % 4u * 4u;
      let outer = first_row + lane * 4u;
      var numbers_0 = vec4f();
      if (outer < step.rows && begin + k < 2048u) {
        numbers_0 = workspace[(outer * 2048u + (begin + k)) / 4u];
      }
      var numbers_1 = vec4f();
      if (outer + 1u < step.rows && begin + k < 2048u) {
        numbers_1 = workspace[((outer + 1u) * 2048u + (begin + k)) / 4u];
      }
      var numbers_2 = vec4f();
      if (outer + 2u < step.rows && begin + k < 2048u) {
        numbers_2 = workspace[((outer + 2u) * 2048u + (begin + k)) / 4u];
      }
      var numbers_3 = vec4f();
      if (outer + 3u < step.rows && begin + k < 2048u) {
        numbers_3 = workspace[((outer + 3u) * 2048u + (begin + k)) / 4u];
      }
      left_slice[k][lane] = vec4f(numbers_0.x, numbers_1.x, numbers_2.x, numbers_3.x);
      left_slice[k + 1u][lane] = vec4f(numbers_0.y, numbers_1.y, numbers_2.y, numbers_3.y);
      left_slice[k + 2u][lane] = vec4f(numbers_0.z, numbers_1.z, numbers_2.z, numbers_3.z);
      left_slice[k + 3u][lane] = vec4f(numbers_0.w, numbers_1.w, numbers_2.w, numbers_3.w);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 4u;
      var numbers = vec4f();
      if (outer < 2048u && begin + k < 2048u) { numbers = values[((begin + k) * 2048u + outer + 2099200u) / 4u]; }
      right_slice[k][lane] = numbers;
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
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_0 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_1 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_2 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_3 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_4 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_5 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_6 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let z = sums_7 + values[(column + 6293504u) / 4u];
      workspace[(row * 2048u + column + 4194304u) / 4u] = vec4f(activate(z.x), activate(z.y), activate(z.z), activate(z.w));
    }
  }
}

// ── forward 3 ──

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

// A tile of the result has 32 × 16 numbers, a thread 2 × 1 of them.
var<workgroup> left_slice: array<array<vec2f, 16>, 16>;
var<workgroup> right_slice: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn forward(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 32u;
  let first_column = workgroup.x * 16u;
  var sums_0 = f32();
  var sums_1 = f32();
  for (var begin = 0u; begin < 2048u; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place / 16u;
      let k = place % 16u;
      let outer = first_row + lane * 2u;
      var number_0 = 0f;
      if (outer < step.rows && begin + k < 2048u) {
        number_0 = workspace[outer * 2048u + (begin + k) + 4194304u];
      }
      var number_1 = 0f;
      if (outer + 1u < step.rows && begin + k < 2048u) {
        number_1 = workspace[(outer + 1u) * 2048u + (begin + k) + 4194304u];
      }
      left_slice[k][lane] = vec2f(number_0, number_1);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 10u && begin + k < 2048u) {
        number_0 = values[(begin + k) * 10u + outer + 6295552u];
      }
      right_slice[k][lane] = number_0;
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
      let column = first_column + thread.x;
      if (row < step.rows && column < 10u) {
        let z = sums_0 + values[column + 6316032u];
        workspace[row * 10u + column + 8388608u] = z;
      }
    }
  }
  {
    let row = first_row + thread.y * 2u + 1u;
    {
      let column = first_column + thread.x;
      if (row < step.rows && column < 10u) {
        let z = sums_1 + values[column + 6316032u];
        workspace[row * 10u + column + 8388608u] = z;
      }
    }
  }
}

// ── losses of rows: as losses of rows of large-adam, but in these lines ──

18: fn output(row: u32, j: u32) -> f32 { return workspace[row * 10u + j + 8388608u]; }
20: fn target_of(row: u32, j: u32) -> f32 { return examples[batch[step.first + row] * 1025u + j + 1024u]; }
38:     workspace[row * 10u + j + 8398848u] = scale * (share - select(0f, 1f, j == label));
40:   workspace[row + 8409088u] = loss;
41:   workspace[row + 8410112u] = right;

// ── evaluation: as evaluation of small-adam, but in these lines ──

38:   let loss = sum_of_rows(thread, 8409088u);
39:   let right = sum_of_rows(thread, 8410112u);

// ── mean loss: as mean loss of large-adam, but in these lines ──

38:   let loss = sum_of_rows(thread, 8409088u) / f32(step.rows);

// ── look_ahead ──

@group(0) @binding(0) var<storage, read_write> values: array<f32>;
@group(0) @binding(1) var<storage, read> gradient: array<f32>;
@group(0) @binding(2) var<storage, read> uniforms: array<f32>;
@group(0) @binding(3) var<storage, read> results: array<u32>;

const threads = 64u;

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn look_ahead_element(i: u32, size: u32, row: u32) {
  let r_momentum = uniforms[row + 0u];
  let r_p = values[i];
  let r_v = values[size + i];
  let r_at = rounded(r_p + rounded(r_momentum * r_v));
  values[2u * size + i] = r_at;
}

@compute @workgroup_size(threads)
fn whole(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
) {
  if (results[0] != 0u) { return; }
  for (var i = workgroup.x * threads + thread.x; i < 6316042u; i += workgroups.x * threads) {
    look_ahead_element(i, 6316042u, 0u);
  }
}

// ── forward 1: as forward 1 of wide-nesterov, but in these lines ──

76:       if (outer < 2048u && begin + k < 1024u) { numbers = values[((begin + k) * 2048u + outer + 12632084u) / 4u]; }
99:       let z = sums_0 + values[(column + 14729236u) / 4u];
107:       let z = sums_1 + values[(column + 14729236u) / 4u];
115:       let z = sums_2 + values[(column + 14729236u) / 4u];
123:       let z = sums_3 + values[(column + 14729236u) / 4u];
131:       let z = sums_4 + values[(column + 14729236u) / 4u];
139:       let z = sums_5 + values[(column + 14729236u) / 4u];
147:       let z = sums_6 + values[(column + 14729236u) / 4u];
155:       let z = sums_7 + values[(column + 14729236u) / 4u];

// ── forward 2: as forward 2 of wide-nesterov, but in these lines ──

77:       if (outer < 2048u && begin + k < 2048u) { numbers = values[((begin + k) * 2048u + outer + 14731284u) / 4u]; }
100:       let z = sums_0 + values[(column + 18925588u) / 4u];
108:       let z = sums_1 + values[(column + 18925588u) / 4u];
116:       let z = sums_2 + values[(column + 18925588u) / 4u];
124:       let z = sums_3 + values[(column + 18925588u) / 4u];
132:       let z = sums_4 + values[(column + 18925588u) / 4u];
140:       let z = sums_5 + values[(column + 18925588u) / 4u];
148:       let z = sums_6 + values[(column + 18925588u) / 4u];
156:       let z = sums_7 + values[(column + 18925588u) / 4u];

// ── forward 3: as forward 3 of wide-nesterov, but in these lines ──

50:         number_0 = values[(begin + k) * 10u + outer + 18927636u];
68:         let z = sums_0 + values[column + 18948116u];
78:         let z = sums_1 + values[column + 18948116u];

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

@group(0) @binding(0) var<storage, read> values: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> workspace: array<vec4f>;
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
  for (var begin = 0u; begin < 2048u; begin += 16u) {
    for (var place = index; place < 128u; place += 256u) {
      let lane = place / 4u;
      let k = place % 4u * 4u;
      let outer = first_row + lane * 4u;
      var numbers_0 = vec4f();
      if (outer < step.rows && begin + k < 2048u) {
        numbers_0 = workspace[(outer * 2048u + (begin + k) + 6291456u) / 4u];
      }
      var numbers_1 = vec4f();
      if (outer + 1u < step.rows && begin + k < 2048u) {
        numbers_1 = workspace[((outer + 1u) * 2048u + (begin + k) + 6291456u) / 4u];
      }
      var numbers_2 = vec4f();
      if (outer + 2u < step.rows && begin + k < 2048u) {
        numbers_2 = workspace[((outer + 2u) * 2048u + (begin + k) + 6291456u) / 4u];
      }
      var numbers_3 = vec4f();
      if (outer + 3u < step.rows && begin + k < 2048u) {
        numbers_3 = workspace[((outer + 3u) * 2048u + (begin + k) + 6291456u) / 4u];
      }
      left_slice[k][lane] = vec4f(numbers_0.x, numbers_1.x, numbers_2.x, numbers_3.x);
      left_slice[k + 1u][lane] = vec4f(numbers_0.y, numbers_1.y, numbers_2.y, numbers_3.y);
      left_slice[k + 2u][lane] = vec4f(numbers_0.z, numbers_1.z, numbers_2.z, numbers_3.z);
      left_slice[k + 3u][lane] = vec4f(numbers_0.w, numbers_1.w, numbers_2.w, numbers_3.w);
    }
    for (var place = index; place < 64u; place += 256u) {
      let lane = place / 4u;
      let k = place % 4u * 4u;
      let outer = first_column + lane * 4u;
      var numbers_0 = vec4f();
      if (outer < 2048u && begin + k < 2048u) {
        numbers_0 = values[(outer * 2048u + (begin + k) + 14731284u) / 4u];
      }
      var numbers_1 = vec4f();
      if (outer + 1u < 2048u && begin + k < 2048u) {
        numbers_1 = values[((outer + 1u) * 2048u + (begin + k) + 14731284u) / 4u];
      }
      var numbers_2 = vec4f();
      if (outer + 2u < 2048u && begin + k < 2048u) {
        numbers_2 = values[((outer + 2u) * 2048u + (begin + k) + 14731284u) / 4u];
      }
      var numbers_3 = vec4f();
      if (outer + 3u < 2048u && begin + k < 2048u) {
        numbers_3 = values[((outer + 3u) * 2048u + (begin + k) + 14731284u) / 4u];
      }
      right_slice[k][lane] = vec4f(numbers_0.x, numbers_1.x, numbers_2.x, numbers_3.x);
      right_slice[k + 1u][lane] = vec4f(numbers_0.y, numbers_1.y, numbers_2.y, numbers_3.y);
      right_slice[k + 2u][lane] = vec4f(numbers_0.z, numbers_1.z, numbers_2.z, numbers_3.z);
      right_slice[k + 3u][lane] = vec4f(numbers_0.w, numbers_1.w, numbers_2.w, numbers_3.w);
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
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_0 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_1 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_2 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_3 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_4 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_5 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_6 * slopes;
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    let column = first_column + thread.x * 4u;
    if (row < step.rows && column < 2048u) {
      let value = workspace[(row * 2048u + column) / 4u];
      let slopes = vec4f(slope(value.x), slope(value.y), slope(value.z), slope(value.w));
      workspace[(row * 2048u + column + 2097152u) / 4u] = sums_7 * slopes;
    }
  }
}

// ── backward 3: as backward 2 of large-clipped-sgd, but in these lines ──

37:   for (var begin = 0u; begin < 10u; begin += 16u) {
43:       if (outer < step.rows && begin + k < 10u) {
44:         number_0 = workspace[outer * 10u + (begin + k) + 8398848u];
47:       if (outer + 1u < step.rows && begin + k < 10u) {
48:         number_1 = workspace[(outer + 1u) * 10u + (begin + k) + 8398848u];
51:       if (outer + 2u < step.rows && begin + k < 10u) {
52:         number_2 = workspace[(outer + 2u) * 10u + (begin + k) + 8398848u];
55:       if (outer + 3u < step.rows && begin + k < 10u) {
56:         number_3 = workspace[(outer + 3u) * 10u + (begin + k) + 8398848u];
65:       if (outer < 2048u && begin + k < 10u) {
66:         number_0 = values[outer * 10u + (begin + k) + 18927636u];
69:       if (outer + 1u < 2048u && begin + k < 10u) {
70:         number_1 = values[(outer + 1u) * 10u + (begin + k) + 18927636u];
73:       if (outer + 2u < 2048u && begin + k < 10u) {
74:         number_2 = values[(outer + 2u) * 10u + (begin + k) + 18927636u];
77:       if (outer + 3u < 2048u && begin + k < 10u) {
78:         number_3 = values[(outer + 3u) * 10u + (begin + k) + 18927636u];
102:       if (row < step.rows && column < 2048u) {
103:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
104:         workspace[row * 2048u + column + 6291456u] = sums_0.x * slopes;
109:       if (row < step.rows && column < 2048u) {
110:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
111:         workspace[row * 2048u + column + 6291456u] = sums_0.y * slopes;
116:       if (row < step.rows && column < 2048u) {
117:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
118:         workspace[row * 2048u + column + 6291456u] = sums_0.z * slopes;
123:       if (row < step.rows && column < 2048u) {
124:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
125:         workspace[row * 2048u + column + 6291456u] = sums_0.w * slopes;
133:       if (row < step.rows && column < 2048u) {
134:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
135:         workspace[row * 2048u + column + 6291456u] = sums_1.x * slopes;
140:       if (row < step.rows && column < 2048u) {
141:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
142:         workspace[row * 2048u + column + 6291456u] = sums_1.y * slopes;
147:       if (row < step.rows && column < 2048u) {
148:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
149:         workspace[row * 2048u + column + 6291456u] = sums_1.z * slopes;
154:       if (row < step.rows && column < 2048u) {
155:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
156:         workspace[row * 2048u + column + 6291456u] = sums_1.w * slopes;
164:       if (row < step.rows && column < 2048u) {
165:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
166:         workspace[row * 2048u + column + 6291456u] = sums_2.x * slopes;
171:       if (row < step.rows && column < 2048u) {
172:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
173:         workspace[row * 2048u + column + 6291456u] = sums_2.y * slopes;
178:       if (row < step.rows && column < 2048u) {
179:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
180:         workspace[row * 2048u + column + 6291456u] = sums_2.z * slopes;
185:       if (row < step.rows && column < 2048u) {
186:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
187:         workspace[row * 2048u + column + 6291456u] = sums_2.w * slopes;
195:       if (row < step.rows && column < 2048u) {
196:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
197:         workspace[row * 2048u + column + 6291456u] = sums_3.x * slopes;
202:       if (row < step.rows && column < 2048u) {
203:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
204:         workspace[row * 2048u + column + 6291456u] = sums_3.y * slopes;
209:       if (row < step.rows && column < 2048u) {
210:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
211:         workspace[row * 2048u + column + 6291456u] = sums_3.z * slopes;
216:       if (row < step.rows && column < 2048u) {
217:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
218:         workspace[row * 2048u + column + 6291456u] = sums_3.w * slopes;
226:       if (row < step.rows && column < 2048u) {
227:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
228:         workspace[row * 2048u + column + 6291456u] = sums_4.x * slopes;
233:       if (row < step.rows && column < 2048u) {
234:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
235:         workspace[row * 2048u + column + 6291456u] = sums_4.y * slopes;
240:       if (row < step.rows && column < 2048u) {
241:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
242:         workspace[row * 2048u + column + 6291456u] = sums_4.z * slopes;
247:       if (row < step.rows && column < 2048u) {
248:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
249:         workspace[row * 2048u + column + 6291456u] = sums_4.w * slopes;
257:       if (row < step.rows && column < 2048u) {
258:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
259:         workspace[row * 2048u + column + 6291456u] = sums_5.x * slopes;
264:       if (row < step.rows && column < 2048u) {
265:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
266:         workspace[row * 2048u + column + 6291456u] = sums_5.y * slopes;
271:       if (row < step.rows && column < 2048u) {
272:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
273:         workspace[row * 2048u + column + 6291456u] = sums_5.z * slopes;
278:       if (row < step.rows && column < 2048u) {
279:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
280:         workspace[row * 2048u + column + 6291456u] = sums_5.w * slopes;
288:       if (row < step.rows && column < 2048u) {
289:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
290:         workspace[row * 2048u + column + 6291456u] = sums_6.x * slopes;
295:       if (row < step.rows && column < 2048u) {
296:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
297:         workspace[row * 2048u + column + 6291456u] = sums_6.y * slopes;
302:       if (row < step.rows && column < 2048u) {
303:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
304:         workspace[row * 2048u + column + 6291456u] = sums_6.z * slopes;
309:       if (row < step.rows && column < 2048u) {
310:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
311:         workspace[row * 2048u + column + 6291456u] = sums_6.w * slopes;
319:       if (row < step.rows && column < 2048u) {
320:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
321:         workspace[row * 2048u + column + 6291456u] = sums_7.x * slopes;
326:       if (row < step.rows && column < 2048u) {
327:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
328:         workspace[row * 2048u + column + 6291456u] = sums_7.y * slopes;
333:       if (row < step.rows && column < 2048u) {
334:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
335:         workspace[row * 2048u + column + 6291456u] = sums_7.z * slopes;
340:       if (row < step.rows && column < 2048u) {
341:         let slopes = slope(workspace[row * 2048u + column + 4194304u]);
342:         workspace[row * 2048u + column + 6291456u] = sums_7.w * slopes;

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
@group(0) @binding(6) var<storage, read> workspace: array<vec4f>;
@group(0) @binding(7) var<uniform> step: Step;

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn update_element(i: u32, size: u32, row: u32) {
  let r_momentum = uniforms[row + 1u];
  let r_lr = uniforms[row + 2u];
  let r_v = values[size + i];
  let r_g = gradient[i];
  let r_p = values[i];
  let r_v2 = rounded(rounded(r_momentum * r_v) - rounded(r_lr * r_g));
  let r_p2 = rounded(r_p + r_v2);
  values[i] = r_p2;
  values[size + i] = r_v2;
}

fn input_at(k: u32, input: u32) -> f32 {
  if (input == 1024u) { return 1f; }
  return examples[batch[step.first + k] * 1025u + input];
}

// A tile of the result has 128 × 64 numbers, a thread 8 × 4 of them.
var<workgroup> left_slice: array<array<vec4f, 32>, 16>;
var<workgroup> right_slice: array<array<vec4f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn gradient_of_layer(
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
  for (var begin = 0u; begin < step.rows; begin += 16u) {
    for (var place = index; place < 512u; place += 256u) {
      let lane = place % 32u;
      let k = place / 32u;
      let outer = first_row + lane * 4u;
      var number_0 = 0f;
      if (outer < 1025u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      var number_1 = 0f;
      if (outer + 1u < 1025u && begin + k < step.rows) {
        number_1 = input_at((begin + k), (outer + 1u));
      }
      var number_2 = 0f;
      if (outer + 2u < 1025u && begin + k < step.rows) {
        number_2 = input_at((begin + k), (outer + 2u));
      }
      var number_3 = 0f;
      if (outer + 3u < 1025u && begin + k < step.rows) {
        number_3 = input_at((begin + k), (outer + 3u));
      }
      left_slice[k][lane] = vec4f(number_0, number_1, number_2, number_3);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 4u;
      var numbers = vec4f();
      if (outer < 2048u && begin + k < step.rows) { numbers = workspace[((begin + k) * 2048u + outer + 2097152u) / 4u]; }
      right_slice[k][lane] = numbers;
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
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_0.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_0.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_0.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_0.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_1.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_1.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_1.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_1.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_2.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_2.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_2.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_2.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_3.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_3.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_3.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_3.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_4.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_4.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_4.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_4.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_5.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_5.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_5.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_5.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_6.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_6.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_6.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_6.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_7.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_7.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_7.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 1025u && column < 2048u) {
        let i = row * 2048u + column;
        gradient[i] = sums_7.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
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
@group(0) @binding(4) var<storage, read> workspace: array<vec4f>;
@group(0) @binding(5) var<uniform> step: Step;

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn update_element(i: u32, size: u32, row: u32) {
  let r_momentum = uniforms[row + 1u];
  let r_lr = uniforms[row + 2u];
  let r_v = values[size + i];
  let r_g = gradient[i];
  let r_p = values[i];
  let r_v2 = rounded(rounded(r_momentum * r_v) - rounded(r_lr * r_g));
  let r_p2 = rounded(r_p + r_v2);
  values[i] = r_p2;
  values[size + i] = r_v2;
}

fn input_at(k: u32, input: u32) -> vec4f {
  if (input == 2048u) { return vec4f(1f, 0f, 0f, 0f); }
  return workspace[(k * 2048u + input) / 4u];
}

// A tile of the result has 128 × 64 numbers, a thread 8 × 4 of them.
var<workgroup> left_slice: array<array<vec4f, 32>, 16>;
var<workgroup> right_slice: array<array<vec4f, 16>, 16>;

@compute @workgroup_size(16, 16)
fn gradient_of_layer(
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
  for (var begin = 0u; begin < step.rows; begin += 16u) {
    for (var place = index; place < 512u; place += 256u) {
      let lane = place % 32u;
      let k = place / 32u;
      let outer = first_row + lane * 4u;
      var numbers = vec4f();
      if (outer < 2049u && begin + k < step.rows) { numbers = input_at((begin + k), outer); }
      left_slice[k][lane] = numbers;
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane * 4u;
      var numbers = vec4f();
      if (outer < 2048u && begin + k < step.rows) { numbers = workspace[((begin + k) * 2048u + outer + 6291456u) / 4u]; }
      right_slice[k][lane] = numbers;
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
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_0.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_0.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_0.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_0.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 1u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_1.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_1.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_1.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_1.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 2u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_2.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_2.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_2.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_2.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 3u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_3.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_3.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_3.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_3.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 4u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_4.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_4.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_4.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_4.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 5u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_5.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_5.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_5.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_5.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 6u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_6.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_6.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_6.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_6.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 8u + 7u;
    {
      let column = first_column + thread.x * 4u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_7.x;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 1u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_7.y;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 2u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_7.z;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
    {
      let column = first_column + thread.x * 4u + 3u;
      if (row < 2049u && column < 2048u) {
        let i = row * 2048u + column + 2099200u;
        gradient[i] = sums_7.w;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
}

// ── gradient 3 ──

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

// Compilers may merge operations, as in a * b + a * c = a * (b + c) and in fused multiply-adds, and calculate with
// literals ahead, as in x / 0.1 = x * 10. The highest bit of a length, which no buffer reaches, keeps them from it.
fn rounded(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) | (arrayLength(&gradient) >> 31u)); }

fn update_element(i: u32, size: u32, row: u32) {
  let r_momentum = uniforms[row + 1u];
  let r_lr = uniforms[row + 2u];
  let r_v = values[size + i];
  let r_g = gradient[i];
  let r_p = values[i];
  let r_v2 = rounded(rounded(r_momentum * r_v) - rounded(r_lr * r_g));
  let r_p2 = rounded(r_p + r_v2);
  values[i] = r_p2;
  values[size + i] = r_v2;
}

fn input_at(k: u32, input: u32) -> f32 {
  if (input == 2048u) { return 1f; }
  return workspace[k * 2048u + input + 4194304u];
}

// A tile of the result has 32 × 16 numbers, a thread 2 × 1 of them.
var<workgroup> left_slice: array<array<vec2f, 16>, 16>;
var<workgroup> right_slice: array<array<f32, 16>, 16>;

@compute @workgroup_size(16, 16)
fn gradient_of_layer(
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(local_invocation_id) thread: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let first_row = workgroup.y * 32u;
  let first_column = workgroup.x * 16u;
  var sums_0 = f32();
  var sums_1 = f32();
  for (var begin = 0u; begin < step.rows; begin += 16u) {
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_row + lane * 2u;
      var number_0 = 0f;
      if (outer < 2049u && begin + k < step.rows) {
        number_0 = input_at((begin + k), outer);
      }
      var number_1 = 0f;
      if (outer + 1u < 2049u && begin + k < step.rows) {
        number_1 = input_at((begin + k), (outer + 1u));
      }
      left_slice[k][lane] = vec2f(number_0, number_1);
    }
    for (var place = index; place < 256u; place += 256u) {
      let lane = place % 16u;
      let k = place / 16u;
      let outer = first_column + lane;
      var number_0 = 0f;
      if (outer < 10u && begin + k < step.rows) {
        number_0 = workspace[(begin + k) * 10u + outer + 8398848u];
      }
      right_slice[k][lane] = number_0;
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
      let column = first_column + thread.x;
      if (row < 2049u && column < 10u) {
        let i = row * 10u + column + 6295552u;
        gradient[i] = sums_0;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
  {
    let row = first_row + thread.y * 2u + 1u;
    {
      let column = first_column + thread.x;
      if (row < 2049u && column < 10u) {
        let i = row * 10u + column + 6295552u;
        gradient[i] = sums_1;
        if (results[0] == 0u) { update_element(i, 6316042u, 0u); }
      }
    }
  }
}
