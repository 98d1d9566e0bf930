/** Texts that are numbers with more to them than a sign and a currency: no numbers, and no names without a word. */
import { looksLikeNumber } from './notation.ts';

/**
 * Whether the text is a number with a unit (`5 kg`, `5mg/dl`), a magnitude (`5K`), a rate (`$5/hr`), a bound (`<6`), credit
 * or debit (`5.00 CR`), quotes of a spreadsheet (`'5`), a footnote (`5*`, `5[1]`, `5.1 (e)`), an uncertainty (`5±1`), a
 * power, a fraction in one character (`½`), in groups that are wrong (`1,23,4`), in brackets or signs that are too many
 * (`[0.5]`, `5%%`), of another base (`0x1F`), or as Python shows it (`tensor(0.5)`).
 */
export function isNumberWithMore(text: string): boolean {
  if (text.length > longestNumberWithMore || !/\p{N}/u.test(text)) return false;
  const plain = plainForms(text);
  if (plain !== text && looksLikeNumber(plain)) return true;
  const [, rest = ''] = /^\p{Sc}? ?(.*?) ?\p{Sc}?$/su.exec(plain) ?? [];
  return withMore.test(rest);
}

const longestNumberWithMore = 100;

/** `℃` is `°C`, `㎏` is `kg`, `½` is `1⁄2` (NFKC); but `10²` is no 102. */
function plainForms(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text
    .replace(/[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207a\u207b]+/g, (raised) => `^${raised}`)
    .replaceAll('\u00ba', '\u00b0')
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u2032\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u2033]/g, '"')
    .trim();
}

const number = /[-+]?(?:\d(?:[\d.,' ]*\d)?|[.,]\d+)(?:e[-+]?\d+)?/.source;
const power = /(?:\^-?\d)?/.source;

/** Units that people write right behind the digits. `1990s`, `5th` and `12A` are names. */
const glued = [
  'k|K|M|B|bn|mn|mio|Mio|mrd|Mrd|tsd|CR|Cr|cr|DR|Dr|dr|x|×|pcs|px|pt|ppm|ppb|pp|bp|bps|dB|rpm|hp|bhp|cc|CC|kmpl|ct',
  'kg|g|mg|μg|ug|ng|pg|t|T|lb|lbs|oz|km|m|cm|dm|mm|μm|um|nm|mi|mil|ft|in|yd|ha|m2|m3|cm2|cm3|mm2|mm3|dm3|km2|ft2|ft3|sqm|sqft|l|ml|mL|dl|dL|cl|μl|μL|ul|uL|hl|gal',
  'ms|μs|us|ns|sec|secs|min|mins|h|hr|hrs|d|day|days|wk|wks|week|weeks|mo|mos|month|months|y|yr|yrs|year|years|hour|hours',
  'Hz|kHz|MHz|GHz|W|kW|MW|GW|Wh|kWh|MWh|V|mV|kV|mA|μA|Ah|mAh|μF|nF|pF|Ω|kΩ|MΩ|ohm|lx|lm|cd|mT|Gy|mGy|Sv|mSv|μSv|Bq',
  'Pa|hPa|kPa|MPa|GPa|bar|mbar|psi|mmHg|atm|J|kJ|MJ|eV|keV|MeV|cal|kcal|N|kN|Nm|mol|mmol|μmol|umol|nmol|mM|μM|uM|nM|IU|mIU',
  'KB|kB|MB|GB|TB|KiB|MiB|GiB|Mbps|Gbps|kbps|mph|kph|kmh|fps|rad|deg|pct|°|°C|°F|°K|円|元|万|萬|億|亿|千|人|個|个|歳|원|руб\\.?|тыс\\.?',
]
  .join('|')
  .normalize('NFKC');
const unit = `(?:${glued})${power}`;

/** What may stand behind a number. */
const behind = [
  // A word behind a space: `36 months`, `5 kg/m³`, `10 AM`.
  ` ?${unit}`,
  ' [\\p{L}°%][\\p{L}°%^\\d/.·*-]{0,14}',
  ` ?${unit}(?:[/·*] ?[\\d.]*\\p{L}{1,10}(?:\\^?-?\\d)?){1,3}`,
  ' ?(?:\\p{Sc} ?)?/ ?\\p{L}[\\p{L}^\\d]{0,9}',
  // Footnotes, flags, uncertainties, shares and ranges in brackets.
  '%? ?[*\u2020\u2021?§¶#]+',
  '%? ?(?:\\[\\w{1,4}\\]|\\{\\w{1,4}\\}|\\(\\p{L}{1,3}\\))',
  `%? ?[([] ?${number} ?%?(?: ?(?:-|to|,|;) ?${number} ?%?)? ?[)\\]]`,
  ` ?(?:\u00b1|\\+/?-) ?${number} ?%?`,
  // Feet and inches, powers of ten and others.
  ` ?['"]{1,2}`,
  ' ?[x\u00d7*\u00b7] ?10\\^?[-+]?\\d+',
  '\\^[-+]?\\d+',
  ' ?(?:\\)|%{2,}|‱|\\p{Sc})',
  ' ?[kKMB]\\+',
].join('|');

const others = [
  `(?:\\d+(?:[.,]\\d+)? ?${unit} ?){2,6}`,
  // `1990s` are a decade, `7s` are seconds.
  '\\d*[1-9]s',
  // Bounds and guesses.
  `(?:[<>\u2264\u2265\u2248~=]|<=|>=|c\\.|ca\\.?|circa|approx\\.?) ?${number} ?%?`,
  `\\d{1,3}(?:[., ']\\d{3})+\\+`,
  `['"]${number}['"]?`,
  // Feet and inches; degrees, minutes and seconds; fractions; complex numbers.
  `\\d+' ?\\d+(?:[.,]\\d+)? ?(?:"|'')?`,
  `[-+]?\\d+(?:[.,]\\d+)? ?° ?(?:\\d+(?:[.,]\\d+)? ?'?)? ?(?:\\d+(?:[.,]\\d+)? ?(?:"|''))? ?[NSEWO]?`,
  `[-+]?\\d*(?: ?\\d+)?\u2044\\d+(?: ?${unit})?`,
  '\\(?[-+]?\\d+(?:\\.\\d*)?[-+]\\d+(?:\\.\\d*)?[ij]\\)?',
  // Groups, brackets and signs that are wrong or too many.
  '[-+]?\\d+(?:,\\d+)+(?:\\.\\d*)?',
  `[[{]{1,3} ?${number} ?[\\]}]{1,3}`,
  `(?:(?:[-+(\\p{Sc}] ?){2,3}|[(\\p{Sc}] ?)${number} ?%?[)\\p{Sc} ]{0,3}`,
  '[-+]?0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)',
  `(?:\\w{1,5}\\.)?(?:tensor|array|u?int\\d*|float\\d*|Decimal)\\(['"[]{0,2}${number}['"\\]]{0,2}(?:, ?[^()]*)?\\)`,
].join('|');

/** One expression of all, since a column may have a different text in each row. */
const withMore = new RegExp(`^(?:${number}(?:${behind})|${others})$`, 'u');
