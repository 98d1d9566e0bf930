import type { SliceNews } from '../../core/networkPictures/sliceNews.ts';
import { QuestionThread } from '../questions/questionThread.ts';
import type { StartThread } from '../thread.ts';
import type { PictureInput, PictureQuestions } from './pictureTasks.ts';

export type PictureNews =
  /** How much of the runs has been gone through, 0 to 1. */
  { readonly opened: number } | { readonly slice: SliceNews };

/** Runs of a network that are kept open in a thread of their own, and asked for pictures. */
export class PictureThread extends QuestionThread<PictureQuestions> {
  constructor(start: StartThread, input: PictureInput, onNews: (news: PictureNews) => void) {
    super(start, input, {
      name: 'the network page',
      onNews: (news) => onNews(news as PictureNews),
    });
  }
}
