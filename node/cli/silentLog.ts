import type { Log } from '../../threads/log.ts';

/** What a person should know is told; the rest is for those who look into an editor's output. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
