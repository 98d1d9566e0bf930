/** Writes one key after the other, the same as others do, until it is killed. */
import { FolderStore } from '../../../../node/sweep/store/folderStore.ts';

const store = new FolderStore(process.argv[2] ?? '');

async function writeOn(): Promise<never> {
  for (let at = 0; ; at++) {
    const name = `k${at}`;
    await store.writeOnce(`w/${name}`, new TextEncoder().encode(`${name} `.repeat(20_000)));
    process.stdout.write(`${name}\n`);
  }
}

void writeOn();
