/** Ends well where WebGPU finds a GPU here that is none in disguise. */

import { provideWebGpu } from './dawn.ts';
import { openAccess } from './link.ts';

await provideWebGpu();
const { facts } = await openAccess().open();
// Dawn keeps a process alive.
process.exit(facts.isSoftware ? 1 : 0);
