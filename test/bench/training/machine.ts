import { availableParallelism, cpus, loadavg } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  /** Processes that wanted a core in the last minute: 0 on a quiet machine. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: availableParallelism(),
    node: `${process.version} (V8 ${process.versions.v8})`,
    load: loadavg()[0] ?? 0,
  };
}
