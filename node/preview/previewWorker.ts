/** The thread of previews, in Node.js. */
import { answerPreviews } from '../../threads/preview/previewProgram.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

answerPreviews(portOfThread(), inputOfThread());
