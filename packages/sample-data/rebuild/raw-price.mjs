const priceColumns = ['open', 'high', 'low', 'close'];

/** Whole cents of a price written with exactly two decimals. */
function centsOfDecimal(text) {
  if (!/^\d+\.\d\d$/.test(text)) throw new Error(`not a price in cents: ${text}`);
  return Number(text.replace('.', ''));
}

/**
 * Whole cents of a price that the source stored as a 32-bit float of `price / ratio` and printed with six decimals
 * (186.550003 is 186.55; 64.501427 with ratio 7 is 451.51), or undefined when no whole number of cents has that float.
 */
export function centsOfFloat32(text, ratio = 1) {
  const cents = Math.round(Number(text) * ratio * 100);
  return Math.fround(cents / 100 / ratio) === Math.fround(Number(text)) ? cents : undefined;
}

/** One row in whole units: days since 1970-01-01, cents, and hundreds of shares. */
function storedRow(row, cents, volume) {
  const lots = volume / 100;
  if (!Number.isInteger(lots) || lots <= 0) throw new Error(`${row.date}: volume ${volume} is not in hundreds`);
  const [open, high, low, close] = cents;
  if (low > Math.min(open, close) || high < Math.max(open, close) || low <= 0) {
    throw new Error(`${row.date}: open, high, low, close ${cents.join(' ')} do not fit together`);
  }
  return { date: row.date, day: Date.parse(row.date) / 86_400_000, open, high, low, close, volume: lots };
}

/** A row whose prices are already raw and written in cents, but whose volume is multiplied by a later split's `ratio`. */
export function rowOfDecimals(row, ratio = 1) {
  const cents = priceColumns.map((column) => centsOfDecimal(row[column]));
  return storedRow(row, cents, Number(row.volume) / ratio);
}

/** A row of six-decimal floats divided by `ratio` for a later split: prices × ratio, volume ÷ ratio. */
export function rowOfFloats(row, ratio = 1) {
  const cents = priceColumns.map((column) => {
    const value = centsOfFloat32(row[column], ratio);
    if (value === undefined) throw new Error(`${row.date} ${column} ${row[column]}: no whole cent at ratio ${ratio}`);
    return value;
  });
  return storedRow(row, cents, Number(row.volume) / ratio);
}

/** Whether all four prices of the row are whole cents when multiplied by `ratio`. */
export function isOnCentGrid(row, ratio) {
  return priceColumns.every((column) => centsOfFloat32(row[column], ratio) !== undefined);
}

const isRoundedFrom = (value, text) => Math.abs(value - Number(text)) <= 0.005 + 1e-9;

/**
 * The price in 1/16, 1/32 or 1/64 dollars (coarsest first) that rounds to `text`: US stocks traded in fractions until
 * 2001 and the source rounded them to cents. Used as evidence only; the stored price stays the one in the source.
 */
export function fractionalPrice(text) {
  for (const parts of [16, 32, 64]) {
    const value = Math.round(Number(text) * parts) / parts;
    if (isRoundedFrom(value, text)) return value;
  }
  throw new Error(`${text} is not a rounded 1/64 of a dollar`);
}
