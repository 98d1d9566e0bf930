/** `claims`: puts the claims of a folder to the test. */
import path from 'node:path';
import { checkClaimFolder } from '../../exercises/checkClaimFolder.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { notThere } from '../files/notThere.ts';
import { printable } from '../printable.ts';
import { UsageError } from '../usageError.ts';

export async function claims(asked: Asked, { terminal, shipped, cwd }: Surroundings): Promise<ExitCode> {
  const { operand = '.' } = asked;
  const print = (line: string) => terminal.out.write(`${printable(line)}\n`);
  const checked = await checkClaimFolder(path.resolve(cwd, operand), shipped.data, print).catch(
    notThere(operand, 'claims'),
  );
  const { claims: count, findings } = checked;
  if (count === 0)
    throw new UsageError(
      `${operand} — expected a claim, whose name ends in .claim.json, or a folder of some`,
      'claims',
    );
  terminal.out.write(`${count - findings.length} of ${count} came out as their files say.\n`);
  return findings.length > 0 ? exitCodes.failed : exitCodes.done;
}
