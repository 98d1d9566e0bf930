import { expect, test } from 'vitest';
import { StoreError } from '../../../../../node/sweep/store/blobStore.ts';
import { parseS3Address, s3Place } from '../../../../../node/sweep/store/s3Address.ts';

const plain = { bucket: 'my-runs', prefix: '', endpoint: null, region: null };

test.each([
  ['s3://my-runs', plain],
  ['s3://my-runs/', plain],
  ['s3://my-runs/a/b_c', { ...plain, prefix: 'a/b_c/' }],
  ['s3://my-runs//a//', { ...plain, prefix: 'a/' }],
  ['s3://my-runs?region=eu-west-3', { ...plain, region: 'eu-west-3' }],
  ['s3://my-runs/a?region=', { ...plain, prefix: 'a/' }],
  [
    's3://my-runs/a?endpoint=http://127.0.0.1:9000&region=us-east-1',
    { bucket: 'my-runs', prefix: 'a/', endpoint: 'http://127.0.0.1:9000', region: 'us-east-1' },
  ],
])('reads %s', (text, address) => {
  expect(parseS3Address(text)).toEqual(address);
});

test.each([
  ['s3:my-runs', 's3:my-runs — expected s3://BUCKET/PREFIX'],
  ['https://my-runs', 'https://my-runs — expected s3://BUCKET/PREFIX'],
  ['s3://my-runs:9000/a', 's3://my-runs:9000/a — expected s3://BUCKET/PREFIX'],
  ['s3://my-runs/a#b', 's3://my-runs/a#b — expected s3://BUCKET/PREFIX'],
  ['s3://My_Runs', /^s3:\/\/My_Runs — expected a bucket of 3 to 63 lower-case letters, .* found "My_Runs"$/],
  ['s3://ab', /found "ab"$/],
  ['s3://my-runs-', /found "my-runs-"$/],
  ['s3:///a', 's3:///a — expected s3://BUCKET/PREFIX'],
  ['s3://my-runs/a%20b', /^s3:\/\/my-runs\/a%20b — expected a prefix of letters, .* found "\/a%20b"$/],
  ['s3://my-runs/a/..%2f', /expected a prefix/],
  ['s3://my-runs?zone=b', 's3://my-runs?zone=b — expected endpoint or region, found "zone"'],
  [
    's3://my-runs?endpoint=localhost:9000',
    's3://my-runs?endpoint=localhost:9000 — expected an endpoint such as http://localhost:9000, found "localhost:9000"',
  ],
  ['s3://my-runs?endpoint=http://h/%3Fa=b', /expected an endpoint such as/],
])('says what is wrong with %s', (text, message) => {
  expect(() => parseS3Address(text)).toThrow(StoreError);
  expect(() => parseS3Address(text)).toThrow(message);
});

test.each(['s3://AKID:hidden@my-runs', 's3://my-runs?endpoint=http://AKID:hidden@127.0.0.1:9000'])(
  'takes no credentials, and says none',
  (text) => {
    const say = () => parseS3Address(text);
    expect(say).toThrow(/expected .*without credentials|expected no credentials/);
    expect(say).toThrow(/AWS_ACCESS_KEY_ID/);
    expect(say).not.toThrow(/hidden/);
  },
);

test('names a place', () => {
  expect(s3Place({ ...plain, prefix: 'a/' }, 'runs/ab/c.run')).toBe('s3://my-runs/a/runs/ab/c.run');
  expect(s3Place(plain)).toBe('s3://my-runs/');
});
