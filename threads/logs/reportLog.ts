import { type LogNews, LogReport } from '../../core/log/logNews.ts';
import { type FollowedLog, followLog, type LogUpdate } from './followLog.ts';
import type { LogDisk } from './logDisk.ts';
import type { LogRequest } from './logThread.ts';

/** A log grows as long as somebody wrote to it in the last so many milliseconds. */
const growing = 30_000;

/** Follows a log, and tells what comes, also that nothing has come for a while. The thread goes on until it is ended. */
export function reportLog(
  disk: LogDisk,
  { place, choice, growsFor = growing }: LogRequest,
  tell: (news: LogNews) => void,
): FollowedLog {
  const report = new LogReport(choice);
  let timer: Timer | undefined;
  const onUpdate = ({ log, fault, writtenAt, read, size }: LogUpdate) => {
    clearTimeout(timer);
    const left = writtenAt + growsFor - Date.now();
    const standing = { fault, isWhole: read >= size, isGrowing: left > 0 };
    tell(report.news(log, standing));
    if (left > 0) timer = setTimeout(() => tell(report.news(log, { ...standing, isGrowing: false })), left);
  };
  const followed = followLog(place, onUpdate, { disk });
  return {
    async close() {
      clearTimeout(timer);
      await followed.close();
    },
  };
}
