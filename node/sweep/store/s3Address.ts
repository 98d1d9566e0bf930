/** Where in S3-compatible storage a store is, as people name it: `s3://bucket/prefix?endpoint=http://host:9000&region=us-east-1`. */

import { StoreError } from './blobStore.ts';

export interface S3Address {
  readonly bucket: string;
  /** Before each key: empty, or with `/` at its end. */
  readonly prefix: string;
  /** null for Amazon's own. */
  readonly endpoint: string | null;
  /** null for what the environment says. */
  readonly region: string | null;
}

const parameters = ['endpoint', 'region'];

/** Amazon's rule, which other servers keep to. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const credentialsElsewhere =
  'Credentials are taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from a profile; an address is shown and logged.';

export function parseS3Address(text: string): S3Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.username || url?.password)
    throw new StoreError(`s3://…@${url.host} — expected no credentials. ${credentialsElsewhere}`);
  if (url?.protocol !== 's3:' || url.hostname === '' || url.hash !== '' || url.port !== '')
    throw new StoreError(`${text} — expected s3://BUCKET/PREFIX`);
  if (!bucketName.test(url.host))
    throw new StoreError(
      `${text} — expected a bucket of 3 to 63 lower-case letters, digits, "." and "-", found "${url.host}"`,
    );
  for (const name of url.searchParams.keys()) {
    if (!parameters.includes(name))
      throw new StoreError(`${text} — expected ${parameters.join(' or ')}, found "${name}"`);
  }
  return {
    bucket: url.host,
    prefix: prefixOf(url.pathname, text),
    endpoint: endpointOf(url.searchParams.get('endpoint'), text),
    region: url.searchParams.get('region') || null,
  };
}

/** As people read it in messages. */
export function s3Place({ bucket, prefix }: S3Address, key = ''): string {
  return `s3://${bucket}/${prefix}${key}`;
}

function prefixOf(path: string, text: string): string {
  const names = path.split('/').filter((name) => name !== '');
  const isPlain = names.every((name) => /^[\w.-]+$/.test(name) && !/^\.+$/.test(name));
  if (!isPlain)
    throw new StoreError(`${text} — expected a prefix of letters, digits, ".", "-" and "_", found "${path}"`);
  return names.map((name) => `${name}/`).join('');
}

function endpointOf(value: string | null, text: string): string | null {
  if (!value) return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.username || url?.password)
    throw new StoreError(
      `endpoint of ${url.host} — expected an address without credentials. ${credentialsElsewhere}`,
    );
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw new StoreError(`${text} — expected an endpoint such as http://localhost:9000, found "${value}"`);
  return value;
}
