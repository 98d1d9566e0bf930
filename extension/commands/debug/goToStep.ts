import type { DebugSessions } from '../../debug/debugSessions.ts';
import { askText } from '../../shown/ask.ts';
import { activeThread } from './activeThread.ts';

/** Asks for a step of the run that is debugged, and goes to its first line. */
export async function goToStep(sessions: DebugSessions): Promise<void> {
  const thread = activeThread(sessions);
  const { link, threadId } = thread;
  const { run, step } = await link.request('optimizer.position', { threadId });
  const steps = link.launch.runs.find(({ spec }) => spec.id === run)?.spec.steps ?? 1;
  const answer = await askText({
    ...{ title: 'Go to Step', value: String(step) },
    prompt: `A step of the run, from 1 to ${steps}`,
    faultOf: (text) =>
      isStep(text, steps) ? null : `step = ${text} — expected a whole number from 1 to ${steps}`,
  });
  if (answer !== undefined) await sessions.move(thread, { step: Number(answer) });
}

function isStep(text: string, steps: number): boolean {
  const step = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(step) && step >= 1 && step <= steps;
}
