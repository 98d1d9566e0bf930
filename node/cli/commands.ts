/** The table of commands, in the order in which the help lists them. */
import type { Commands } from './command.ts';
import { judgingCommands } from './commandTable/judging.ts';
import { libraryCommands } from './commandTable/library.ts';
import { runningCommands } from './commandTable/running.ts';
import { teachingCommands } from './commandTable/teaching.ts';

export const commands: Commands = {
  ...runningCommands,
  ...judgingCommands,
  ...libraryCommands,
  ...teachingCommands,
};
