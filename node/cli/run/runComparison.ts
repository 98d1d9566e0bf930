/** Takes a fair comparison to its end, and shows how far it is. */
import type { Experiment } from '../../../core/experiment/schema.ts';
import { ComparisonDriver } from '../../../core/fairComparison/comparisonDriver.ts';
import type { ComparisonSheet } from '../../../core/fairComparison/comparisonSheet.ts';
import type { ComparisonSpec } from '../../../core/fairComparison/comparisonSpec.ts';
import { firstState } from '../../../core/fairComparison/comparisonState.ts';
import type { readData } from '../files/readExperimentFile.ts';
import type { Session } from '../library/openSession.ts';
import type { Stream } from '../terminal.ts';

/** null where the person has stopped it. @param dataOf Split anew for each stage, since it holds out other rows. */
export function runComparison(
  spec: ComparisonSpec,
  { store, scheduler, cores }: Session,
  dataOf: (experiment: Experiment) => ReturnType<typeof readData>,
  words: Stream,
  signal: AbortSignal,
): Promise<ComparisonSheet | null> {
  return new Promise((resolve, reject) => {
    const progress = progressLine(words);
    const driver = new ComparisonDriver(firstState(spec), [], {
      store,
      begin: async (experiment) =>
        scheduler.start(experiment, null, { csv: await dataOf(experiment), cores, speed: 'max' }),
      stop: async (race) => scheduler.stop(race),
      onChange: () => {
        const sheet = driver.sheet();
        progress.show(sheet);
        if (sheet.phase === 'done') end(sheet);
      },
      onError: (error) => {
        driver.dispose();
        reject(error);
      },
    });
    const end = (sheet: ComparisonSheet | null) => {
      driver.dispose();
      progress.end();
      resolve(sheet);
    };
    signal.addEventListener('abort', () => end(null));
    if (signal.aborted) end(null);
    else void driver.go();
  });
}

/** In a terminal one line that changes, elsewhere a line a stage. */
function progressLine(words: Stream) {
  let last = '';
  return {
    show({ phase, progress: { done, total } }: ComparisonSheet) {
      const stage = phase === 'tuning' ? 'Tuning' : 'Fresh seeds';
      const line = words.isTerminal ? `${stage}: ${done} of ${total} runs have ended` : `${stage} …`;
      if (line === last || phase === 'done') return;
      last = line;
      words.write(words.isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (words.isTerminal) words.write('\r\u001b[K');
    },
  };
}
