/** Lines of a text that comes in pieces of bytes: a line is there when its line feed is. */

const lineFeed = 0x0a;

/** A line without its end; null: it is too long. The number is counted from 1. */
export type OnLine = (line: string | null, number: number) => void;

export class Lines {
  readonly #longest: number;
  readonly #onLine: OnLine;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** The line that has no end yet: its pieces, and how many bytes they have. */
  #rest: Uint8Array[] = [];
  #waiting = 0;
  #number = 0;

  /** @param longest Bytes of a line. */
  constructor(longest: number, onLine: OnLine) {
    this.#longest = longest;
    this.#onLine = onLine;
  }

  /** Bytes of the line that has no end yet. */
  get waiting(): number {
    return this.#waiting;
  }

  add(bytes: Uint8Array): void {
    const end = bytes.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      const whole = this.#takeRest(bytes.subarray(0, end));
      if (whole.length <= this.#longest) this.#tell(whole);
      else this.#tellEach(whole);
    }
    this.#wait(bytes.subarray(end));
  }

  /** Takes what is left as a line. */
  finish(): void {
    if (this.#waiting === 0) return;
    const last = this.#takeRest(new Uint8Array([lineFeed]));
    if (last.length - 1 > this.#longest) this.#onLine(null, ++this.#number);
    else this.#tell(last);
  }

  /** What is too long is counted and not kept. */
  #wait(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#waiting += bytes.length;
    if (this.#waiting > this.#longest + 1) this.#rest = [];
    else this.#rest.push(new Uint8Array(bytes));
  }

  /** The line that has no end yet with what follows it. One that is too long is told, and left out. */
  #takeRest(bytes: Uint8Array): Uint8Array {
    const rest = this.#rest;
    const waiting = this.#waiting;
    this.#rest = [];
    this.#waiting = 0;
    if (waiting === 0) return bytes;
    if (waiting > this.#longest + 1) {
      this.#onLine(null, ++this.#number);
      return bytes.subarray(bytes.indexOf(lineFeed) + 1);
    }
    const whole = new Uint8Array(waiting + bytes.length);
    let at = 0;
    for (const piece of [...rest, bytes]) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  #tellEach(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const end = bytes.indexOf(lineFeed, from) + 1;
      if (end - 1 - from > this.#longest) this.#onLine(null, ++this.#number);
      else this.#tell(bytes.subarray(from, end));
      from = end;
    }
  }

  /** @param bytes Whole lines. */
  #tell(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const text = this.#decoder.decode(bytes);
    const lines = (this.#number === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
    lines.pop();
    for (const line of lines) this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line, ++this.#number);
  }
}
