/** Puts all claims of a folder to the test without an editor: `npm run claims -- FOLDER` does, and so can whoever's CI. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseClaim } from '../../core/claims/parseClaim.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import { messageOf } from '../../core/messageOf.ts';
import { loadCsv } from '../../threads/data/csv/answerCsv.ts';
import { csvReader } from '../data/readCsv.ts';
import { claimData } from './claimData.ts';
import { filesIn } from './filesIn.ts';

const ending = '.claim.json';

export interface CheckedClaims {
  readonly claims: number;
  /** A line each: files with faults, what can't be computed, and other verdicts than those of the files. */
  readonly findings: readonly string[];
}

/**
 * @param at A folder, which CSV files have to be in, or one claim in it.
 * @param dataFolder Of the data that ships with the extension.
 * @param print Called with what came of each claim as it is there.
 */
export async function checkClaimFolder(
  at: string,
  dataFolder: string,
  print: (line: string) => void,
): Promise<CheckedClaims> {
  const isFolder = (await stat(at)).isDirectory();
  const workspace = isFolder ? at : path.dirname(at);
  const files = isFolder ? await filesIn(at, ending) : [at];
  const findings: string[] = [];
  const found = (line: string) => {
    findings.push(line);
    print(line);
  };
  for (const file of files) {
    const name = path.relative(process.cwd(), file);
    const text = await readFile(file, 'utf8');
    const { claim, faults } = parseClaim(text);
    if (!claim) {
      found(faults.length > 0 ? oneLine(describeFaults(name, faults, text)) : `${name}: it is empty`);
      continue;
    }
    const options = {
      ...{ dataFolder, place: { workspace, beside: path.dirname(file) } },
      readCsv: async (csv: CsvProblem, folder: string) =>
        (await loadCsv(csv, folder, { split: splitOf(csv), reader: csvReader })).data,
    };
    try {
      const { outcome } = await testClaim(text, { dataOf: (problem) => claimData(problem, options) });
      const { verdict, words, isAsWritten } = outcome;
      if (isAsWritten) print(`${name}: ${verdict}, ${words}`);
      else found(`${name}: ${verdict}, ${words} — the file says ${claim.verdict}`);
    } catch (error) {
      found(`${name}: it can’t be computed: ${oneLine(messageOf(error))}`);
    }
  }
  return { claims: files.length, findings };
}

/** Whatever it quotes. */
function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
