/** What runs of a fair comparison are judged by. */

export const judgeKinds = ['final loss', 'best loss', 'accuracy', 'steps', 'samples', 'seconds'] as const;
/** `steps`, `samples`, `seconds`: until the loss is at or below the target. */
export type JudgeKind = (typeof judgeKinds)[number];
