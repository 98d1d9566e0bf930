import { UsageError } from '../usageError.ts';

/** What a command says where there is no such file or folder. */
export function notThere(place: string, command: string): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw new UsageError(`${place} — expected a file or folder that is there`, command);
    throw error;
  };
}
