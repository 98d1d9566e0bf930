/** Why a path of a rule leads nowhere, on whatever disk: completes "… — expected …". Null where it may lead to a file. */
export function rulePathFault(path: string): string | null {
  const wanted = 'a path relative to this file, such as "./mine.optimizer"';
  if (/^([/\\]|\w+:)/.test(path)) return `${wanted}, and no absolute one`;
  if (path.startsWith('~')) return `${wanted}: ~ is no folder here`;
  if (path.includes('\\'))
    return `/ between folders, which every system takes: ${path.replaceAll('\\', '/')}`;
  return null;
}
