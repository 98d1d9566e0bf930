/** The entry of the worker that has the device, in the panel's page. */
import '../shared/strictZod.ts';
import { DeviceRuns } from './deviceRuns.ts';
import { serve, type WorkerScope } from './serve.ts';

serve(globalThis as unknown as WorkerScope, (device) => new DeviceRuns(device));
