/** The thread of pictures of networks, in Node.js. */
import { answerPictures } from '../../threads/networkPictures/pictureProgram.ts';
import type { PictureInput } from '../../threads/networkPictures/pictureTasks.ts';
import { machineWith } from '../threads/machineHere.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

const input = inputOfThread<PictureInput>();
answerPictures(portOfThread(), input, machineWith(input.places));
