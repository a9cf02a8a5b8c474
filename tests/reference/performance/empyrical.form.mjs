import { within } from '../agreement.mjs';
import { empyricalFunctions, empyricalNotBuilt } from './empyrical-functions.mjs';

/** A recorded series or frame: its columns, each with its days and its value at a row (NaN where missing). */
function recorded(file, reference) {
  const { index, columns, values } = file.document.series[reference.$series];
  const at = (value) => (typeof value === 'number' ? value : NaN);
  if (columns === undefined) return { columns: [{ index, at: (row) => at(values[row]) }] };
  return { columns: columns.map((_, k) => ({ index, at: (row) => at(values[row]?.[k]) })) };
}

/** Compares a number, a list or a recorded pandas object, value by value. */
function compareAll(examination, pointer, wanted, actual, tolerance) {
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)) {
    for (const key of ['index', 'name', 'columns']) if (key in wanted) examination.read(...pointer, key);
    compareAll(examination, [...pointer, 'values'], wanted.values, actual, tolerance);
  } else if (Array.isArray(wanted)) {
    const given = Array.isArray(actual) ? actual : [];
    if (given.length !== wanted.length) examination.fail(`${given.length} values, not ${wanted.length}`);
    wanted.forEach((value, k) => compareAll(examination, [...pointer, k], value, given[k], tolerance));
  } else {
    examination.compare(pointer, wanted, actual, tolerance);
  }
}

/** Recorded unit tests: function, inputs, and assertions with the decimals that they hold to. */
export const empyricalForm = {
  form: 'empyrical_*.json',
  claims: (name) => /^empyrical_.*\.json(\.gz)?$/.test(name),
  examine(file, examination) {
    for (const key of ['source', 'tolerance', 'note', 'series']) examination.read(key);
    file.document.cases.forEach((each, number) => {
      for (const key of ['test', 'fn', 'inputs', 'params']) examination.read('cases', number, key);
      // Tests that draw their returns themselves are recorded with numbers and names alone.
      const drawn = Object.values(each.inputs).every((input) => input === null || typeof input !== 'object');
      const reason = drawn ? 'the file does not record the random inputs' : empyricalNotBuilt[each.fn];
      each.asserts.forEach((_, k) => examination.read('cases', number, 'asserts', k, 'decimal'));
      if (reason !== undefined) examination.notBuilt(['cases', number, 'asserts'], reason);
      if (reason !== undefined || !Object.hasOwn(empyricalFunctions, each.fn)) return;
      examination.case(each.test);
      const series = (name) =>
        each.inputs[name]?.$series === undefined ? undefined : recorded(file, each.inputs[name]);
      const actual = empyricalFunctions[each.fn]({ series }, each.inputs);
      each.asserts.forEach(({ actual: computed, expected, decimal }, k) => {
        const tolerance = within(0, 1.5 * 10 ** -decimal);
        const place = ['cases', number, 'asserts', k];
        compareAll(examination, [...place, 'expected'], expected, actual[k], tolerance);
        compareAll(examination, [...place, 'actual'], computed, actual[k], tolerance);
      });
    });
  },
};
