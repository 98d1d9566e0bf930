/** What goes wrong between us and S3-compatible storage, in words: what happened, and the way out. */

import { messageOf } from '../../../core/messageOf.ts';
import { StoreError } from './blobStore.ts';
import { type S3Address, s3Place } from './s3Address.ts';

/** What can be read off what the client throws, whose classes differ between answers, networks and credentials. */
interface Failure {
  /** S3's code, such as NoSuchBucket, or the system's, such as ECONNREFUSED. */
  readonly name: string;
  readonly status: number | null;
  readonly attempts: number;
  /** Of the bucket, where the server says it. */
  readonly region: string | null;
  readonly message: string;
}

export function failureOf(error: unknown): Failure {
  const { name, code, Region, $metadata, $response } = isRecord(error) ? error : {};
  const metadata = isRecord($metadata) ? $metadata : {};
  const headers = isRecord($response) && isRecord($response['headers']) ? $response['headers'] : {};
  const region = headers['x-amz-bucket-region'] ?? Region;
  const called = typeof code === 'string' ? code : name;
  return {
    name: typeof called === 'string' ? called : 'Error',
    status: numberOf(metadata['httpStatusCode']),
    attempts: numberOf(metadata['attempts']) ?? 1,
    region: typeof region === 'string' ? region : null,
    message: messageOf(error),
  };
}

/** A connection ended before all of an answer was there. */
export function isCutOff(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(failureOf(error).name);
}

/** @param doing Such as "can't be read". */
export function s3Fault(error: unknown, address: S3Address, key: string, doing: string): StoreError {
  const failure = failureOf(error);
  return new StoreError(`${s3Place(address, key)} ${doing}: ${explain(failure, address)}`, error);
}

function explain(failure: Failure, address: S3Address): string {
  const known = explanations.find(
    ({ names, statuses }) =>
      names.includes(failure.name) || (failure.status !== null && statuses?.includes(failure.status)),
  );
  if (known) return known.say(address, failure);
  if (failure.message.includes('Region is missing'))
    return 'no region is named. Add ?region=… to the address, or set AWS_REGION.';
  const status = failure.status === null ? '' : `, status ${failure.status}`;
  return `${serverOf(address)} said "${failure.message}" (${failure.name}${status}).`;
}

interface Explanation {
  readonly names: readonly string[];
  readonly statuses?: readonly number[];
  readonly say: (address: S3Address, failure: Failure) => string;
}

/** The first that fits counts: by its code, or by the status of answers without one, such as those to HEAD. */
const explanations: readonly Explanation[] = [
  {
    names: ['CredentialsProviderError'],
    say: () =>
      'no credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives them.',
  },
  {
    names: ['NoSuchBucket'],
    say: ({ bucket, ...address }) =>
      `there is no bucket "${bucket}" on ${serverOf(address)}. Make it, or name another.`,
  },
  {
    names: ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'],
    statuses: [301],
    say: ({ bucket }, { region }) =>
      region === null
        ? `the bucket "${bucket}" is in another region. Add its ?region=… to the address, or set AWS_REGION.`
        : `the bucket "${bucket}" is in the region ${region}. Add ?region=${region} to the address, or set AWS_REGION=${region}.`,
  },
  {
    names: ['InvalidAccessKeyId'],
    say: (address) =>
      `${serverOf(address)} doesn't know the access key. Look at AWS_ACCESS_KEY_ID, or at the profile.`,
  },
  {
    names: ['SignatureDoesNotMatch'],
    say: () => 'the secret key is not that of the access key. Look at AWS_SECRET_ACCESS_KEY.',
  },
  {
    names: ['ExpiredToken', 'TokenRefreshRequired'],
    say: () => 'the credentials are no longer valid. Log in again, or give new ones.',
  },
  {
    names: ['RequestTimeTooSkewed'],
    say: (address) =>
      `the clock of this machine differs from that of ${serverOf(address)} by more than 15 minutes. Set it.`,
  },
  {
    names: ['AccessDenied', 'Forbidden'],
    statuses: [403],
    say: () =>
      'access is refused. The credentials need s3:GetObject and s3:PutObject on the objects, and s3:ListBucket on the bucket, without which what is missing is refused, too.',
  },
  {
    names: ['NotImplemented'],
    statuses: [501],
    say: writesOver,
  },
  {
    names: ['SlowDown', 'ServiceUnavailable', 'InternalError'],
    statuses: [500, 502, 503, 504],
    say: (address, { attempts, status }) =>
      `${serverOf(address)} is too busy (status ${status}, ${attemptsText(attempts)}). Try again later, or with fewer workers.`,
  },
  {
    names: [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
      'TimeoutError',
    ],
    say: (address, { name, attempts }) =>
      `${serverOf(address)} can't be reached (${name}, ${attemptsText(attempts)}). Look whether it runs, and at the endpoint in the address.`,
  },
  {
    names: ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'],
    say: (address, { name, attempts }) =>
      `${serverOf(address)} ended the connection (${name}, ${attemptsText(attempts)}). Try again; if it keeps doing that, look at its log.`,
  },
  {
    names: ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    say: (address, { name }) =>
      `the certificate of ${serverOf(address)} is not trusted (${name}). Name that of its authority in NODE_EXTRA_CA_CERTS.`,
  },
];

/** What is said of a server that can't do what a store needs. */
export function writesOver(address: Omit<S3Address, 'bucket'>): string {
  return `${serverOf(address)} doesn't know If-None-Match and would write over what is there. Take one that does (Amazon S3 and MinIO do), or a folder.`;
}

function serverOf({ endpoint, region }: Omit<S3Address, 'bucket'>): string {
  if (endpoint !== null) return endpoint;
  return region === null ? 'Amazon S3' : `Amazon S3 in ${region}`;
}

function attemptsText(attempts: number): string {
  return attempts === 1 ? '1 attempt' : `${attempts} attempts`;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
