import { GpuError } from '../../core/engine/gpu/messages.ts';

const filters = ['internal', 'out-of-memory', 'validation'] as const satisfies GPUErrorFilter[];

/**
 * Makes something of a device, and waits for what the device says to it.
 * @param what For people: `the buffers of a network`.
 * @param work Makes calls to the device and waits for none: what others ask of it meanwhile would be taken for its fault.
 * @throws {GpuError} if the device has no room for it, or refuses it.
 */
export async function guarded<T>(device: GPUDevice, what: string, work: () => T): Promise<T> {
  for (const filter of filters) device.pushErrorScope(filter);
  const errors = () => Promise.all(filters.map(() => device.popErrorScope()));
  let made: T;
  try {
    made = work();
  } catch (error) {
    await errors();
    throw error;
  }
  const error = (await errors()).find((each) => each !== null);
  if (error) throw new GpuError({ message: wordsOf(error, what), isLost: false });
  return made;
}

/** A clause about what a device says. */
export function wordsOf(error: GPUError, what: string): string {
  return error instanceof GPUOutOfMemoryError
    ? `the GPU has no memory left for ${what}`
    : `the GPU refuses ${what}: ${error.message}`;
}
