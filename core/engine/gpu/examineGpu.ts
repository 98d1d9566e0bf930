/** All that a report on the GPU tells: what it is, whether it computes rightly, and how fast. */
import { DeviceAccess, gpuErrorOf } from './deviceAccess.ts';
import type { GpuTools } from './gpuTask.ts';
import type { GpuDescription, GpuDeviceFacts } from './messages.ts';
import { selfTest } from './selfTest/selfTest.ts';
import type { SelfTestFinding } from './selfTest/selfTestFinding.ts';
import { measureThroughput, type Throughputs } from './throughput.ts';

export interface GpuExamination {
  /** null where there is no device. */
  readonly facts: GpuDeviceFacts | null;
  /** Why there is none, as a clause; null where there is one. */
  readonly failure: string | null;
  /** null where nobody could say. */
  readonly description: GpuDescription | null;
  readonly findings: readonly SelfTestFinding[];
  /** null where there is no device. */
  readonly throughputs: Throughputs | null;
}

/** How much of the whole time the self-test takes. */
const shareOfTest = 0.6;

export async function examineGpu(_: null, tools: GpuTools): Promise<GpuExamination> {
  const access = new DeviceAccess(tools);
  tools.report({ share: 0, doing: 'opening the GPU' });
  const opened = await access.open().catch((error: unknown) => gpuErrorOf(error).message);
  const description = await tools.link.request<'describe'>({ type: 'describe' }).catch(() => null);
  if (typeof opened === 'string')
    return { facts: null, failure: opened, description, findings: [], throughputs: null };
  const findings = await selfTest(access, reporting(tools, 'self-test', 0, shareOfTest));
  const throughputs = await measureThroughput(access, reporting(tools, 'speed', shareOfTest, 1));
  return { facts: opened.facts, failure: null, description, findings, throughputs };
}

/** Tools whose progress is a part of the whole. */
function reporting(tools: GpuTools, part: string, begin: number, end: number): GpuTools {
  return {
    ...tools,
    report: ({ share, doing }) =>
      tools.report({ share: begin + (end - begin) * share, doing: `${part}: ${doing}` }),
  };
}
