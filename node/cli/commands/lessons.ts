/** `lessons`: runs the lessons of a folder, and says what is wrong with them. */
import path from 'node:path';
import { checkLessonFolder } from '../../exercises/checkLessonFolder.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { notThere } from '../files/notThere.ts';
import { printable } from '../printable.ts';
import { UsageError } from '../usageError.ts';

export async function lessons(asked: Asked, { terminal, shipped, cwd }: Surroundings): Promise<ExitCode> {
  const { operand = '.' } = asked;
  const print = (finding: string) => terminal.out.write(`${printable(finding)}\n`);
  const checked = await checkLessonFolder(path.resolve(cwd, operand), shipped.data, print).catch(
    notThere(operand, 'lessons'),
  );
  if (checked.lessons === 0)
    throw new UsageError(
      `${operand} — expected a lesson, whose name ends in .lesson.md, or a folder of some`,
      'lessons',
    );
  terminal.out.write(`${summaryOf(checked.lessons, checked.findings.length)}\n`);
  return checked.findings.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** `2 lessons checked: nothing is wrong.` */
function summaryOf(count: number, findings: number): string {
  const checked = count === 1 ? '1 lesson' : `${count} lessons`;
  const wrong = findings === 1 ? '1 thing is wrong' : `${findings} things are wrong`;
  return `${checked} checked: ${findings === 0 ? 'nothing is wrong' : wrong}.`;
}
