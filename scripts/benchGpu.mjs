/**
 * Measures networks on a GPU, through WebGPU in Node.js, next to other ways to train them: test/bench/gpu/ says what. Where
 * this machine has no GPU with a Vulkan driver, it is the software adapter that comes with Chromium.
 */
import path from 'node:path';
import { buildKernels } from './buildKernels.mjs';
import { benchFolder, bundleBench, relaxedSimd } from './tools/benchBundle.mjs';
import { main } from './tools/main.mjs';
import { run, runHere } from './tools/processes.mjs';
import { useSwiftShader } from './tools/swiftShader.mjs';

const programs = ['gpu/main.ts', 'gpu/peer.ts', 'gpu/probe.ts', 'peers/tfjs.mjs', 'peers/jaxjs.mjs'];

const inFolder = (/** @type {string} */ file) => path.join(benchFolder, file);

/** @param {readonly string[]} args */
function adapterIn(args) {
  const at = args.indexOf('--adapter');
  return at < 0 ? undefined : args[at + 1];
}

await main(import.meta, async () => {
  const args = process.argv.slice(2);
  await Promise.all([bundleBench(programs), buildKernels()]);
  const named = adapterIn(args);
  if (named !== undefined) process.env['GPU_ADAPTER'] = named;
  // A process reads the drivers when it loads Vulkan.
  const hasGpu = await run(process.execPath, [inFolder('gpu/probe.mjs')]).then(
    () => true,
    () => false,
  );
  if (!hasGpu && named === undefined) await useSwiftShader();
  process.exitCode = await runHere(process.execPath, [...relaxedSimd, inFolder('gpu/main.mjs'), ...args]);
});
