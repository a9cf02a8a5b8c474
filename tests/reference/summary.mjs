/** Least share of a file's expected values that must be compared. */
export const leastMapped = 0.95;

const sumOf = (list, of) => list.reduce((total, each) => total + of(each), 0);

/** The figures of one area, or of one form in it. */
function figures(label, examinations) {
  const values = sumOf(examinations, (each) => each.values);
  const unmapped = sumOf(examinations, (each) => each.unmapped().count);
  const notBuilt = sumOf(examinations, (each) => sumOf([...each.notBuiltValues.values()], (count) => count));
  const tolerances = [
    Math.min(...examinations.map((each) => each.smallestTolerance)),
    Math.max(...examinations.map((each) => each.largestTolerance)),
  ];
  return {
    area: label,
    cases: sumOf(examinations, (each) => each.cases),
    values,
    passed: values - sumOf(examinations, (each) => each.failed),
    failed: sumOf(examinations, (each) => each.failed),
    worstRelativeError: Math.max(0, ...examinations.map((each) => each.worstRelativeError)),
    worstShareOfTolerance: Math.max(0, ...examinations.map((each) => each.worstShare)),
    tolerances: Number.isFinite(tolerances[0]) ? tolerances : [],
    mapped: values + unmapped === 0 ? 0 : values / (values + unmapped),
    unmapped,
    notBuilt,
  };
}

/** What one area brought, with the reasons why it fails. */
export function summarise({ area, examined, notBuiltFiles, unknown, selfTests }, strict) {
  const examinations = examined.map((each) => each.examination);
  const row = figures(area.folder, examinations);
  const reasons = [];
  if (row.cases === 0) reasons.push('no cases found');
  if (row.failed > 0) reasons.push(`${row.failed} values differ`);
  for (const { file, mapped } of examinations.filter((each) => each.mapped < leastMapped)) {
    reasons.push(`only ${(100 * mapped).toFixed(1)} % of the values of ${file.name} are mapped`);
  }
  if (unknown.length > 0) reasons.push(`files of unknown form: ${unknown.join(', ')}`);
  for (const { text } of selfTests.filter((each) => !each.noticed)) reasons.push(`self-test: ${text}`);
  if (strict && row.notBuilt + notBuiltFiles.length > 0) reasons.push('not everything is built');
  const forms = [...new Set(examined.map((each) => each.form))].map((form) =>
    figures(
      form.form,
      examined.filter((each) => each.form === form).map((each) => each.examination),
    ),
  );
  const aside = new Map();
  for (const examination of examinations) {
    for (const [reason, count] of examination.notBuiltValues) aside.set(reason, (aside.get(reason) ?? 0) + count);
  }
  return {
    ...row,
    reasons,
    forms,
    selfTests,
    notBuiltFiles,
    notBuiltValues: [...aside].map(([reason, count]) => ({ reason, count })),
    failures: examinations.flatMap((each) => each.failures),
    unmappedPlaces: examinations.flatMap((each) =>
      each.unmapped().places.map((place) => `${each.file.name} ${place.join('/')}`),
    ),
  };
}

const headings = ['area', 'cases', 'values', 'passed', 'failed', 'worst-relative-error', 'of tolerance', 'tolerance'];
const more = ['mapped', 'not built'];

const scientific = (x) => (x === 0 ? '0' : x === Infinity ? 'undefined' : x.toExponential(1));

function cells(row, files) {
  const [low, high] = row.tolerances;
  const range = low === undefined ? '–' : low === high ? scientific(low) : `${scientific(low)}…${scientific(high)}`;
  const absent = [row.notBuilt > 0 ? `${row.notBuilt} values` : '', files > 0 ? `${files} files` : ''];
  return [
    row.area,
    ...[row.cases, row.values, row.passed, row.failed].map(String),
    scientific(row.worstRelativeError),
    row.worstShareOfTolerance === Infinity ? 'beyond' : row.worstShareOfTolerance.toFixed(2),
    range,
    row.values + row.unmapped === 0 ? '–' : `${(100 * row.mapped).toFixed(1)} %`,
    absent.filter(Boolean).join(', ') || '–',
  ];
}

/** The table printed: one line an area; with `verbose` one for each of its forms below it. */
export function table(summaries, notBuiltAreas, verbose) {
  const lines = [[...headings, ...more]];
  for (const row of summaries) {
    lines.push(cells(row, row.notBuiltFiles.length));
    if (verbose) for (const form of row.forms) lines.push(cells({ ...form, area: `  ${form.area}` }, 0));
  }
  for (const { area, files } of notBuiltAreas) {
    lines.push([area, '0', '0', '0', '0', '–', '–', '–', '–', `not built: ${files} files`]);
  }
  const widths = lines[0].map((_, k) => Math.max(...lines.map((line) => line[k].length)));
  const pad = (cell, k) => (k === 0 || k === 9 ? cell.padEnd(widths[k]) : cell.padStart(widths[k]));
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
