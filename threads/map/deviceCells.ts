/** The part of a map's thread that has cells computed on a device. */
import { type Device, DeviceAccess, gpuErrorOf } from '../../core/engine/gpu/deviceAccess.ts';
import { createDeviceScorer, type DeviceScorer } from '../../core/map/deviceScorer.ts';
import type { Machine } from '../machine.ts';
import type { GpuReply } from '../race/gpuMessages.ts';
import { PortLink } from '../race/portLink.ts';
import type { DeviceOutcome, FromMapWorker, ToMapWorker, WantedView } from './mapTasks.ts';

type Batch = Extract<ToMapWorker, { readonly type: 'deviceCells' }>;

interface Opened {
  readonly view: number;
  readonly device: Device;
  readonly score: DeviceScorer;
}

export class DeviceCells {
  readonly #post: (message: FromMapWorker, buffers?: readonly ArrayBuffer[]) => void;
  readonly #isGivenUp: (view: number) => Promise<boolean>;
  readonly #link: PortLink;
  readonly #access: DeviceAccess;
  /** Begins the names of what it has on the device. */
  readonly #name = `map/${crypto.randomUUID()}`;
  #names = 0;
  #opened: Opened | null = null;

  /** @param isGivenUp Whether a view is wanted no more; waits while the map is paused. */
  constructor(
    post: (message: FromMapWorker, buffers?: readonly ArrayBuffer[]) => void,
    isGivenUp: (view: number) => Promise<boolean>,
    wait: Machine['wait'],
  ) {
    this.#post = post;
    this.#isGivenUp = isGivenUp;
    this.#link = new PortLink(post);
    this.#access = new DeviceAccess({ link: this.#link, wait });
  }

  receive(reply: GpuReply): void {
    this.#link.receive(reply);
  }

  async open(view: number, wanted: WantedView): Promise<void> {
    const outcome = await this.#open(view, wanted);
    this.#post({ type: 'device', view, outcome });
  }

  async #open(view: number, { spec, columns, rows }: WantedView): Promise<DeviceOutcome> {
    // What holds of the view on any device comes first: then none is opened.
    const score = createDeviceScorer(spec, columns, rows);
    if (typeof score === 'string') return { reason: score };
    try {
      const device = await this.#access.open();
      this.#opened = { view, device, score };
      return { name: device.facts.name, isSoftware: device.facts.isSoftware };
    } catch (error) {
      return { reason: gpuErrorOf(error).message };
    }
  }

  async compute({ view, cells }: Batch): Promise<void> {
    const begin = performance.now();
    const opened = this.#opened;
    try {
      if (opened?.view !== view) throw new Error('no GPU is open');
      const options = {
        name: `${this.#name}/${this.#names++}`,
        isGivenUp: () => this.#isGivenUp(view),
      };
      const chunk = await opened.score(opened.device, cells, options);
      const milliseconds = performance.now() - begin;
      const buffers = chunk ? [chunk.numbers.buffer] : [];
      this.#post({ type: 'deviceCells', view, chunk, milliseconds }, buffers);
    } catch (error) {
      this.#post({ type: 'deviceFailed', view, cells, reason: gpuErrorOf(error).message });
    }
  }
}
