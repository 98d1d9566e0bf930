/** The two builds of the kernels, as `npm run build` writes them to dist/kernels. */
export interface KernelBytes {
  /** simd.wasm, which every engine can run. */
  readonly simd: Uint8Array<ArrayBuffer>;
  /** relaxed.wasm, which multiplies and adds in one instruction. */
  readonly relaxed: Uint8Array<ArrayBuffer>;
}

export interface Kernels {
  readonly name: keyof KernelBytes;
  readonly module: WebAssembly.Module;
}

/** The faster build of those that this engine can run. To be called once: compiling takes milliseconds. */
export function chooseKernels(bytes: KernelBytes): Kernels {
  return loadKernels(bytes, WebAssembly.validate(bytes.relaxed) ? 'relaxed' : 'simd');
}

/** That build. @internal */
export function loadKernels(bytes: KernelBytes, name: keyof KernelBytes): Kernels {
  return { name, module: new WebAssembly.Module(bytes[name]) };
}
