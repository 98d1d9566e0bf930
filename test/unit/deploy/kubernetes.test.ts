/** What the manifests say is what the program takes and what is beside it in the cluster. */

import { expect, test } from 'vitest';
import * as z from 'zod';
import { prefix, queueName } from '../../../node/sweep/queue/bullNames.ts';
import { redisAddress } from '../../../node/sweep/queue/redisAddress.ts';
import { parseS3Address } from '../../../node/sweep/store/s3Address.ts';
import { readResources } from './readDeployment.ts';
import { readWorkerArguments } from './workerArguments.ts';

const resources = readResources();
const resource = <T>(kind: string, name: string, schema: z.ZodType<T>): T =>
  schema.parse(resources.find((one) => one.kind === kind && one.metadata.name === name));

const labels = z.record(z.string(), z.string());
const podSchema = z.object({
  metadata: z.object({ labels }),
  spec: z.object({
    terminationGracePeriodSeconds: z.number(),
    containers: z.tuple([
      z.object({
        image: z.string(),
        args: z.array(z.string()),
        env: z
          .array(
            z.object({
              name: z.string(),
              valueFrom: z.object({ configMapKeyRef: z.object({ name: z.string(), key: z.string() }) }),
            }),
          )
          .default([]),
        ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
        resources: z.object({ limits: z.object({ cpu: z.string().optional(), memory: z.string() }) }),
      }),
    ]),
  }),
});
const setSchema = z.object({
  spec: z.object({ selector: z.object({ matchLabels: labels }), template: podSchema }),
});
const worker = resource('Deployment', 'worker', setSchema).spec;
const redis = resource('StatefulSet', 'redis', setSchema).spec;
const service = resource(
  'Service',
  'redis',
  z.object({
    metadata: z.object({ namespace: z.string() }),
    spec: z.object({
      selector: labels,
      ports: z.tuple([z.object({ port: z.number(), targetPort: z.string() })]),
    }),
  }),
);
const scaled = resource(
  'ScaledObject',
  'worker',
  z.object({
    spec: z.object({
      scaleTargetRef: z.object({ name: z.string() }),
      triggers: z.array(
        z.object({
          type: z.string(),
          name: z.string(),
          metadata: z.object({ address: z.string(), listName: z.string(), listLength: z.string() }),
        }),
      ),
    }),
  }),
).spec;

/** The words that the container of a worker is started with. */
function workerWords(): readonly string[] {
  const [{ args, env }] = worker.template.spec.containers;
  const values = new Map(
    env.map(({ name, valueFrom: { configMapKeyRef: from } }) => [
      `$(${name})`,
      resource('ConfigMap', from.name, z.object({ data: labels })).data[from.key],
    ]),
  );
  return args.map((word) => values.get(word) ?? word);
}

test('all is in one namespace, which is there', () => {
  const names = resources.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  expect(names).toHaveLength(1);
  for (const { kind, metadata } of resources)
    if (kind !== 'Namespace') expect(metadata.namespace).toBe(names[0]);
});

test('selectors find their pods', () => {
  for (const { selector, template } of [worker, redis])
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  expect(redis.template.metadata.labels).toMatchObject(service.spec.selector);
  const [{ ports }] = redis.template.spec.containers;
  expect(ports).toEqual([{ name: service.spec.ports[0].targetPort, containerPort: 6379 }]);
});

test('workers are started as the program is, with queue and store', () => {
  const { queue, store, concurrency } = readWorkerArguments(workerWords());
  expect(redisAddress(queue)).toMatchObject({ host: 'redis', port: service.spec.ports[0].port });
  expect(parseS3Address(store).bucket).toBe('sweeps');
  const [{ resources: room }] = worker.template.spec.containers;
  expect(room.limits.cpu).toBe(String(concurrency));
});

test('a worker is killed only after its runs were given back', () => {
  const { grace } = readWorkerArguments(workerWords());
  expect(worker.template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(grace + 10);
});

test('Redis keeps all that is queued, in the room that it has', () => {
  const [{ args, resources: room }] = redis.template.spec.containers;
  const words = args.join(' ');
  for (const option of ['--appendonly yes', '--appendfsync everysec', '--maxmemory-policy noeviction'])
    expect(words).toContain(option);
  const most = Number(/--maxmemory (\d+)gb/.exec(words)?.[1]);
  expect(room.limits.memory).toBe(`${2 * most}Gi`);
});

test('KEDA counts the lists that the queue has, where it is', () => {
  expect(scaled.scaleTargetRef.name).toBe('worker');
  const { metadata } = service;
  for (const { type, metadata: at } of scaled.triggers) {
    expect(type).toBe('redis');
    expect(at.address).toBe(`redis.${metadata.namespace}.svc:${service.spec.ports[0].port}`);
  }
  expect(
    Object.fromEntries(scaled.triggers.map(({ name, metadata: { listName } }) => [name, listName])),
  ).toEqual({
    waiting: `${prefix}:${queueName}:prioritized`,
    lost: `${prefix}:${queueName}:wait`,
    computing: `${prefix}:${queueName}:active`,
  });
});

test('as many workers stay as compute', () => {
  const computing = scaled.triggers.find(({ name }) => name === 'computing');
  expect(Number(computing?.metadata.listLength)).toBe(readWorkerArguments(workerWords()).concurrency);
});

test('no image but our own is one that changes', () => {
  for (const { template } of [worker, redis]) {
    const [{ image }] = template.spec.containers;
    if (image !== 'optimizer-playground:latest') expect(image).toMatch(/:\d+\.\d+/);
  }
});
