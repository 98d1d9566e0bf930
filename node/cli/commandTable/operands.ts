/** What several commands take. */
import type { CommandOption, Operand } from '../command.ts';

export const experimentFile: Operand = {
  name: 'FILE.experiment.json',
  isNeeded: true,
  completes: { ending: '.experiment.json' },
};

export const library: CommandOption = {
  type: 'string',
  value: 'FOLDER',
  about:
    'where races are kept; default: the library of the editor in whose terminal this runs, else .optimizer-playground/races',
};

export const threads: CommandOption = {
  type: 'string',
  value: 'N',
  about: 'how many threads compute; default: as many as the machine can run at once',
};
