/** What VS Code remembers for an extension. */
export class Memento {
  readonly kept = new Map<string, unknown>();

  get(key: string, fallback?: unknown): unknown {
    return this.kept.get(key) ?? fallback;
  }

  async update(key: string, value: unknown): Promise<void> {
    this.kept.set(key, value);
  }
}
