/** The tables of examples that a device has. */
import { GpuError, type GpuRequestOf } from '../../core/engine/gpu/messages.ts';
import { createBuffer } from './buffers.ts';
import { guarded } from './guarded.ts';

/** Tables that no run uses are kept up to this number: the next race may be on one of them. */
const mostUnused = 4;

export class ExampleTables {
  readonly #device: GPUDevice;
  readonly #isUsed: (key: string) => boolean;
  /** The latest last. */
  readonly #tables = new Map<string, Promise<GPUBuffer>>();

  constructor(device: GPUDevice, isUsed: (key: string) => boolean) {
    this.#device = device;
    this.#isUsed = isUsed;
  }

  get(key: string): Promise<GPUBuffer> | undefined {
    return this.#tables.get(key);
  }

  /** Takes a piece. A table that is there may come again. */
  async add({ key, length, at, numbers }: GpuRequestOf<'examples'>): Promise<null> {
    const known = this.#tables.get(key);
    // It was let go of between two of its pieces: who sends it begins again.
    if (!known && at > 0) throw new GpuError({ message: 'the GPU has let go of the data', isLost: true });
    const table = known ?? this.#create(length);
    this.#tables.delete(key);
    this.#tables.set(key, table);
    this.#dropUnused();
    try {
      this.#device.queue.writeBuffer(await table, 4 * at, numbers as Float32Array<ArrayBuffer>);
    } catch (error) {
      this.#tables.delete(key);
      throw error;
    }
    return null;
  }

  #create(length: number): Promise<GPUBuffer> {
    const { STORAGE, COPY_DST } = GPUBufferUsage;
    return guarded(this.#device, 'the data', () =>
      createBuffer(this.#device, 4 * length, STORAGE | COPY_DST),
    );
  }

  #dropUnused(): void {
    const unused = [...this.#tables].filter(([key]) => !this.#isUsed(key));
    for (const [key, table] of unused.slice(0, Math.max(0, unused.length - mostUnused))) {
      this.#tables.delete(key);
      table.then(
        (buffer) => buffer.destroy(),
        () => {},
      );
    }
  }
}
