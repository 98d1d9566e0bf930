import { GpuError } from '../../core/engine/gpu/messages.ts';
import { guarded } from './guarded.ts';

const length = 1024;
const perGroup = 64;

/**
 * Reads from another thread of the workgroup, so that it needs workgroup memory and a barrier. All values are whole numbers
 * below 2^24: exact, in whichever order they are multiplied and added.
 */
const source = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> numbers: array<f32>;
var<workgroup> tile: array<f32, ${perGroup}>;

@compute @workgroup_size(${perGroup})
fn probe(
  @builtin(global_invocation_id) id: vec3u,
  @builtin(local_invocation_index) local: u32,
) {
  tile[local] = numbers[id.x];
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i <= local; i++) {
    sum += tile[i];
  }
  numbers[id.x] = 3.0 * sum + tile[${perGroup - 1}u - local];
}
`;

const before = Float32Array.from({ length }, (_, i) => ((i * 37) % 101) - 50);

/** The same in JavaScript. */
const after = before.map((_, i) => {
  const first = i - (i % perGroup);
  const sum = before.subarray(first, i + 1).reduce((total, value) => total + value, 0);
  return 3 * sum + (before[first + perGroup - 1 - (i % perGroup)] ?? 0);
});

/** @throws {GpuError} if the device computes otherwise than JavaScript, or nothing. */
export async function probe(device: GPUDevice): Promise<void> {
  const { numbers, copy } = await guarded(device, 'a first computation', () => dispatch(device));
  await copy.mapAsync(GPUMapMode.READ);
  const found = new Float32Array(copy.getMappedRange().slice(0));
  for (const buffer of [numbers, copy]) buffer.destroy();
  const wrong = after.findIndex((value, i) => found[i] !== value);
  if (wrong < 0) return;
  throw new GpuError({
    message: `the GPU’s first computation gave ${found[wrong]} in place of ${after[wrong]}, so its results can’t be trusted: bring the graphics driver up to date`,
    isLost: false,
  });
}

function dispatch(device: GPUDevice): { readonly numbers: GPUBuffer; readonly copy: GPUBuffer } {
  const size = before.byteLength;
  const numbers = device.createBuffer({
    size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  });
  const copy = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  const module = device.createShaderModule({ code: source });
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
  const entries = [{ binding: 0, resource: { buffer: numbers } }];
  device.queue.writeBuffer(numbers, 0, before);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(length / perGroup);
  pass.end();
  encoder.copyBufferToBuffer(numbers, 0, copy, 0, size);
  device.queue.submit([encoder.finish()]);
  return { numbers, copy };
}
