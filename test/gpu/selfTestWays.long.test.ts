/** The self-test of every rule in the other of both ways. */
import { hasTurn, trySelfTest, withMoreSteps } from './trySelfTest.ts';

trySelfTest(withMoreSteps.filter(({ about }, index) => !hasTurn(about, index)));
