/** What was shown of a task last, as it is kept, for a window that is opened again. */

import * as z from 'zod';
import { stableText } from '../stableText.ts';
import { textHash } from '../textHash.ts';
import type { CheckedAttempt } from './exercise/checkAttempt.ts';

const line = z.strictObject({ line: z.int(), text: z.string() }).nullable();

const compared = z.strictObject({ yours: z.string(), expected: z.string(), isWrong: z.boolean() });

const checkedSchema = z.strictObject({
  kind: z.enum(['passed', 'failed', 'faulty']),
  message: z.string(),
  remarks: z.array(z.string()),
  steps: z
    .strictObject({
      parameter: z.string(),
      name: z.string().nullable(),
      rows: z.array(
        z.strictObject({
          step: z.int(),
          gradient: z.string(),
          value: compared.nullable(),
          parameter: compared,
        }),
      ),
    })
    .nullable(),
  wrong: z.strictObject({ start: z.int(), end: z.int() }).nullable(),
  solution: z.string().nullable(),
  differences: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['same', 'differs', 'missing', 'extra']),
      yours: line,
      expected: line,
    }),
  ),
});

const answeredSchema = z.strictObject({
  said: z.string(),
  verdict: z.strictObject({ right: z.boolean(), text: z.string() }),
});

const schema = z.strictObject({
  /** A hash of the texts that it is about. */
  about: z.string(),
  shown: z.union([checkedSchema, answeredSchema]),
});

/** What a person said to a question, and what was said of it. */
export type Answered = Readonly<z.infer<typeof answeredSchema>>;

/** The verdict on an exercise, or on the answer to a question. */
export type Shown = CheckedAttempt | Answered;

/** @param texts Of the cells that it is about. */
export function keepShown(shown: Shown, texts: readonly string[]): unknown {
  return { about: hashOf(texts), shown };
}

/** Null where nothing was kept, or where it is about other texts. */
export function readShown(kept: unknown, texts: readonly string[]): Shown | null {
  const { about, shown } = schema.safeParse(kept).data ?? {};
  return shown !== undefined && about === hashOf(texts) ? shown : null;
}

function hashOf(texts: readonly string[]): string {
  return textHash(stableText(texts)).slice(0, 32);
}
