/** The maps that are computed, and by whom. */
import { existsSync } from 'node:fs';
import type { Program } from './contestant.ts';
import { networkRuns } from './mapOfSpirals.ts';
import { runs, type SurfaceName } from './mapOfSurface.ts';

export interface BenchMap {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  readonly rounds: number;
  /** By how much sums may differ, as a share. */
  readonly tolerance: number;
  readonly programs: readonly Program[];
  /** Of which times are multiples. */
  readonly unit: string;
  readonly goals: readonly Goal[];
}

/** At least how many times as fast as another contestant one is to be. */
export interface Goal {
  readonly contestant: string;
  readonly other: string;
  readonly least: number;
}

/** By how much sums differ where a library multiplies and adds in one operation, which rounds once. */
const roundedOnce = 1e-3;
/** The same over hundreds of steps in single precision. */
const inSinglePrecision = 2e-2;
/** The same where runs swing far, and many end near the limit above which they have diverged. */
const swingingInSingle = 5e-2;

/** @param networkFile What peers are given of the network. @param kernelFolder Where the built kernels are. */
export function mapsOf(networkFile: string, kernelFolder: string): readonly BenchMap[] {
  return [surfaceMap('valley'), surfaceMap('rosenbrock'), spiralsMap(networkFile, kernelFolder)];
}

function surfaceMap(surface: SurfaceName): BenchMap {
  const isValley = surface === 'valley';
  return {
    name: surface,
    title: `momentum on the ${isValley ? 'valley' : 'Rosenbrock function'}, lr × momentum, 200 steps`,
    ...{ runs, rounds: 31, tolerance: roundedOnce },
    programs: [
      inJavaScript('lanes', 'lanes', surface),
      { ...inJavaScript('lanes, float32', 'float32', surface), tolerance: swingingInSingle },
      inJavaScript('fused', 'fused', surface),
      inJavaScript('loop by hand', 'hand', surface),
      inJavaScript('kernel, once a step', 'kernel', surface),
      ...inPython('map_peer.py', surface),
    ],
    unit: 'loop by hand',
    goals: isValley
      ? [
          { contestant: 'fused', other: 'loop by hand', least: 0.9 },
          { contestant: 'lanes', other: 'NumPy', least: 5 },
          { contestant: 'lanes', other: 'JAX', least: 1 },
        ]
      : [],
  };
}

function spiralsMap(networkFile: string, kernelFolder: string): BenchMap {
  return {
    name: 'spirals',
    title: 'Adam on 2-16-16-2 for two spirals, lr × beta2, batches of 32, 5 epochs',
    ...{ runs: networkRuns, rounds: 7, tolerance: inSinglePrecision },
    programs: [
      ...(existsSync(kernelFolder) ? [inJavaScript('float32', 'float32', 'spirals', kernelFolder)] : []),
      inJavaScript('float64', 'float64', 'spirals'),
      ...inPython('map_network_peer.py', networkFile),
    ],
    unit: 'float64',
    goals: [{ contestant: 'float32', other: 'PyTorch', least: 50 }],
  };
}

function inJavaScript(name: string, ...args: string[]): Program {
  const peer = new URL('peer.mjs', import.meta.url).pathname;
  return { name, command: process.execPath, args: [...process.execArgv, peer, ...args] };
}

function inPython(file: string, ...args: string[]): readonly Program[] {
  const command = process.env['PYTHON'] ?? 'python3';
  const libraries = { NumPy: 'numpy', PyTorch: 'torch', JAX: 'jax' };
  return Object.entries(libraries).map(([name, library]) => ({
    ...{ name, command },
    args: [`test/bench/peers/${file}`, library, ...args],
  }));
}
