/** A terminal that is none, and what was written there. */
import type { Asked, Surroundings } from '../../../../node/cli/command.ts';
import { commands } from '../../../../node/cli/commands.ts';
import { shippedPlaces } from '../../../../node/cli/shippedPlaces.ts';
import type { Terminal } from '../../../../node/cli/terminal.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';

export function fakeTerminal({ isTerminal = false, columns = 80, rows = 24 } = {}) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTerminal,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const terminal: Terminal = { out: stream('out'), err: stream('err'), size: () => ({ columns, rows }) };
  return { terminal, written };
}

export function surroundingsOf(terminal: Terminal, cwd: string): Surroundings {
  const shipped = { ...shippedPlaces(inRoot('dist'), '1.2.3'), data: inRoot('core', 'problems', 'data') };
  return { terminal, shipped, cwd, env: {}, commands, stopSignal: () => new AbortController().signal };
}

/** @param options Their values; true for those that have none. */
export function asked(
  operand: string | undefined,
  options: Readonly<Record<string, string | true>> = {},
): Asked {
  return {
    operand,
    text: (name) => {
      const value = options[name];
      return value === true ? undefined : value;
    },
    isSet: (name) => name in options,
  };
}
