/** What of a step, or of a map, a lesson explains, and where. */

export interface LessonPlace {
  /** The number of a lesson that ships. */
  readonly lesson: number;
  /** One of its headings. */
  readonly heading: string;
}

export const lessonTopics = {
  batchSize: { lesson: 1, heading: 'The linear scaling rule' },
  momentum: { lesson: 2, heading: 'What the ball remembers' },
  stability: { lesson: 2, heading: 'How fast may it go?' },
  lookAhead: { lesson: 3, heading: 'One step ahead' },
  adaptiveRates: { lesson: 4, heading: 'What it divides by' },
  biasCorrection: { lesson: 5, heading: 'Why the memories need mending' },
  weightDecay: { lesson: 6, heading: 'Two ways that are one' },
  schedule: { lesson: 8, heading: 'Falling' },
} as const satisfies Readonly<Record<string, LessonPlace>>;

export type LessonTopic = keyof typeof lessonTopics;

export const lessonTopicNames = Object.keys(lessonTopics) as readonly LessonTopic[];

/** A sentence about a step. */
export interface Remark {
  readonly text: string;
  /** null where no lesson explains it. */
  readonly topic: LessonTopic | null;
}

export function remark(text: string, topic: LessonTopic | null = null): Remark {
  return { text, topic };
}
