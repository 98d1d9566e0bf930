/** What the DOM's types leave out: flags of buffers, as WebGPU numbers them. */
declare const GPUBufferUsage: Readonly<
  Record<'MAP_READ' | 'MAP_WRITE' | 'COPY_SRC' | 'COPY_DST' | 'UNIFORM' | 'STORAGE', GPUBufferUsageFlags>
>;
declare const GPUMapMode: Readonly<Record<'READ' | 'WRITE', GPUMapModeFlags>>;
declare const GPUShaderStage: Readonly<Record<'COMPUTE', GPUShaderStageFlags>>;
