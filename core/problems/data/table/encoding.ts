import type { Dataset } from '../dataset.ts';
import { sharedFloat64, sharedInt32 } from '../preparation/sharedArrays.ts';
import type { Column, Columns } from './columns.ts';
import { type Categories, categoryEncoder, type Encoder, numberEncoder } from './encoders.ts';
import { mostlyNumbers } from './numberOf.ts';
import { RowStore } from './rowStore.ts';
import { quoted, TableError } from './tableError.ts';
import { largestColumnCount, largestValueCount, type TableOptions } from './tableOptions.ts';

/** The rows of a table as numbers: those of the features and, last, that of the target. */
export class Encoding {
  readonly #file: string;
  readonly #encoders: readonly Encoder[];
  readonly #target: Encoder;
  /** Columns whose empty values make their rows be left out. */
  readonly #complete: readonly Column[];
  readonly #store: RowStore;
  #skipped = 0;

  constructor(
    file: string,
    { features, target }: Columns,
    { task, decimal = '.', missing }: TableOptions,
    sample: readonly (readonly string[])[],
  ) {
    this.#file = file;
    const format = { file, decimal };
    const isNumeric = ({ index, categorical }: Column) =>
      !categorical &&
      mostlyNumbers(
        sample.map((fields) => fields[index] ?? ''),
        decimal,
      );
    this.#encoders = features.map((column) =>
      isNumeric(column)
        ? numberEncoder(format, column, ', or the column in "categorical"')
        : categoryEncoder(format, column, 'the column in "ignore"'),
    );
    const isRegression = (task ?? (isNumeric(target) ? 'regression' : 'classification')) === 'regression';
    this.#target = isRegression
      ? numberEncoder(format, target, task ? '' : ', or "task": "classification"')
      : categoryEncoder(format, target, 'another target, or "task": "regression"');
    this.#complete = missing === 'skip' ? [...features, target] : [];
    this.#store = new RowStore(features.length + 1);
  }

  get rows(): number {
    return this.#store.rows;
  }

  /** Rows that were left out. */
  get skipped(): number {
    return this.#skipped;
  }

  add(fields: readonly string[], number: number): void {
    if (this.#complete.some(({ index }) => (fields[index] ?? '').trim() === '')) {
      this.#skipped++;
      return;
    }
    const row = this.#store.add();
    for (let i = 0; i < this.#encoders.length; i++) {
      const encoder = this.#encoders[i];
      if (encoder) row[i] = encoder.encode(fields[encoder.column.index] ?? '', number);
    }
    row[this.#encoders.length] = this.#target.encode(fields[this.#target.column.index] ?? '', number);
    this.#checkSize(row.length);
  }

  /** @throws {TableError} if there are too many features or numbers, or only one class. */
  finish(): Dataset {
    const features = layOut(this.#encoders);
    const width = features.reduce((sum, { names }) => sum + names.length, 0);
    if (width > largestColumnCount) {
      const reason = `${width} features, one for each category — expected at most ${largestColumnCount}`;
      throw new TableError(this.#file, {}, reason);
    }
    this.#checkSize(width);
    const classes = this.#classes();
    const { rows } = this.#store;
    const inputs = sharedFloat64(rows * width);
    const labels = sharedInt32(classes ? rows : 0);
    const targets = sharedFloat64(classes ? 0 : rows);
    let row = 0;
    for (const values of this.#store.drain()) {
      writeExample(values, features, inputs.subarray(row * width, (row + 1) * width));
      const last = values[features.length] ?? 0;
      if (classes) labels[row] = classes.places[last] ?? 0;
      else targets[row] = last;
      row++;
    }
    const featureNames = features.flatMap(({ names }) => names);
    const skipped = this.#skipped > 0 && { skippedRows: this.#skipped };
    const data = { rows, features: width, inputs, labels, featureNames, ...skipped };
    return classes
      ? { ...data, classes: classes.names.length, classNames: classes.names }
      : { ...data, classes: 0, targets };
  }

  #classes(): Categories | undefined {
    const classes = this.#target.categories();
    if (classes?.names.length !== 1) return classes;
    const reason = `only one class, ${quoted(classes.names[0] ?? '')} — expected at least 2`;
    throw new TableError(this.#file, { column: this.#target.column.name }, reason);
  }

  #checkSize(width: number): void {
    if (this.#store.rows * width <= largestValueCount) return;
    const [rows, most] = [this.#store.rows, largestValueCount].map((count) => count.toLocaleString('en'));
    const reason = `${rows} rows of ${width} numbers — expected at most ${most} numbers in all`;
    throw new TableError(this.#file, {}, reason);
  }
}

/** Where a column's features begin in an example, and their names. */
interface Feature {
  readonly begin: number;
  readonly names: readonly string[];
  readonly places?: Int32Array;
}

function layOut(encoders: readonly Encoder[]): Feature[] {
  let begin = 0;
  return encoders.map((encoder) => {
    const feature = featureOf(encoder.column, encoder.categories(), begin);
    begin += feature.names.length;
    return feature;
  });
}

function featureOf({ name }: Column, categories: Categories | undefined, begin: number): Feature {
  if (!categories) return { begin, names: [name] };
  return { begin, names: categories.names.map((each) => `${name} = ${each}`), places: categories.places };
}

function writeExample(values: Float64Array, features: readonly Feature[], example: Float64Array): void {
  for (let i = 0; i < features.length; i++) {
    const feature = features[i];
    if (!feature) continue;
    const value = values[i] ?? 0;
    if (feature.places) example[feature.begin + (feature.places[value] ?? 0)] = 1;
    else example[feature.begin] = value;
  }
}
