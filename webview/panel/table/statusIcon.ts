import type { TemplateResult } from 'lit/html.js';
import type { Phase } from '../../../core/race/phase.ts';
import type { RunStatus } from '../../../core/race/status.ts';
import { icon } from '../controls/controls.ts';

const icons: Record<RunStatus['kind'], string> = {
  queued: 'circle-outline',
  running: 'play-circle',
  finished: 'pass',
  stopped: 'stop-circle',
  diverged: 'error',
  failed: 'error',
  interrupted: 'debug-disconnect',
};

export function statusIcon(status: RunStatus, phase: Phase): TemplateResult {
  return icon(status.kind === 'running' && phase === 'paused' ? 'debug-pause' : icons[status.kind]);
}
