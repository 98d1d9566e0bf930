/** The most that a core of this machine can do in WebAssembly, which no training step can exceed. */
import { readFileSync } from 'node:fs';

export interface Peak {
  /** Floating point operations a second. */
  readonly speed: number;
  readonly instructions: string;
}

interface LoopExports {
  /** In a round. */
  readonly operations: WebAssembly.Global<'i32'>;
  run(rounds: number, factor: number, term: number): number;
}

/** Some 3 ms each. */
const [samples, rounds] = [200, 2 ** 21];

/** @param file Path of a build of `test/bench/peak/multiplyAdd.ts`, by the build's name. */
export function measurePeak(file: (build: 'simd' | 'relaxed') => string): Peak {
  const relaxed = readFileSync(file('relaxed'));
  const hasRelaxed = WebAssembly.validate(relaxed);
  const module = new WebAssembly.Module(hasRelaxed ? relaxed : readFileSync(file('simd')));
  const { run, operations } = new WebAssembly.Instance(module).exports as unknown as LoopExports;
  const times = Array.from({ length: samples }, () => {
    const begin = performance.now();
    run(rounds, 0.5, 0.25);
    return (performance.now() - begin) / 1000;
  });
  return {
    speed: (operations.value * rounds) / Math.min(...times),
    instructions: hasRelaxed
      ? '128-bit multiply-add (relaxed SIMD)'
      : '128-bit multiplication and addition: this Node.js has no relaxed SIMD',
  };
}
