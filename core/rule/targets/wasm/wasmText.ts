/**
 * A module that `compileWasm` has made, in WebAssembly's text format (WebAssembly Core Specification 2.0, chapter 6), to be
 * read: an instruction a line, locals by their numbers. It is decoded from the very bytes that run.
 */
import { op, valueTypes } from './instructions.ts';

/** @param bytes Of a module with the sections and instructions that `compileWasm` writes. @throws {TypeError} for others. */
export function wasmText(bytes: Uint8Array): string {
  const reader = new Reader(bytes);
  reader.skip(8);
  const names: string[] = [];
  const lines = ['(module'];
  while (!reader.isAtEnd) {
    const id = reader.byte();
    const end = reader.unsigned() + reader.position;
    if (id === section.import) lines.push(`  ${memoryImport(reader)}`);
    else if (id === section.export) names.push(...exportsIn(reader));
    else if (id === section.code) lines.push(...functionsIn(reader, names));
    else reader.skip(end - reader.position);
  }
  return [...lines, ')', ''].join('\n');
}

const section = { import: 2, export: 7, code: 10 };

class Reader {
  readonly #bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.position++];
    if (byte === undefined) throw new TypeError('the module ends too early');
    return byte;
  }

  skip(count: number): void {
    this.position += count;
  }

  /** LEB128. */
  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  }

  /** LEB128 of 32 bits, whose last byte carries the sign. */
  signed(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return shift < 25 && (byte & 64) !== 0 ? value | (-1 << (shift + 7)) : value;
    }
  }

  float32(): number {
    const view = new DataView(Uint8Array.from([this.byte(), this.byte(), this.byte(), this.byte()]).buffer);
    return view.getFloat32(0, true);
  }

  name(): string {
    return String.fromCharCode(...Array.from({ length: this.unsigned() }, () => this.byte()));
  }

  list<T>(item: () => T): T[] {
    return Array.from({ length: this.unsigned() }, item);
  }
}

function memoryImport(reader: Reader): string {
  const [line = ''] = reader.list(() => {
    const [module, field] = [reader.name(), reader.name()];
    reader.byte();
    const isShared = reader.byte() === 0x03;
    const least = reader.unsigned();
    const limits = isShared ? `${least} ${reader.unsigned()} shared` : `${least}`;
    return `(import "${module}" "${field}" (memory ${limits}))`;
  });
  return line;
}

function exportsIn(reader: Reader): string[] {
  return reader.list(() => {
    const name = reader.name();
    reader.byte();
    reader.unsigned();
    return name;
  });
}

function functionsIn(reader: Reader, names: readonly string[]): string[] {
  return reader
    .list(() => {
      const end = reader.unsigned() + reader.position;
      const locals = reader.list(() => ({ count: reader.unsigned(), type: typeName(reader.byte()) }));
      const types = locals.flatMap(({ count, type }) => Array.from({ length: count }, () => type));
      return { types, body: instructions(reader, end) };
    })
    .flatMap(({ types, body }, index) => [
      `  (func (export "${names[index] ?? index}") (param i32 i32)`,
      ...(types.length > 0 ? [`    (local ${types.join(' ')})`] : []),
      ...body.map((line) => `    ${line}`),
      '  )',
    ]);
}

function typeName(code: number): string {
  const found = Object.entries(valueTypes).find(([, each]) => each === code);
  if (!found) throw new TypeError(`0x${code.toString(16)} is no type of a local`);
  return found[0];
}

/** Without the `end` of the function, which its bracket is. */
function instructions(reader: Reader, end: number): string[] {
  const lines: string[] = [];
  let depth = 0;
  while (reader.position < end) {
    const line = instruction(reader);
    if (line === 'end') depth--;
    if (depth < 0) break;
    lines.push(`${'  '.repeat(depth)}${line}`);
    if (line === 'if' || line === 'loop') depth++;
  }
  return lines;
}

const simd = 0xfd;

function instruction(reader: Reader): string {
  const first = reader.byte();
  const code = first === simd ? simdCode(reader.unsigned()) : first;
  const name = plainNames.get(code);
  if (name !== undefined) return name;
  const known = withImmediates.get(code);
  if (!known) throw new TypeError(`0x${code.toString(16)} is no instruction of a kernel`);
  return known(reader);
}

/** Codes of instructions behind a prefix, apart from those without one. */
const simdCode = (code: number) => simd * 1024 + code;

/** Those without immediates, by their codes. */
const plainNames = new Map(
  Object.entries(op).map(([name, bytes]) => {
    const [first = 0] = bytes;
    return [first === simd ? simdCode(new Reader(Uint8Array.from(bytes.slice(1))).unsigned()) : first, name];
  }),
);

const memory = (name: string, natural: number) => (reader: Reader) => {
  const align = 2 ** reader.unsigned();
  const offset = reader.unsigned();
  return [name, offset > 0 ? `offset=${offset}` : '', align === natural ? '' : `align=${align}`]
    .filter(Boolean)
    .join(' ');
};
const local = (name: string) => (reader: Reader) => `local.${name} ${reader.unsigned()}`;
const block = (name: string) => (reader: Reader) => {
  reader.byte();
  return name;
};
const lane = (name: string, access?: (reader: Reader) => string) => (reader: Reader) =>
  `${access?.(reader) ?? name} ${reader.byte()}`;

const withImmediates: ReadonlyMap<number, (reader: Reader) => string> = new Map([
  [0x03, block('loop')],
  [0x04, block('if')],
  [0x0d, (reader) => `br_if ${reader.unsigned()}`],
  [0x20, local('get')],
  [0x21, local('set')],
  [0x22, local('tee')],
  [0x28, memory('i32.load', 4)],
  [0x2a, memory('f32.load', 4)],
  [0x41, (reader) => `i32.const ${reader.signed()}`],
  [0x43, (reader) => `f32.const ${floatText(reader.float32())}`],
  [simdCode(0x00), memory('v128.load', 16)],
  [simdCode(0x0b), memory('v128.store', 16)],
  [simdCode(0x0d), (reader) => `i8x16.shuffle ${Array.from({ length: 16 }, () => reader.byte()).join(' ')}`],
  [simdCode(0x1f), lane('f32x4.extract_lane')],
  [simdCode(0x21), lane('f64x2.extract_lane')],
  [simdCode(0x5a), lane('', memory('v128.store32_lane', 4))],
  [simdCode(0x5c), memory('v128.load32_zero', 4)],
] satisfies [number, (reader: Reader) => string][]);

/** The shortest decimal that rounds to the float. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
