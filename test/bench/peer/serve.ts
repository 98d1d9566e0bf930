/** The protocol of peers: one request a line on stdin, one answer a line on stdout, both JSON. */
import { createInterface } from 'node:readline';
import type { Work, WorkRequest } from './requests.ts';

export interface Peer {
  /** What it is and in which version: the answer to `info`. */
  readonly info: object;
  /** @throws {Error} that says what is unsupported. */
  begin(request: WorkRequest): Work | Promise<Work>;
}

type Request = { readonly id?: number } & (
  | { readonly op: 'info' }
  | { readonly op: 'drop' }
  | (WorkRequest & { readonly steps: number })
);

/** Ends with the last request. */
export async function serve({ info, begin }: Peer): Promise<void> {
  /** The work at hand, by its request without the steps. */
  let current: { readonly key: string; readonly work: Work } | null = null;

  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request: Request = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ id: request.id, ...(await answer(request)) })}\n`);
  }

  async function answer(request: Request): Promise<object> {
    try {
      if (request.op === 'info') return info;
      if (request.op === 'drop') {
        drop();
        return {};
      }
      const { id: _, steps, ...work } = request;
      return await measure(await workFor(work), steps);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  async function workFor(request: WorkRequest): Promise<Work> {
    const key = JSON.stringify(request);
    if (current?.key === key) return current.work;
    // The old one gives its memory back first.
    drop();
    const work = await begin(request);
    current = { key, work };
    return work;
  }

  function drop(): void {
    current?.work.dispose?.();
    current = null;
  }
}

async function measure(work: Work, steps: number): Promise<object> {
  const cpuBefore = process.cpuUsage();
  const begin = performance.now();
  const value = await work.run(steps);
  const seconds = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { seconds, cpu: (user + system) / 1e6, steps, value, losses: work.losses };
}
