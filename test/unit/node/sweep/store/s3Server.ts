/**
 * As much of S3 as a store asks for, on loopback: PUT with `If-None-Match`, GET and HEAD, of one bucket, with the errors that Amazon
 * documents. Only what is signed as Amazon's Signature Version 4 says is answered (signedAs.ts).
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { signatureFault } from './signedAs.ts';

export const credentials = { key: 'AKIDEXAMPLE', secret: 'a secret/of+letters' };

interface Stored {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What can go wrong with a request. `lost`: it is carried out, and the answer never comes. `half`: half of an object comes. `gone`: there is no such bucket. */
export type Trouble = 'busy' | 'cut' | 'lost' | 'half' | 'conflict' | 'refused' | 'gone' | null;

export interface S3Server {
  readonly endpoint: string;
  readonly objects: Map<string, Stored>;
  /** `PUT key` for each that was signed rightly. */
  readonly requests: string[];
  /** Asked for each request. */
  trouble: (method: string, key: string) => Trouble;
  /** Whether it answers 412 rather than to replace what is there. */
  knowsConditions: boolean;
  region: string;
  stop(): Promise<void>;
}

export const bucket = 'sweeps';

export async function startS3Server(port = 0): Promise<S3Server> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void answer(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: given } = server.address() as AddressInfo;

  const state: S3Server = {
    endpoint: `http://127.0.0.1:${given}`,
    objects: new Map(),
    requests: [],
    trouble: () => null,
    knowsConditions: true,
    region: 'us-east-1',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [, asked, ...names] = new URL(request.url ?? '', state.endpoint).pathname.split('/');
    const key = names.map(decodeURIComponent).join('/');
    const method = request.method ?? '';

    const fault = signatureFault(request, body, { ...credentials, region: state.region });
    if (fault) return refuse(response, fault.status, fault.code, fault.region);
    state.requests.push(`${method} ${key}`);
    if (asked !== bucket) return refuse(response, 404, 'NoSuchBucket');

    const trouble = state.trouble(method, key);
    if (trouble === 'cut') return void request.socket.destroy();
    if (trouble === 'busy') return refuse(response, 503, 'SlowDown');
    if (trouble === 'conflict') return refuse(response, 409, 'ConditionalRequestConflict');
    if (trouble === 'gone') return refuse(response, 404, 'NoSuchBucket');
    if (trouble === 'refused') return refuse(response, 403, 'AccessDenied');

    const stored = state.objects.get(key);
    if (method === 'PUT') {
      if (stored && state.knowsConditions && request.headers['if-none-match'] === '*')
        return refuse(response, 412, 'PreconditionFailed');
      state.objects.set(key, { bytes: body, metadata: metadataOf(request) });
      if (trouble === 'lost') return void request.socket.destroy();
      response.writeHead(200, { ETag: '"0"' }).end();
      return;
    }
    if (!stored) return refuse(response, 404, 'NoSuchKey');
    response.writeHead(200, { ...stored.metadata, 'Content-Length': stored.bytes.length, ETag: '"0"' });
    if (trouble === 'half') {
      response.write(stored.bytes.subarray(0, stored.bytes.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(method === 'HEAD' ? undefined : stored.bytes);
  }

  return state;
}

function metadataOf({ headers }: IncomingMessage): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

/** Answers to HEAD have no body: Node leaves it out. */
function refuse(response: ServerResponse, status: number, code: string, region?: string): void {
  const where = region === undefined ? '' : `<Region>${region}</Region>`;
  response.writeHead(status, { 'Content-Type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}, says the server</Message>${where}</Error>`,
  );
}
