/** The first 33 bits of ln 2: its products with whole numbers up to 2²⁰ are exact. */
export const LN2_HIGH = 0.6931471804855391;
/** What is left of ln 2. */
export const LN2_LOW = 7.440617110012397e-11;
