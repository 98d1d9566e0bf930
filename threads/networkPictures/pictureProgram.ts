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
  /** Of the ways through the runs the last that was begun; another takes its place. */
  let way = 0;
  const tell: (news: PictureNews) => void = answerQuestions<PictureQuestions>(
    port,
    async ({ name, input }) => {
      const pictures = await opening;
      switch (name) {
        case 'facts':
          return pictures.facts;
        case 'follow':
          return (await follow(pictures, input)) ? pictures.facts : null;
        case 'live':
          return pictures.live(input.run, input.weights);
        case 'at':
          await inTurns(pictures.reach(input.run, input.step), { nextTurn });
          return pictures.at(input.run, input.step);
        case 'slice':
          await computeSlice(pictures, input);
          return null;
        case 'stop':
          current = null;
          way++;
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
    return new NetworkPictures(runs, data);
  }

  function follow(pictures: NetworkPictures, stepsDone: readonly number[]): Promise<boolean> {
    const own = ++way;
    return inTurns(pictures.follow(stepsDone), {
      nextTurn,
      say: (opened) => tell({ opened }),
      goesOn: () => own === way,
    });
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
  readonly say?: (value: T) => void;
  readonly isNews?: (value: T) => boolean;
  /** Asked after each turn; where it says no, what is left is not computed. */
  readonly goesOn?: () => boolean;
}

/** Computes what a generator yields, and listens in between. @returns Whether it came to the end. */
async function inTurns<T>(
  values: Generator<T, unknown>,
  { nextTurn, say = () => {}, isNews = () => false, goesOn = () => true }: Turns<T>,
): Promise<boolean> {
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
    if (!goesOn()) return false;
    begun = performance.now();
  }
  if (unsaid !== undefined) say(unsaid);
  return true;
}
