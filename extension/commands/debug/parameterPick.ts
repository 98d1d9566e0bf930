import { formatNumber } from '../../../core/format.ts';
import type { DebugSessions } from '../../debug/debugSessions.ts';
import { pickFound } from '../../shown/pickFound.ts';
import { activeThread } from './activeThread.ts';

/** Of a network with thousands: what is typed finds the others. */
const mostListed = 100;

/** Asks which parameter's values are to be looked at. */
export async function chooseParameter(sessions: DebugSessions): Promise<void> {
  const thread = activeThread(sessions);
  const { link, threadId } = thread;
  const chosen = await pickFound({
    title: 'Choose Parameter to Debug',
    placeHolder: 'Largest updates first; type a name or a place, such as layer 1 weight [3, 7]',
    async find(query) {
      const found = await link.request('optimizer.parameters', { threadId, query, most: mostListed });
      return found.parameters.map(({ index, name, gradient, update }) => ({
        ...{ label: name, index },
        description: `g ${formatNumber(gradient)}, moves by ${formatNumber(update)}`,
      }));
    },
  });
  if (chosen) await sessions.move(thread, { parameter: chosen.index });
}
