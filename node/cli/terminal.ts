/** Where a command writes: what it gives goes to standard output, what is said beside it to standard error. */
export interface Stream {
  write(text: string): void;
  /** Whether a person looks at it, so that lines can be drawn anew. */
  readonly isTerminal: boolean;
}

export interface Terminal {
  readonly out: Stream;
  readonly err: Stream;
  /** As it is now: the window of a terminal may be resized. */
  size(): { readonly columns: number; readonly rows: number };
}

const usualSize = { columns: 80, rows: 24 };

export function terminalOf({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Terminal {
  const streamOf = (stream: NodeJS.WriteStream): Stream => ({
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
  });
  return {
    out: streamOf(stdout),
    err: streamOf(stderr),
    size: () => {
      const { columns = usualSize.columns, rows = usualSize.rows } = stdout.isTTY ? stdout : stderr;
      return { columns, rows };
    },
  };
}
