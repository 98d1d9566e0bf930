import type { DebugProtocol } from '@vscode/debugprotocol';
import { exceptionFilters } from '../exceptions.ts';

/** What the debugger can do; each has its request in `requests/`. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsDataBreakpoints: true,
  supportsExceptionInfoRequest: true,
  supportsExceptionFilterOptions: true,
  exceptionBreakpointFilters: exceptionFilters.map((filter) => ({
    filter: filter.id,
    label: filter.label,
    description: filter.description,
    ...('on' in filter && { default: filter.on }),
    ...('condition' in filter && { supportsCondition: true, conditionDescription: filter.condition }),
  })),
  supportsStepBack: true,
  supportsRestartFrame: true,
  supportsGotoTargetsRequest: true,
  supportsTerminateRequest: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsCompletionsRequest: true,
  supportsSingleThreadExecutionRequests: true,
};
