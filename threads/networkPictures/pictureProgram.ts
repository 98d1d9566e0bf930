/** The program of the thread of pictures of networks: it keeps the runs, and answers while a slice is computed. */
import type { GridProgress } from '../../core/networkPictures/lossGrid.ts';
import { NetworkPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import { sliceNews } from '../../core/networkPictures/sliceNews.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import { answerQuestions } from '../questions/answerQuestions.ts';
import type { PictureInput, PictureQuestions } from './pictureTasks.ts';
import type { PictureNews } from './pictureThread.ts';

/** Milliseconds until what was asked in the meantime is answered. */
const turn = 16;
/** Milliseconds from one word about the progress to the next. */
const interval = 100;

export function answerPictures(port: ThreadPort, { runs, csv }: PictureInput, machine: Machine): void {
  /** The slice that is computed; another takes its place. */
  let current: SliceRequest | null = null;
  const tell: (news: PictureNews) => void = answerQuestions<PictureQuestions>(
    port,
    async ({ name, input }) => {
      const pictures = await opening;
      switch (name) {
        case 'facts':
          return pictures.facts;
        case 'at':
          return pictures.at(input.run, input.step);
        case 'slice':
          await computeSlice(pictures, input);
          return null;
        case 'stop':
          current = null;
          return null;
      }
    },
  );
  const { nextTurn } = machine;
  const opening = open();
  // It is told with each answer.
  opening.catch(() => {});

  async function open(): Promise<NetworkPictures> {
    const [first] = runs;
    const data = first ? await dataOfRun(first.spec, csv, machine) : null;
    if (!data) throw new Error('The run trains no network on data.');
    const pictures = new NetworkPictures(runs, data);
    await inTurns(pictures.follow(), { nextTurn, say: (opened) => tell({ opened }) });
    return pictures;
  }

  async function computeSlice(pictures: NetworkPictures, request: SliceRequest): Promise<void> {
    current = request;
    const { slice, grids } = pictures.slice(request);
    const say = (progress: GridProgress, isOver: boolean) =>
      tell({ slice: sliceNews(request, slice, progress, isOver) });
    let last: GridProgress = { done: 0, total: 1, grid: null };
    say(last, false);
    await inTurns(grids, {
      nextTurn,
      say: (progress) => {
        last = progress;
        say(progress, false);
      },
      isNews: (progress) => progress.grid !== last.grid,
      goesOn: () => current === request,
    });
    if (current === request || current === null) say(last, true);
  }
}

interface Turns<T> {
  readonly nextTurn: Machine['nextTurn'];
  /** Called now and then, with what `isNews` says is worth a word and, at the end, with the last. */
  readonly say: (value: T) => void;
  readonly isNews?: (value: T) => boolean;
  /** Asked after each turn; where it says no, what is left is not computed. */
  readonly goesOn?: () => boolean;
}

/** Computes what a generator yields, and listens in between. */
async function inTurns<T>(
  values: Generator<T, unknown>,
  { nextTurn, say, isNews = () => false, goesOn = () => true }: Turns<T>,
): Promise<void> {
  let [said, begun] = [performance.now(), performance.now()];
  let unsaid: T | undefined;
  for (let next = values.next(); !next.done; next = values.next()) {
    const now = performance.now();
    unsaid = next.value;
    if (isNews(next.value) || now - said >= interval) {
      say(next.value);
      said = now;
      unsaid = undefined;
    }
    if (now - begun < turn) continue;
    await nextTurn();
    if (!goesOn()) return;
    begun = performance.now();
  }
  if (unsaid !== undefined) say(unsaid);
}
