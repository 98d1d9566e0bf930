/** Why a job isn't done. */

/** It can't get better: computed again, here or elsewhere, it would fail again. */
export class JobFault extends Error {
  override readonly name = 'JobFault';
}

/** Another worker can do it, and this one can do none like it. */
export class WorkerUnfit extends Error {
  override readonly name = 'WorkerUnfit';
}

/** Somebody wants it no more, or wants it elsewhere. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';

  constructor() {
    super('cancelled');
  }
}
