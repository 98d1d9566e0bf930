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

/** Brings bytes of buffers back. */
export class Readback {
  readonly #device: GPUDevice;
  #buffer: GPUBuffer | null = null;
  #bytes = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /**
   * To be submitted before `read`.
   * @param at Where the bytes go, and of how many: of several copies that are read at once. Default: they are all.
   */
  copy(
    encoder: GPUCommandEncoder,
    source: GPUBuffer,
    offset: number,
    bytes: number,
    { at, all }: { readonly at: number; readonly all: number } = { at: 0, all: bytes },
  ): void {
    if (!this.#buffer || this.#buffer.size < all) {
      this.#buffer?.destroy();
      const size = Math.max(16, all);
      this.#buffer = this.#device.createBuffer({
        size,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
    }
    this.#bytes = all;
    encoder.copyBufferToBuffer(source, offset, this.#buffer, at, bytes);
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
