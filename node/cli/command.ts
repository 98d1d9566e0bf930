/** The shape of a command: what people read of it, what it takes, and what does it. */
import type { ShippedPlaces } from './shippedPlaces.ts';
import type { Terminal } from './terminal.ts';

export const programName = 'optimizer-playground';

interface Described {
  /** In the help, a short sentence without its full stop. */
  readonly about: string;
  readonly short?: string;
}

export type CommandOption =
  | (Described & { readonly type: 'boolean' })
  | (Described & {
      readonly type: 'string';
      /** What stands for its value in the help: `FILE`. */
      readonly value: string;
      /** All values that there are. Absent: any. */
      readonly known?: readonly string[];
    });

/** What follows the name of a command. */
export interface Operand {
  /** `FILE.experiment.json` */
  readonly name: string;
  readonly isNeeded: boolean;
  /** Completed with files of this ending, or with these words. */
  readonly completes: { readonly ending: string } | { readonly words: readonly string[] };
}

/** Written out, what the person has typed. */
export interface Asked {
  readonly operand: string | undefined;
  /** The value of an option; undefined where it isn't given. */
  text(option: string): string | undefined;
  isSet(option: string): boolean;
}

/** What a command has around it. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly shipped: ShippedPlaces;
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The table of all commands. */
  readonly commands: Commands;
  /**
   * Is aborted when the person wants to stop, with Ctrl+C. A command that doesn't ask for it has nothing to keep: the process ends
   * where it is.
   */
  stopSignal(): AbortSignal;
}

/** What the process says of how it ended. */
export const exitCodes = {
  done: 0,
  /** What was asked for was done, and a condition doesn't hold. */
  failed: 1,
  /** It can't be done as it was asked for. */
  usage: 2,
  /** As shells have it: 128, and the number of SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** By their names. */
export type Commands = Readonly<Record<string, Command>>;

export interface Command {
  readonly summary: string;
  readonly operand: Operand | null;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** Paragraphs below the first line of its help. */
  readonly about: readonly string[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Loaded when it is asked for: most of what there is to load belongs to one command. */
  readonly load: () => Promise<(asked: Asked, surroundings: Surroundings) => Promise<ExitCode>>;
}
