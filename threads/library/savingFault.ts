/** What a person is told where a race can't be saved: what happened, and what to do. Nothing in it comes from a file. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left on the disk. Make room',
  EDQUOT: 'your share of the disk is used up. Make room',
  EACCES: 'the folder of saved races may not be written to. Change its permissions',
  EPERM: 'the folder of saved races may not be written to. Change its permissions',
  EROFS: 'the disk can only be read. Make it writable',
  EMFILE: 'too many files are open. Close some',
  ENFILE: 'too many files are open. Close some',
  EIO: 'the disk reports an error. Check it',
  EEXIST: 'there is a file where the folder of saved races should be. Remove it',
  ENOTDIR: 'there is a file where the folder of saved races should be. Remove it',
};

export function savingFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  const why = reason ?? `${/^[A-Z]+$/.test(code) ? code : 'an unexpected error'}. The log says more`;
  return `The race can't be saved: ${why}. Until then it stays on the screen, and saving is tried every few seconds.`;
}
