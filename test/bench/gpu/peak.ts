/** The most that a device can do in single precision, which no product can exceed. */

/** Threads of a workgroup, and workgroups: enough for any device. */
const side = 256;
const mostGroups = 4096;
/** Of the loop at least, so that what is before and behind it takes no time. */
const leastRounds = 256;
/** Independent sums of a thread, each four numbers. */
const sums = 8;
const samples = 9;
/** In milliseconds: shorter times are measured badly. */
const least = 50;

/**
 * A loop of multiplications and additions alone, as products have them; each sum goes on with what it has, so that none
 * can be left out.
 */
const source = `
@group(0) @binding(0) var<storage, read_write> results: array<f32>;
@group(0) @binding(1) var<uniform> rounds: u32;

@compute @workgroup_size(${side})
fn multiply_add(@builtin(global_invocation_id) thread: vec3u) {
  let factor = vec4f(0.5f + 1e-9f * f32(thread.x));
  let term = vec4f(0.25f);
${Array.from({ length: sums }, (_, i) => `  var sum_${i} = vec4f(f32(${i}));`).join('\n')}
  for (var round = 0u; round < rounds; round++) {
${Array.from({ length: sums }, (_, i) => `    sum_${i} = sum_${i} * factor + term;`).join('\n')}
  }
  let all = ${Array.from({ length: sums }, (_, i) => `sum_${i}`).join(' + ')};
  results[thread.x] = all.x + all.y + all.z + all.w;
}`;

/** Floating point operations a second, a multiplication and an addition being two: the best of some samples. */
export async function measureGpuPeak(device: GPUDevice): Promise<number> {
  const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
  const results = device.createBuffer({ size: 4 * side * mostGroups, usage: STORAGE });
  const uniform = device.createBuffer({ size: 16, usage: UNIFORM | COPY_DST });
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: source }), entryPoint: 'multiply_add' },
  });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [results, uniform].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });

  async function timeOf(rounds: number, groups: number): Promise<number> {
    device.queue.writeBuffer(uniform, 0, Uint32Array.of(rounds));
    await device.queue.onSubmittedWorkDone();
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(groups);
    pass.end();
    const begin = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    return performance.now() - begin;
  }

  // A processor takes long for what a GPU needs to be busy.
  let [rounds, groups] = [leastRounds, 8];
  while ((await timeOf(rounds, groups)) < least) {
    if (groups < mostGroups) groups *= 2;
    else rounds *= 2;
  }
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample++) times.push(await timeOf(rounds, groups));
  results.destroy();
  uniform.destroy();
  const operations = 2 * 4 * sums * rounds * side * groups;
  return (1000 * operations) / Math.min(...times);
}
