/** Whether a request is signed as Amazon's Signature Version 4 says ("Authenticating Requests (AWS Signature Version 4)", S3 API). */

import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

interface Signer {
  readonly key: string;
  readonly secret: string;
  readonly region: string;
}

interface SignatureFault {
  readonly status: number;
  readonly code: string;
  readonly region?: string;
}

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([\da-f]{64})$/;

export function signatureFault(
  request: IncomingMessage,
  body: Uint8Array,
  { key, secret, region }: Signer,
): SignatureFault | null {
  const [, askedBy, day = '', scope = '', names = '', signature] =
    header.exec(request.headers.authorization ?? '') ?? [];
  if (signature === undefined) return { status: 403, code: 'AccessDenied' };
  if (askedBy !== key) return { status: 403, code: 'InvalidAccessKeyId' };
  if (scope !== region) return { status: 400, code: 'AuthorizationHeaderMalformed', region };
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== sha256(body)) return { status: 400, code: 'XAmzContentSHA256Mismatch' };

  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const query = [...url.searchParams].map((pair) => pair.map(encodeURIComponent).join('=')).sort();
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), names, payload].join(
    '\n',
  );
  const time = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', time, `${day}/${scope}/s3/aws4_request`, sha256(canonical)].join('\n');
  const signingKey = [day, scope, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(signingKey, toSign).toString('hex') === signature
    ? null
    : { status: 403, code: 'SignatureDoesNotMatch' };
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
