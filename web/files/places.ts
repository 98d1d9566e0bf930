/** Addresses of files, and paths from one to another. */

/** The address of what is in a folder. @param path With slashes between its parts, of which none is special. */
export function placeIn(folder: string, path: string): string {
  return [folder.replace(/\/$/, ''), ...path.split('/').map(encodeURIComponent)].join('/');
}

/** The parts of an address behind its host, as people read them. */
export function partsOf(place: string): readonly string[] {
  const path = place.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, '');
  return path.split('/').flatMap((part) => (part === '' ? [] : [decoded(part)]));
}

export function baseName(place: string): string {
  return partsOf(place).at(-1) ?? place;
}

/** An address as people read it. */
export function readable(place: string): string {
  return place.split('/').map(decoded).join('/');
}

/**
 * A path without `.` and `..`; null where it leads out of where it begins.
 * @param from The folders in which it begins.
 */
export function resolved(path: string, from: readonly string[] = []): string | null {
  const parts = [...from];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Whether a path begins at no folder: at a root, on a drive or as an address. */
export function isAbsolute(path: string): boolean {
  return /^(?:[\\/]|[a-z][\w+.-]*:)/i.test(path);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
