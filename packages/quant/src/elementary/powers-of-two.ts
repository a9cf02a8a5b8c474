/** Exponent of the smallest double: `powersOfTwo[k - LEAST_EXPONENT]` is 2ᵏ. */
export const LEAST_EXPONENT = -1074;

/** 2ᵏ for every k from -1074 to 1023, exactly: a multiplication by one of them scales. */
export const powersOfTwo = new Float64Array(2098);
powersOfTwo[0] = Number.MIN_VALUE;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1]!;
