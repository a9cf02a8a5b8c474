import fc from 'fast-check';

/**
 * The gate draws the same cases for every commit, so that a failure is the commit's; everywhere else properties draw new
 * ones each time, and `FAST_CHECK_SEED` repeats a draw.
 */
const seed = process.env.FAST_CHECK_SEED ?? (process.env.CI ? '20261123' : undefined);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
