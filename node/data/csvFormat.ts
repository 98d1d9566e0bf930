/** Characters. */
const largestRowLength = 1_000_000;

/** How CSV files are written (RFC 4180), as the parser takes it; the delimiter comes on top. */
export const csvFormat = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: largestRowLength,
};
