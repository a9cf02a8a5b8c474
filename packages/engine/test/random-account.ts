import { createRandom } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import type { Leg } from '../src/loop/index.js';
import { randomFrames } from './random-frames.js';
import { randomTerms } from './random-terms.js';
import type { RandomTerms } from './random-terms.js';
import { wishingLegs } from './wishing-legs.js';
import type { Asked, Wishing } from './wishing-legs.js';

/** An account of a few symbols whose strategies wish for anything. */
export interface RandomAccount extends RandomTerms {
  readonly dice: ReturnType<typeof createRandom>;
  readonly symbols: readonly string[];
  readonly frames: readonly Bars[];
  /** One strategy decides for all. */
  readonly together: boolean;
  /** Its legs, strategies made anew with each call. */
  readonly legs: (frames?: readonly Bars[], more?: Partial<Wishing>, asked?: Asked) => Leg[];
}

/** The account of a seed, of some of these symbols. */
export function randomAccount(seed: number, names: readonly string[]): RandomAccount {
  const dice = createRandom(`account ${seed}`);
  const symbols = names.slice(0, dice.integer(2, names.length));
  const together = dice.next() < 0.5;
  const terms = randomTerms(seed, symbols);
  const long = terms.sizes.some((policy) => policy?.volatilityTarget !== undefined);
  const length = long ? dice.integer(60, 110) : dice.integer(10, 60);
  const frames = randomFrames(seed, length, symbols, !together);
  const { shares, sizes, account } = terms;
  const { fractional } = account.terms;
  return {
    ...terms,
    dice,
    symbols,
    frames,
    together,
    legs: (some = frames, more = {}, asked) =>
      wishingLegs(seed, some, { together, shares, sizes, fractional, ...more }, asked),
  };
}
