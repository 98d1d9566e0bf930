/**
 * What was measured of runs, in files of the extension's storage, so that a page comes back with it: one for each run and number of its
 * steps. A run's id is a hash of all that determines it, so that what was measured of it stays true.
 */

import * as vscode from 'vscode';
import * as z from 'zod';
import { type DiagnosticId, diagnosticIds } from '../../core/diagnostics/index.ts';
import type { MeasuredSeries } from '../../core/diagnostics/measuredSeries.ts';
import { messageOf } from '../../core/messageOf.ts';
import { writeMeasured } from '../../core/race/numbers.ts';
import { textHash } from '../../core/textHash.ts';
import { log } from '../log.ts';

/** Those that were written longest ago go. */
const mostFiles = 100;
const mostBytes = 10 * 2 ** 20;

const numberSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]);
const numbersSchema = z.array(numberSchema).transform((numbers) => Float64Array.from(numbers));

const measurementSchema = z.object({
  stepsDone: z.int().min(0),
  deviation: numberSchema.nullable(),
  series: z.partialRecord(
    z.enum(diagnosticIds),
    z.object({
      ...{ steps: numbersSchema, values: numbersSchema },
      ...{ lows: numbersSchema, highs: numbersSchema, references: numbersSchema },
    }),
  ),
});

export interface Measurement {
  readonly stepsDone: number;
  /** Largest difference of a loss to the recorded one; null where none was compared. */
  readonly deviation: number | null;
  readonly series: { readonly [id in DiagnosticId]?: MeasuredSeries | undefined };
}

const fileSchema = z.object({ version: z.string(), run: z.string(), measured: measurementSchema });

/** Whose measurements they are. */
interface MeasuredOf {
  /** Id of the run. */
  readonly run: string;
  /** That it has done. */
  readonly steps: number;
}

export class DiagnosticsMemory {
  readonly #folder: vscode.Uri;
  readonly #version: string;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param folder May not exist yet.
   * @param version Of the extension: another one may measure otherwise.
   */
  constructor(folder: vscode.Uri, version: string) {
    this.#folder = folder;
    this.#version = version;
  }

  /** null where there is nothing, or it can't be read. */
  async measured(of: MeasuredOf): Promise<Measurement | null> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#fileOf(of));
      const { version, run, measured } = fileSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      return version === this.#version && run === of.run ? measured : null;
    } catch (error) {
      log.debug(`diagnostics: nothing is kept of ${of.run}: ${messageOf(error)}`);
      return null;
    }
  }

  /** Beside what else is kept of the run. */
  keep(of: MeasuredOf, measured: Measurement): Promise<void> {
    this.#writing = this.#writing
      .then(() => this.#write(of, measured))
      .catch((error: unknown) =>
        log.warn(`diagnostics: what was measured can't be kept: ${messageOf(error)}`),
      );
    return this.#writing;
  }

  async #write(of: MeasuredOf, measured: Measurement): Promise<void> {
    const known = await this.measured(of);
    // Measuring that was stopped takes nothing back.
    if (known && known.stepsDone > measured.stepsDone) return;
    const series = { ...known?.series, ...measured.series };
    const content = { version: this.#version, run: of.run, measured: { ...measured, series } };
    const text = JSON.stringify(content, (key, value: unknown) =>
      value instanceof Float64Array
        ? Array.from(value, (number) => writeMeasured('', number))
        : writeMeasured(key, value),
    );
    await vscode.workspace.fs.writeFile(this.#fileOf(of), new TextEncoder().encode(text));
    await this.#removeOldest();
  }

  async #removeOldest(): Promise<void> {
    const { fs } = vscode.workspace;
    const names = (await fs.readDirectory(this.#folder)).map(([name]) => name);
    const files = await Promise.all(
      names.map(async (name) => {
        const uri = vscode.Uri.joinPath(this.#folder, name);
        const { size, mtime } = await fs.stat(uri);
        return { uri, size, mtime };
      }),
    );
    let [count, bytes] = [0, 0];
    for (const { uri, size } of files.sort((a, b) => b.mtime - a.mtime)) {
      count++;
      bytes += size;
      if (count > mostFiles || bytes > mostBytes) await fs.delete(uri);
    }
  }

  #fileOf({ run, steps }: MeasuredOf): vscode.Uri {
    const name = textHash(`${run} ${steps}`).slice(0, 32);
    return vscode.Uri.joinPath(this.#folder, `${name}.json`);
  }
}
