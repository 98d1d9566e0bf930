/** Devices that fail when a test says so. */
import { GpuError, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { FakeGpu, type FakeGpuOptions } from './fakeGpu.ts';

export const refuse = (message: string, isLost = false): never => {
  throw new GpuError({ message, isLost });
};

/** The request of a type, counted from 1, at which `then` is done; `more`: and at all after it. */
export function at(
  type: GpuRequest['type'],
  turn: number,
  then: (gpu: FakeGpu) => unknown,
  { more = false, when = 'before' }: { more?: boolean; when?: 'before' | 'after' } = {},
): FakeGpu {
  let count = 0;
  const options: FakeGpuOptions = {
    milliseconds: 2,
    [when]: (request: GpuRequest) => {
      if (request.type === type) count++;
      const isDue = more ? count >= turn : request.type === type && count === turn;
      return isDue ? then(gpu) : undefined;
    },
  };
  const gpu = new FakeGpu(options);
  return gpu;
}
