/** The entry of the worker that has the device, in the panel’s page. */
import '../shared/strictZod.ts';
import { GpuError } from '../../core/engine/gpu/messages.ts';
import { serve, type WorkerScope } from './serve.ts';

serve(globalThis as unknown as WorkerScope, () => ({
  async handle() {
    throw new GpuError({ message: 'this GPU carries out nothing', isLost: false });
  },
}));
