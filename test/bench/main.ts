/** `npm run bench` prints how long things take, next to other ways to do the same; options.ts says what it can be asked. */
import { parseOptions, UsageError, usage } from './options.ts';
import { caseFlag, measureCase, reportKernels } from './reportKernels.ts';
import { reportTraining } from './training/reportTraining.ts';

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === caseFlag) return measureCase(Number(args[1]));
  const options = parseOptions(args);
  if (!options) return console.log(usage);
  const measuresKernels = !options.check && !options.markdown;
  const kernels = measuresKernels ? reportKernels(options.words) : 0;
  const workloads = await reportTraining(options);
  if (kernels + workloads === 0)
    throw new UsageError(`words = ${options.words.join(' ')} — nothing has all of them`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 1;
}
