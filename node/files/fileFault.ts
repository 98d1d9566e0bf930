/** Words for the usual codes. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  ELOOP: 'a symbolic link',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENXIO: 'no regular file',
};

/** Why a file can't be read, as a clause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] ?? error.message;
}
