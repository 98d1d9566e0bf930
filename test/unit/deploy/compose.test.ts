/** What compose.yaml and the Dockerfile say is what the program takes. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { redisAddress } from '../../../node/sweep/queue/redisAddress.ts';
import { parseS3Address } from '../../../node/sweep/store/s3Address.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { readCompose, readDockerfile } from './readDeployment.ts';
import { readWorkerArguments } from './workerArguments.ts';

const composeSchema = z.object({
  services: z.object({
    redis: z.object({ command: z.array(z.string()), mem_limit: z.string() }),
    worker: z.object({
      image: z.string(),
      build: z.object({ context: z.string(), dockerfile: z.string() }),
      command: z.array(z.string()),
      cpus: z.number(),
      scale: z.number(),
      volumes: z.tuple([z.string()]),
      stop_signal: z.string(),
      stop_grace_period: z.string(),
    }),
    minio: z.object({ entrypoint: z.array(z.string()), ports: z.array(z.string()) }),
  }),
});
const read = (env?: Readonly<Record<string, string>>) => composeSchema.parse(readCompose(env)).services;

test('workers are started as the program is, with the queue and the store beside them', () => {
  const { worker } = read();
  const { queue, store, concurrency } = readWorkerArguments(worker.command);
  expect(redisAddress(queue)).toMatchObject({ host: 'redis', port: 6379 });
  expect(worker.volumes[0].split(':').at(-1)).toBe(store);
  expect(concurrency).toBe(worker.cpus);
  expect(worker.scale).toBe(2);
});

test('a person says how many there are, how many runs each has, and where records are kept', () => {
  const store = 's3://sweeps?endpoint=http://minio:9000&region=us-east-1';
  const { worker, minio } = read({ WORKERS: '8', CONCURRENCY: '4', STORE: store });
  expect(worker).toMatchObject({ scale: 8, cpus: 4 });
  expect(readWorkerArguments(worker.command)).toMatchObject({ store, concurrency: 4 });
  const { bucket, endpoint } = parseS3Address(store);
  expect(minio.entrypoint.at(-1)).toContain(`mkdir -p /data/${bucket} && exec minio server /data`);
  expect(minio.ports).toEqual([`127.0.0.1:${new URL(endpoint ?? '').port}:9000`]);
  expect(readFileSync(inRoot('docs/deployment.md'), 'utf8')).toContain(store);
});

test('a worker is killed only after its runs were given back', () => {
  const { worker } = read();
  expect(worker.stop_signal).toBe('SIGTERM');
  const { grace } = readWorkerArguments(worker.command);
  expect(Number.parseInt(worker.stop_grace_period, 10)).toBeGreaterThanOrEqual(grace + 10);
});

test('Redis keeps all that is queued', () => {
  const { redis } = read();
  const words = redis.command.join(' ');
  for (const option of ['--appendonly yes', '--appendfsync everysec', '--maxmemory-policy noeviction'])
    expect(words).toContain(option);
  const most = Number(/--maxmemory (\d+)gb/.exec(words)?.[1]);
  expect(Number.parseInt(redis.mem_limit, 10)).toBeGreaterThanOrEqual(2 * most);
});

test('the image has the packed program, and begins with it', () => {
  const { worker } = read();
  const manifest = z
    .object({
      name: z.string(),
      engines: z.object({ node: z.string() }),
      bin: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync(inRoot('package.json'), 'utf8')));
  const dockerfile = new Map(readDockerfile());
  expect(dockerfile.get('ADD')).toBe(`${manifest.name}-*.tgz /opt/`);
  expect(JSON.parse(dockerfile.get('ENTRYPOINT') ?? '')).toEqual([
    'node',
    `/opt/package/${manifest.bin[manifest.name]}`,
  ]);
  const least = Number(/\d+/.exec(manifest.engines.node)?.[0]);
  expect(Number(/NODE_VERSION=(\d+)/.exec(dockerfile.get('ARG') ?? '')?.[1])).toBeGreaterThanOrEqual(least);
  const dist = path.join(inRoot('deploy'), worker.build.context);
  expect(dist).toBe(inRoot('dist'));
  expect(existsSync(path.join(dist, worker.build.dockerfile))).toBe(true);
  expect(worker.image).toBe(manifest.name);
});
