import type { DebuggedThread, DebugSessions } from '../../debug/debugSessions.ts';

/** @throws {Error} if no optimizer is debugged. */
export function activeThread({ active }: DebugSessions): DebuggedThread {
  if (active) return active;
  throw new Error(
    'No optimizer is being debugged. Open one and press F5, or choose Debug This Run in the view Runs.',
  );
}
