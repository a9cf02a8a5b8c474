export { cholesky, choleskySolve, inversePositiveDefinite, solvePositiveDefinite } from './cholesky.js';
export { correlation, covariance, covarianceToCorrelation } from './covariance.js';
export { symmetricEigen, type SymmetricEigen } from './eigen.js';
export { ledoitWolf, type ShrunkCovariance } from './ledoit-wolf.js';
export { logistic, sigmoid, type LogisticFit, type LogisticOptions } from './logistic.js';
export { column, fromRows, identity, matrix, row, type Matrix } from './matrix.js';
export { dot, gram, multiply, multiplyVector, transpose } from './product.js';
export { ordinaryLeastSquares, ridge, type LinearFit, type RidgeOptions } from './ridge.js';
