/** The thread of diagnostics, in Node.js. */
import { measureDiagnostics } from '../../threads/diagnostics/diagnosticsProgram.ts';
import type { DiagnosticsInput } from '../../threads/diagnostics/diagnosticsTask.ts';
import { machineWith } from '../threads/machineHere.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

const input = inputOfThread<DiagnosticsInput>();
void measureDiagnostics(portOfThread(), input, machineWith(input.places));
