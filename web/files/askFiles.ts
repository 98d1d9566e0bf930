/** The way to files for threads, which have none of their own: they ask whoever has started them. */
import { messageOf } from '../../core/messageOf.ts';
import type { WebFiles } from './webFiles.ts';

export interface FileQuestion {
  readonly name: keyof WebFiles;
  readonly place: string;
}

export type FileAnswer = { readonly value: unknown } | { readonly fault: string };

/** In a thread. Both ends are built from one source: an answer is what was asked for. */
export function filesThrough(ask: (question: FileQuestion) => Promise<FileAnswer>): WebFiles {
  const answerTo = async (name: keyof WebFiles, place: string) => {
    const answer = await ask({ name, place });
    if ('fault' in answer) throw new Error(answer.fault);
    return answer.value as never;
  };
  return {
    look: (place) => answerTo('look', place),
    read: (place) => answerTo('read', place),
    list: (folder) => answerTo('list', folder),
  };
}

/** Where the files are. */
export async function answerAbout(files: WebFiles, { name, place }: FileQuestion): Promise<FileAnswer> {
  try {
    return { value: await files[name](place) };
  } catch (error) {
    return { fault: messageOf(error) };
  }
}
