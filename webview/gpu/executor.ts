import type { GpuAnswers, GpuRequest, GpuRequestOf } from '../../core/engine/gpu/messages.ts';

/** What a device that is open may be asked. */
export type DeviceRequest = Exclude<GpuRequest, { type: 'open' | 'describe' }>;

/**
 * Carries out requests on a device, until the device is lost; whoever waits then is told so by others, so that an executor
 * may leave its promises open.
 */
export interface Executor {
  /**
   * Called in the order of the requests, without waiting for the answers before.
   * @throws {Error} if it can't be carried out, with a clause for people.
   */
  handle<T extends DeviceRequest['type']>(request: GpuRequestOf<T>): Promise<GpuAnswers[T]>;
}

export type CreateExecutor = (device: GPUDevice) => Executor;
