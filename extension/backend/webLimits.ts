/** What a browser can't do, in words for whoever asks for it. */

/** @param what Begins the sentence, with its verb: `Training logs are read`. */
export function desktopOnly(what: string): string {
  return `${what} in VS Code on a desktop or connected to a server: a browser has no files to follow.`;
}
