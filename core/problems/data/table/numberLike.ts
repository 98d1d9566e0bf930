/** Texts that are numbers with more to them than a sign and a currency: no numbers, and no names without a word. */

/**
 * Whether the text is a number with a unit (`5 kg`), a magnitude (`5K`), a rate (`$5/hr`), a bound (`<6`), credit or debit (`5.00 CR`),
 * quotes of a spreadsheet (`'5`), a footnote (`5*`), an uncertainty (`5±1`), a power of ten, in groups that are wrong
 * (`1,23,4`), or of another base (`0x1F`).
 */
export function isNumberWithMore(text: string): boolean {
  if (text.length > longestNumberWithMore) return false;
  const [, rest = ''] = /^\p{Sc}? ?(.*?) ?\p{Sc}?$/su.exec(text) ?? [];
  return patterns.some((pattern) => pattern.test(rest));
}

const longestNumberWithMore = 100;

const number = /[-+\u2212\u2013]?(?:\d(?:[\d.,'\u2019 \u00a0\u202f]*\d)?|[.,]\d+)(?:e[-+]?\d+)?/.source;

/** Units that people write right behind the digits. `1990s`, `5th` and `12A` are names. */
const glued = [
  'k|K|M|B|bn|mn|mio|Mio|mrd|Mrd|tsd|CR|Cr|cr|DR|Dr|dr|x|×|pcs|px|pt|ppm|ppb|dB|rpm|bps|hp|bhp|cc|CC|kmpl',
  'kg|g|mg|µg|ug|lb|lbs|oz|km|m|cm|mm|µm|um|nm|mi|ft|in|yd|m²|m2|m³|m3|cm²|cm2|cm³|cm3|km²|km2|ha|sqm|sqft',
  'l|ml|mL|dl|cl|ms|µs|us|ns|sec|min|h|hr|hrs|yr|yrs|Hz|kHz|MHz|GHz|W|kW|MW|GW|Wh|kWh|MWh|V|mV|kV|mA',
  'Pa|hPa|kPa|MPa|bar|mbar|psi|J|kJ|MJ|cal|kcal|N|kN|Nm|mol|KB|kB|MB|GB|TB|mph|kph|kmh|km/h|m/s|°|°C|°F|º|ºC|ºF',
].join('|');

const patterns = [
  // A word behind a space: `36 months`, `5 kg/m³`, `10 AM`.
  `^${number} ?(?:${glued})$`,
  `^${number}[ \u00a0\u202f][\\p{L}°º%][\\p{L}°º%²³/.·^-]{0,14}$`,
  `^${number} ?(?:\\p{Sc} ?)?/ ?\\p{L}[\\p{L}²³]{0,9}$`,
  `^(?:[<>\u2264\u2265\u2248~=]|<=|>=|ca\\.?|approx\\.?) ?${number}$`,
  `^${number}[*\u2020\u2021?]+$`,
  `^['\u2018\u2019"\u201c]${number}['\u2018\u2019"\u201d]?$`,
  `^${number} ?(?:\u00b1|\\+/?-) ?${number}$`,
  `^${number}\\(\\d+\\)$`,
  `^${number} ?[x\u00d7*\u00b7] ?10\\^?[-+\u2212]?\\d+$`,
  '^[-+\u2212]?\\d+(?:,\\d+)+(?:\\.\\d*)?$',
  '^[-+]?0[xX][0-9a-fA-F]+$',
].map((source) => new RegExp(source, 'u'));
