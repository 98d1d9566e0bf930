/** The file of a report or a picture: whether it can be written is told before anything runs. */
import { access, constants, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../../core/messageOf.ts';
import type { Asked } from '../command.ts';
import { UsageError } from '../usageError.ts';

export class ReportFile {
  /** As it was typed. */
  readonly name: string;
  readonly #path: string;
  readonly #isThere: boolean;

  private constructor(name: string, file: string, isThere: boolean) {
    this.name = name;
    this.#path = file;
    this.#isThere = isThere;
  }

  /**
   * Of an option; null where it isn't given.
   * @param endings That its name may have.
   * @throws {UsageError} if it can't be written.
   */
  static async of(
    asked: Asked,
    {
      option,
      command,
      cwd,
      endings,
    }: {
      readonly option: string;
      readonly command: string;
      readonly cwd: string;
      readonly endings: readonly string[];
    },
  ): Promise<ReportFile | null> {
    const name = asked.text(option);
    if (name === undefined) return null;
    const file = path.resolve(cwd, name);
    const fail = (expected: string) => new UsageError(`--${option} ${name} — expected ${expected}`, command);
    if (!endings.includes(path.extname(name).toLowerCase()))
      throw fail(`a file whose name ends in ${endings.join(' or ')}`);
    const folder = path.dirname(file);
    const parent = await stat(folder).catch(() => null);
    if (!parent?.isDirectory()) throw fail(`a file in a folder that is there: make ${folder} first`);
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) throw fail('the name of a file, and a folder has it');
    const canWrite = await access(found ? file : folder, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!canWrite)
      throw fail(found ? 'a file that may be written' : `a folder that may be written in, unlike ${folder}`);
    return new ReportFile(name, file, found !== null);
  }

  get isHtml(): boolean {
    return path.extname(this.name).toLowerCase() === '.html';
  }

  /** @throws {UsageError} */
  async writeBytes(bytes: string | Uint8Array): Promise<void> {
    try {
      await writeFile(this.#path, bytes);
    } catch (error) {
      throw new UsageError(`${this.name} — expected a file that can be written: ${messageOf(error)}`);
    }
  }

  /** @returns What there is to say of it: `Report written into out.html, 842 kB.` @throws {UsageError} */
  async write(text: string): Promise<string> {
    await this.writeBytes(text);
    const size = Math.ceil(Buffer.byteLength(text) / 1000);
    const before = this.#isThere ? ', in place of what it had' : '';
    return `Report written into ${this.name}, ${size.toLocaleString('en')} kB${before}.`;
  }
}
