/** The thread that tests a rule, in Node.js. */
import { testRule } from '../../threads/ruleTests/ruleTestProgram.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

testRule(portOfThread(), inputOfThread());
