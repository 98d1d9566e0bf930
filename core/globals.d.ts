/** What every host has and TypeScript declares only together with the DOM: as much of it as core uses. */

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  /** @param options `fatal`: bytes that are no text throw a TypeError. `ignoreBOM`: a byte order mark is kept. */
  constructor(encoding?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

declare namespace WebAssembly {
  class Memory {
    /** @param descriptor Sizes in pages of 64 KiB. Memory that threads share has to have a maximum. */
    constructor(descriptor: {
      readonly initial: number;
      readonly maximum?: number;
      readonly shared?: boolean;
    });
    readonly buffer: ArrayBufferLike;
    /** Adds pages; views of the buffer before are empty then. Throws a RangeError where there is no more memory. */
    grow(pages: number): number;
  }

  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }

  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }

  /** Whether the bytes are a module that this engine can run. */
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
