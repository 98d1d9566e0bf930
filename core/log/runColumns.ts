/** What a logged run is made of: which column has which role, and what its steps are. */
import { type Candidates, candidatesFor, findRoles, type RoleChoice, type Roles } from './logRoles.ts';
import { byColumn, byIndex, byPlace, StepCheck, type StepOf, type StepUnit } from './stepSource.ts';
import type { LoggedRun } from './trainingLog.ts';

export interface Found {
  readonly roles: Roles;
  readonly candidates: Candidates;
  readonly unit: StepUnit;
  /** What the steps would be without a fault. */
  readonly written: StepUnit;
  readonly stepOf: StepOf;
  /** Why the steps of the log aren't used: they begin again in each epoch, or most are equal. */
  readonly fault: 'again' | 'equal' | undefined;
}

/** Looks for them as columns come, and at each point once. */
export class RunColumns {
  readonly #run: LoggedRun;
  readonly #hasSteps: boolean;
  readonly #choice: RoleChoice;
  #names = -1;
  #candidates: Candidates = candidatesFor([]);
  #roles: Roles = {};
  #check: StepCheck | null = null;
  #checked = '';

  /** @param hasSteps Whether numbers have their step, as in TensorBoard's files. */
  constructor(run: LoggedRun, hasSteps: boolean, choice: RoleChoice) {
    this.#run = run;
    this.#hasSteps = hasSteps;
    this.#choice = choice;
  }

  find(): Found {
    const { columns } = this.#run;
    if (columns.size !== this.#names) {
      const names = [...columns.keys()];
      this.#names = columns.size;
      this.#candidates = candidatesFor(names);
      this.#roles = findRoles(names, this.#candidates, this.#choice);
    }
    const { unit, stepOf } = this.#written();
    const fault = unit === 'row' ? undefined : this.#faultOf(stepOf);
    const found = { roles: this.#roles, candidates: this.#candidates, written: unit, fault };
    if (fault === undefined) return { ...found, unit, stepOf };
    return { ...found, unit: 'row', stepOf: this.#counted };
  }

  get #counted(): StepOf {
    return this.#hasSteps ? byIndex : byPlace;
  }

  /** As the log says, or the person. */
  #written(): { readonly unit: StepUnit; readonly stepOf: StepOf } {
    const { step, epoch } = this.#roles;
    if (this.#hasSteps && this.#choice.step !== null)
      return { unit: isOfEpochs(this.#roles.loss) ? 'epoch' : 'step', stepOf: byPlace };
    const steps = this.#columnOf(step);
    if (steps) return { unit: 'step', stepOf: byColumn(steps) };
    const epochs = this.#choice.step === null ? undefined : this.#columnOf(epoch);
    return epochs ? { unit: 'epoch', stepOf: byColumn(epochs) } : { unit: 'row', stepOf: this.#counted };
  }

  /** By the points of the loss or, where there is none, of what else is drawn. */
  #faultOf(stepOf: StepOf): 'again' | 'equal' | undefined {
    const { step, epoch, loss, validationLoss, accuracy } = this.#roles;
    const column = this.#columnOf(loss ?? validationLoss ?? accuracy);
    if (!column) return undefined;
    const id = JSON.stringify([column.name, step, epoch, column.dropped]);
    if (id !== this.#checked || !this.#check) {
      const epochs = this.#hasSteps ? undefined : this.#columnOf(epoch);
      this.#checked = id;
      this.#check = new StepCheck(column, stepOf, epochs ? byColumn(epochs) : null);
    }
    return this.#check.fault();
  }

  #columnOf(name: string | undefined) {
    return name === undefined ? undefined : this.#run.columns.get(name);
  }
}

/** As Keras calls what it writes after each epoch, with the number of the epoch as the step: `train/epoch_loss`. */
function isOfEpochs(loss: string | undefined): boolean {
  return loss !== undefined && /(?:^|\/)epoch_loss$/.test(loss);
}
