const columns = ['date', 'open', 'high', 'low', 'close', 'volume', 'adjclose'];

/**
 * Rows of a daily price file as `{ date, open, high, low, close, volume, adjclose }`, all strings, oldest first.
 * Accepts either order of rows and any order of columns; refuses a missing cell, a repeated date or a mixed order.
 */
export function readPrices(text, name) {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '');
  const names = header.split(',').map((cell) => cell.toLowerCase().replace(' ', ''));
  for (const column of columns) if (!names.includes(column)) throw new Error(`${name}: no column ${column}`);
  const rows = lines.map((line, index) => {
    const cells = line.split(',');
    if (cells.length !== names.length || cells.includes('')) throw new Error(`${name} line ${index + 2}: ${line}`);
    return Object.fromEntries(names.map((column, at) => [column, cells[at]]));
  });
  if (rows[0].date > rows[rows.length - 1].date) rows.reverse();
  for (let i = 1; i < rows.length; i += 1) {
    if (!(rows[i].date > rows[i - 1].date)) throw new Error(`${name}: ${rows[i].date} after ${rows[i - 1].date}`);
  }
  return rows;
}

/** Dividends reported in an events file (`Date,Type,Title,Description`, type `D`), as a map from ex-date to dollars. */
export function readDividendEvents(text, name) {
  const dividends = new Map();
  for (const line of text.split('\n').slice(1)) {
    const [date, type, , description] = line.split(',');
    if (type !== 'D') continue;
    const amount = /^Amount: (\d+\.\d+)$/.exec(description.trim());
    if (!amount || dividends.has(date)) throw new Error(`${name}: ${line}`);
    dividends.set(date, Number(amount[1]));
  }
  return dividends;
}
