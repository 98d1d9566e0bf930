/** What is said of what the client of S3 throws, whichever of its kinds that is. */

import { expect, test } from 'vitest';
import type { S3Address } from '../../../../../node/sweep/store/s3Address.ts';
import { failureOf, isCutOff, s3Fault } from '../../../../../node/sweep/store/s3Faults.ts';

const amazon: S3Address = { bucket: 'my-runs', prefix: 'a/', endpoint: null, region: 'eu-west-3' };
const other = { ...amazon, endpoint: 'https://host:9000', region: null };

const thrown = (name: string, more: object = {}) =>
  Object.assign(new Error(`${name} it says`), { name, ...more });
const answered = (name: string, status: number, more: object = {}) =>
  thrown(name, { $metadata: { httpStatusCode: status, attempts: 2 }, ...more });

const said = (error: unknown, address = amazon) => s3Fault(error, address, 'b.run', "can't be read").message;
const begin = "s3://my-runs/a/b.run can't be read: ";

test.each([
  [answered('ExpiredToken', 400), 'the credentials are no longer valid. Log in again, or give new ones.'],
  [
    answered('RequestTimeTooSkewed', 403),
    'the clock of this machine differs from that of Amazon S3 in eu-west-3 by more than 15 minutes. Set it.',
  ],
  [
    answered('NoSuchBucket', 404),
    'there is no bucket "my-runs" on Amazon S3 in eu-west-3. Make it, or name another.',
  ],
  [
    answered('PermanentRedirect', 301, { $response: { headers: { 'x-amz-bucket-region': 'us-west-2' } } }),
    'the bucket "my-runs" is in the region us-west-2. Add ?region=us-west-2 to the address, or set AWS_REGION=us-west-2.',
  ],
  [
    answered('Unknown', 301),
    'the bucket "my-runs" is in another region. Add its ?region=… to the address, or set AWS_REGION.',
  ],
  [
    answered('NotImplemented', 501),
    "Amazon S3 in eu-west-3 doesn't know If-None-Match and would write over what is there. Take one that does (Amazon S3 and MinIO do), or a folder.",
  ],
  [
    answered('SlowDown', 503),
    'Amazon S3 in eu-west-3 is too busy (status 503, 2 attempts). Try again later, or with fewer workers.',
  ],
  [
    thrown('Error', { code: 'ENOTFOUND' }),
    "Amazon S3 in eu-west-3 can't be reached (ENOTFOUND, 1 attempt). Look whether it runs, and at the endpoint in the address.",
  ],
  [answered('Odd', 418), 'Amazon S3 in eu-west-3 said "Odd it says" (Odd, status 418).'],
  ['a text', 'Amazon S3 in eu-west-3 said "a text" (Error).'],
])('%o', (error, words) => {
  expect(said(error)).toBe(begin + words);
});

test('names another server by its endpoint, and Amazon without a region', () => {
  expect(said(thrown('Error', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), other)).toBe(
    `${begin}the certificate of https://host:9000 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT). Name that of its authority in NODE_EXTRA_CA_CERTS.`,
  );
  expect(said(answered('InvalidAccessKeyId', 403), { ...other, endpoint: null })).toMatch(
    /: Amazon S3 doesn't know the access key\./,
  );
});

test('keeps what was thrown', () => {
  const error = thrown('Odd');
  expect(s3Fault(error, amazon, 'b.run', "can't be read").cause).toBe(error);
});

test('tells a connection that ended from one that never was', () => {
  expect(isCutOff(thrown('Error', { code: 'ECONNRESET' }))).toBe(true);
  expect(isCutOff(thrown('Error', { code: 'ECONNREFUSED' }))).toBe(false);
  expect(failureOf(null)).toMatchObject({ name: 'Error', status: null, attempts: 1 });
});
