/** A real Redis on a loopback port, which can be killed and started again, and a way to it that can be interrupted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { findRedis } from '../../../../scripts/host/redis.mjs';

export class RedisServer {
  readonly #folder: string;
  readonly #keeps: boolean;
  readonly #password: string | undefined;
  port = 0;
  #child: ChildProcess | null = null;

  /** @param keeps Whether what it has survives a kill. */
  constructor(folder: string, keeps = false, password?: string) {
    this.#folder = folder;
    this.#keeps = keeps;
    this.#password = password;
  }

  get address(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const kept = this.#keeps ? ['yes', '--appendfsync', 'always'] : ['no'];
    const child = spawn(
      await findRedis(),
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder],
        ...['--save', '', '--appendonly', ...kept],
        ...(this.#password === undefined ? [] : ['--requirepass', this.#password]),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('Ready to accept connections')) resolve();
      });
      child.on('exit', (code) => reject(new Error(`Redis ended with code ${code}`)));
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('expected a port');
  return address.port;
}

/** Hands on what comes, both ways, until it is paused: then nothing gets through, and no end of the connection is told. */
export class PausableProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isPaused = false;

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        if (this.#isPaused) from.pause();
        from.on('data', (bytes) => void to.write(bytes));
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
        from.on('error', () => {});
      }
    });
  }

  async listen(): Promise<string> {
    const port = await freePort();
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return `redis://127.0.0.1:${port}`;
  }

  pause(): void {
    this.#isPaused = true;
    for (const socket of this.#sockets) socket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
