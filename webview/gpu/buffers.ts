/** Buffers of a device, and the way back from them. */

/** A binding is never empty, and its size is a multiple of 16 bytes. */
export function createBuffer(device: GPUDevice, bytes: number, usage: number): GPUBuffer {
  const size = Math.max(16, Math.ceil(bytes / 16) * 16);
  const most = device.limits.maxStorageBufferBindingSize;
  if (size > most)
    throw new Error(
      `a table of ${megabytes(size)} is larger than the ${megabytes(most)} that the device takes`,
    );
  return device.createBuffer({ size, usage });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

/** Brings bytes of a buffer back, one piece at a time. */
export class Readback {
  readonly #device: GPUDevice;
  #buffer: GPUBuffer | null = null;
  #bytes = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** To be submitted before `read`. */
  copy(encoder: GPUCommandEncoder, source: GPUBuffer, offset: number, bytes: number): void {
    if (!this.#buffer || this.#buffer.size < bytes) {
      this.#buffer?.destroy();
      const size = Math.max(16, bytes);
      this.#buffer = this.#device.createBuffer({
        size,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
    }
    this.#bytes = bytes;
    encoder.copyBufferToBuffer(source, offset, this.#buffer, 0, bytes);
  }

  async read(): Promise<ArrayBuffer> {
    const buffer = this.#buffer;
    if (!buffer) return new ArrayBuffer(0);
    const bytes = this.#bytes;
    await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
    const copy = buffer.getMappedRange(0, bytes).slice(0);
    buffer.unmap();
    return copy;
  }

  dispose(): void {
    this.#buffer?.destroy();
    this.#buffer = null;
  }
}

/** Numbers of a buffer, from `offset` bytes on. */
export async function readValues(
  device: GPUDevice,
  buffer: GPUBuffer,
  offset: number,
  count: number,
): Promise<Float32Array> {
  const readback = new Readback(device);
  const encoder = device.createCommandEncoder();
  readback.copy(encoder, buffer, offset, 4 * count);
  device.queue.submit([encoder.finish()]);
  const values = new Float32Array(await readback.read());
  readback.dispose();
  return values;
}
