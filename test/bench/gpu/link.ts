/** The product's device service, in this thread. */
import { DeviceAccess } from '../../../core/engine/gpu/deviceAccess.ts';
import type { GpuAnswers, GpuLink, GpuRequest, GpuRequestOf } from '../../../core/engine/gpu/messages.ts';
import { DeviceRuns } from '../../../webview/gpu/deviceRuns.ts';
import { DeviceService } from '../../../webview/gpu/deviceService.ts';

function createLink(): GpuLink {
  const service = new DeviceService((device) => new DeviceRuns(device));
  return {
    // The service answers each request with what belongs to it.
    request: async <T extends GpuRequest['type']>(request: GpuRequestOf<T>) =>
      (await service.handle(request)) as GpuAnswers[T],
  };
}

export const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Kernels for wide layers take their time to be compiled by a software adapter. */
export const openAccess = () => new DeviceAccess({ link: createLink(), wait, patience: 600 });
