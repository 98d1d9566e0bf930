import { DatasetController } from 'chart.js';

/** What Chart.js knows of a line of the chart: how it is called, and who draws it. */
interface TraceOptions {
  readonly label: string;
  readonly order: number;
  /** Draws it on the chart's canvas. */
  paint(): void;
}

declare module 'chart.js' {
  interface ChartTypeRegistry {
    trace: Omit<ChartTypeRegistry['line'], 'datasetOptions'> & { datasetOptions: TraceOptions };
  }
}

/**
 * A line of any length as a data set of Chart.js. Its points are not handed to Chart.js, which would place and draw all of
 * them with every frame: who draws the line keeps what has been drawn.
 */
export class TraceController extends DatasetController<'trace'> {
  static readonly id = 'trace';
  /** Chart.js makes an element of each of its points, and here there are none. */
  static readonly defaults = { datasetElementType: false, dataElementType: 'point' };
  static readonly overrides = { scales: { _index_: { type: 'linear' }, _value_: { type: 'linear' } } };

  override draw(): void {
    const dataset = this.getDataset();
    if ('paint' in dataset) dataset.paint();
  }
}
