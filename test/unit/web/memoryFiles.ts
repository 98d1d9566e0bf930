/** The files of a browser's folders, in memory. */
import type { PlaceFacts, WebFiles } from '../../../web/files/webFiles.ts';

export interface MemoryFiles extends WebFiles {
  /** By their addresses. What is under it is a folder. */
  readonly contents: Map<string, { bytes: Uint8Array<ArrayBuffer>; changedAt: number }>;
  readonly links: Set<string>;
  /** How often a file was read as a whole. */
  reads: number;
}

export function memoryFiles(texts: Readonly<Record<string, string | Uint8Array>> = {}): MemoryFiles {
  const contents: MemoryFiles['contents'] = new Map();
  const links = new Set<string>();
  const files: MemoryFiles = {
    ...{ contents, links, reads: 0 },
    async look(place): Promise<PlaceFacts | null> {
      const isLink = links.has(place);
      const file = contents.get(place);
      if (file) return { kind: 'file', isLink, size: file.bytes.length, changedAt: file.changedAt };
      const isFolder = [...contents.keys()].some((each) => each.startsWith(`${place}/`));
      return isFolder ? { kind: 'folder', isLink, size: 0, changedAt: 0 } : null;
    },
    async read(place) {
      files.reads++;
      const file = contents.get(place);
      if (!file) throw new Error('no such file');
      return new Uint8Array(file.bytes);
    },
    async list(folder) {
      const names = new Map<string, PlaceFacts['kind']>();
      for (const place of contents.keys()) {
        if (!place.startsWith(`${folder}/`)) continue;
        const [name = '', ...below] = place.slice(folder.length + 1).split('/');
        names.set(decodeURIComponent(name), below.length > 0 ? 'folder' : 'file');
      }
      return [...names].map(([name, kind]) => ({ name, kind }));
    },
  };
  for (const [place, text] of Object.entries(texts)) setFile(files, place, text);
  return files;
}

export function setFile(
  { contents }: MemoryFiles,
  place: string,
  text: string | Uint8Array,
  changedAt = Date.now(),
): void {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : new Uint8Array(text);
  contents.set(place, { bytes, changedAt });
}
