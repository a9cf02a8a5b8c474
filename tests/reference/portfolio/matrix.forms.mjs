import { within } from '../agreement.mjs';
import { priceEstimates, shrunk, year } from './price-estimates.mjs';

/** Compares a matrix with a heading line and a heading column. */
function compareMatrix(examination, file, names, matrix, scale, tolerance) {
  examination.read('');
  const rows = file.document[''];
  for (const heading of names) {
    examination.case(heading);
    const j = names.indexOf(heading);
    const column = Float64Array.from(rows, (name) => scale * matrix.data[names.indexOf(name) * matrix.cols + j]);
    examination.compareColumn(heading, column, tolerance);
  }
}

/** Ledoit-Wolf's matrix, a year, of the price table beside it. */
const shrunkForm = {
  form: 'pypfopt_lw_*.csv',
  claims: (name) => /^pypfopt_lw_constant_variance.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const { names, covariance } = shrunk(file);
    compareMatrix(examination, file, names, covariance, year, within(1e-8));
  },
};

/** Sample covariance, a year: of each pair on the days both have. */
const sampleForm = {
  form: 'pypfopt_sample_cov.csv',
  claims: (name) => /^pypfopt_sample_cov.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const { names, covariance } = priceEstimates(file);
    compareMatrix(examination, file, names, covariance, 1, within(1e-9));
  },
};

export const matrixForms = [shrunkForm, sampleForm];
