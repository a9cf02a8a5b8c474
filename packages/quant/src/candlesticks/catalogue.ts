import type { CandlestickSpec } from './candlestick-spec.js';
import { beltHoldCandlestick } from './belt-hold.candlestick.js';
import { darkCloudCoverCandlestick } from './dark-cloud-cover.candlestick.js';
import { dojiCandlestick } from './doji.candlestick.js';
import { dojiStarCandlestick } from './doji-star.candlestick.js';
import { dragonflyDojiCandlestick } from './dragonfly-doji.candlestick.js';
import { engulfingCandlestick } from './engulfing.candlestick.js';
import { eveningStarCandlestick } from './evening-star.candlestick.js';
import { gravestoneDojiCandlestick } from './gravestone-doji.candlestick.js';
import { hammerCandlestick } from './hammer.candlestick.js';
import { hangingManCandlestick } from './hanging-man.candlestick.js';
import { haramiCandlestick } from './harami.candlestick.js';
import { haramiCrossCandlestick } from './harami-cross.candlestick.js';
import { hikkakeCandlestick } from './hikkake.candlestick.js';
import { invertedHammerCandlestick } from './inverted-hammer.candlestick.js';
import { marubozuCandlestick } from './marubozu.candlestick.js';
import { morningDojiStarCandlestick } from './morning-doji-star.candlestick.js';
import { morningStarCandlestick } from './morning-star.candlestick.js';
import { piercingCandlestick } from './piercing.candlestick.js';
import { shootingStarCandlestick } from './shooting-star.candlestick.js';
import { spinningTopCandlestick } from './spinning-top.candlestick.js';
import { threeBlackCrowsCandlestick } from './three-black-crows.candlestick.js';
import { threeInsideCandlestick } from './three-inside.candlestick.js';
import { threeOutsideCandlestick } from './three-outside.candlestick.js';
import { threeWhiteSoldiersCandlestick } from './three-white-soldiers.candlestick.js';

/** Every candlestick pattern. Adding one is one file and one line here. */
export const CANDLESTICKS: readonly CandlestickSpec[] = [
  beltHoldCandlestick,
  darkCloudCoverCandlestick,
  dojiCandlestick,
  dojiStarCandlestick,
  dragonflyDojiCandlestick,
  engulfingCandlestick,
  eveningStarCandlestick,
  gravestoneDojiCandlestick,
  hammerCandlestick,
  hangingManCandlestick,
  haramiCandlestick,
  haramiCrossCandlestick,
  hikkakeCandlestick,
  invertedHammerCandlestick,
  marubozuCandlestick,
  morningDojiStarCandlestick,
  morningStarCandlestick,
  piercingCandlestick,
  shootingStarCandlestick,
  spinningTopCandlestick,
  threeBlackCrowsCandlestick,
  threeInsideCandlestick,
  threeOutsideCandlestick,
  threeWhiteSoldiersCandlestick,
];

const byName = new Map(CANDLESTICKS.map((spec) => [spec.name, spec]));

/** The pattern of that name, if there is one. */
export function findCandlestick(name: string): CandlestickSpec | undefined {
  return byName.get(name);
}
