/** The words an expression for a commission may use. */
const words = /^(size|price|abs|fabs|max|min|round|lambda|order_size|\d+(\.\d*)?(e[-+]?\d+)?|\.\d+)$/i;

/** A commission written as an expression of size and price, in Python's notation: `max(1, abs(size) * .005)`. */
function expression(text) {
  // A lambda or a function of one line gives its arguments names of its own.
  const head =
    /^.*?\blambda\s+(\w+)\s*,\s*(\w+)\s*:/s.exec(text) ??
    /^.*?\bdef\s+\w+\s*\(\s*(\w+)[^,]*,\s*(\w+)[^)]*\)[^:]*:\s*return\b/s.exec(text);
  const name = (word, as) => (all) => (word === undefined ? all : all.replace(new RegExp(`\\b${word}\\b`, 'g'), as));
  const body = [name(head?.[2], 'price'), name(head?.[1], 'size'), name('order_size', 'size')]
    .reduce((all, renamed) => renamed(all), text.slice(head?.[0].length ?? 0))
    .replaceAll(/\b(np|numpy|math)\./g, '')
    .trim();
  const tokens = body.match(/[a-z_]\w*|(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?|\S/gi) ?? [];
  for (const token of tokens) {
    if (!words.test(token) && !/^[-+*/(),]$/.test(token)) throw new Error(`commission ${text}: ${token} is unknown`);
  }
  const compiled = new Function('size', 'price', 'abs', 'max', 'min', 'round', 'fabs', `return ${tokens.join(' ')}`);
  return (size, price) => compiled(size, price, Math.abs, Math.max, Math.min, Math.round, Math.abs);
}

/**
 * A commission of a case as terms of ours, or as a model where the terms do not describe it: a rate, [fixed, rate], an
 * expression of size and price, or an object with the parts by name.
 * @returns {{ costs: object, model?: { commission(quantity: number, notional: number): number } }}
 */
export function commissionOf(value) {
  if (typeof value === 'number') return commissionOf([0, value]);
  if (Array.isArray(value)) {
    const [fixed, rate] = value;
    // A rebate is none of our terms.
    if (rate < 0) return { costs: {}, model: { commission: (_, notional) => fixed + notional * rate } };
    return { costs: { commissionPerOrder: fixed, commissionRate: rate } };
  }
  if (typeof value === 'string') {
    const of = expression(value);
    return { costs: {}, model: { commission: (quantity, notional) => of(quantity, notional / quantity) } };
  }
  const { fixed = 0, relative = 0, rate = relative, per_unit = 0, per_share = per_unit, min = 0, ...rest } = value;
  const unknown = Object.keys(rest).filter(
    (key) => !['expr', 'formula', 'source', 'note', 'type', 'kind'].includes(key),
  );
  if (unknown.length > 0) throw new Error(`commission: ${unknown.join(', ')} is unknown`);
  const formula = rest.expr ?? rest.formula;
  if (formula !== undefined) return commissionOf(formula);
  return {
    costs: { commissionPerOrder: fixed, commissionRate: rate, commissionPerUnit: per_share, commissionMinimum: min },
  };
}
