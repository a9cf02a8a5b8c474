import type { CandlestickSpec } from './candlestick-spec.js';
import { abandonedBabyCandlestick } from './abandoned-baby.candlestick.js';
import { advanceBlockCandlestick } from './advance-block.candlestick.js';
import { beltHoldCandlestick } from './belt-hold.candlestick.js';
import { breakawayCandlestick } from './breakaway.candlestick.js';
import { closingMarubozuCandlestick } from './closing-marubozu.candlestick.js';
import { concealingBabySwallowCandlestick } from './concealing-baby-swallow.candlestick.js';
import { counterattackCandlestick } from './counterattack.candlestick.js';
import { darkCloudCoverCandlestick } from './dark-cloud-cover.candlestick.js';
import { dojiCandlestick } from './doji.candlestick.js';
import { dojiStarCandlestick } from './doji-star.candlestick.js';
import { dragonflyDojiCandlestick } from './dragonfly-doji.candlestick.js';
import { engulfingCandlestick } from './engulfing.candlestick.js';
import { eveningDojiStarCandlestick } from './evening-doji-star.candlestick.js';
import { eveningStarCandlestick } from './evening-star.candlestick.js';
import { gapSideSideWhiteCandlestick } from './gap-side-side-white.candlestick.js';
import { gapThreeMethodsCandlestick } from './gap-three-methods.candlestick.js';
import { gravestoneDojiCandlestick } from './gravestone-doji.candlestick.js';
import { hammerCandlestick } from './hammer.candlestick.js';
import { hangingManCandlestick } from './hanging-man.candlestick.js';
import { haramiCandlestick } from './harami.candlestick.js';
import { haramiCrossCandlestick } from './harami-cross.candlestick.js';
import { highWaveCandlestick } from './high-wave.candlestick.js';
import { hikkakeCandlestick } from './hikkake.candlestick.js';
import { hikkakeModifiedCandlestick } from './hikkake-modified.candlestick.js';
import { homingPigeonCandlestick } from './homing-pigeon.candlestick.js';
import { identicalThreeCrowsCandlestick } from './identical-three-crows.candlestick.js';
import { inNeckCandlestick } from './in-neck.candlestick.js';
import { invertedHammerCandlestick } from './inverted-hammer.candlestick.js';
import { kickingCandlestick } from './kicking.candlestick.js';
import { kickingByLengthCandlestick } from './kicking-by-length.candlestick.js';
import { ladderBottomCandlestick } from './ladder-bottom.candlestick.js';
import { longLeggedDojiCandlestick } from './long-legged-doji.candlestick.js';
import { longLineCandlestick } from './long-line.candlestick.js';
import { marubozuCandlestick } from './marubozu.candlestick.js';
import { matHoldCandlestick } from './mat-hold.candlestick.js';
import { matchingLowCandlestick } from './matching-low.candlestick.js';
import { morningDojiStarCandlestick } from './morning-doji-star.candlestick.js';
import { morningStarCandlestick } from './morning-star.candlestick.js';
import { onNeckCandlestick } from './on-neck.candlestick.js';
import { piercingCandlestick } from './piercing.candlestick.js';
import { rickshawManCandlestick } from './rickshaw-man.candlestick.js';
import { risingFallingThreeMethodsCandlestick } from './rising-falling-three-methods.candlestick.js';
import { separatingLinesCandlestick } from './separating-lines.candlestick.js';
import { shootingStarCandlestick } from './shooting-star.candlestick.js';
import { shortLineCandlestick } from './short-line.candlestick.js';
import { spinningTopCandlestick } from './spinning-top.candlestick.js';
import { stalledPatternCandlestick } from './stalled-pattern.candlestick.js';
import { stickSandwichCandlestick } from './stick-sandwich.candlestick.js';
import { takuriCandlestick } from './takuri.candlestick.js';
import { tasukiGapCandlestick } from './tasuki-gap.candlestick.js';
import { threeBlackCrowsCandlestick } from './three-black-crows.candlestick.js';
import { threeInsideCandlestick } from './three-inside.candlestick.js';
import { threeLineStrikeCandlestick } from './three-line-strike.candlestick.js';
import { threeOutsideCandlestick } from './three-outside.candlestick.js';
import { threeStarsInSouthCandlestick } from './three-stars-in-south.candlestick.js';
import { threeWhiteSoldiersCandlestick } from './three-white-soldiers.candlestick.js';
import { thrustingCandlestick } from './thrusting.candlestick.js';
import { tristarCandlestick } from './tristar.candlestick.js';
import { twoCrowsCandlestick } from './two-crows.candlestick.js';
import { uniqueThreeRiverCandlestick } from './unique-three-river.candlestick.js';
import { upsideGapTwoCrowsCandlestick } from './upside-gap-two-crows.candlestick.js';

/** Every candlestick pattern. Adding one is one file and one line here. */
export const CANDLESTICKS: readonly CandlestickSpec[] = [
  abandonedBabyCandlestick,
  advanceBlockCandlestick,
  beltHoldCandlestick,
  breakawayCandlestick,
  closingMarubozuCandlestick,
  concealingBabySwallowCandlestick,
  counterattackCandlestick,
  darkCloudCoverCandlestick,
  dojiCandlestick,
  dojiStarCandlestick,
  dragonflyDojiCandlestick,
  engulfingCandlestick,
  eveningDojiStarCandlestick,
  eveningStarCandlestick,
  gapSideSideWhiteCandlestick,
  gapThreeMethodsCandlestick,
  gravestoneDojiCandlestick,
  hammerCandlestick,
  hangingManCandlestick,
  haramiCandlestick,
  haramiCrossCandlestick,
  highWaveCandlestick,
  hikkakeCandlestick,
  hikkakeModifiedCandlestick,
  homingPigeonCandlestick,
  identicalThreeCrowsCandlestick,
  inNeckCandlestick,
  invertedHammerCandlestick,
  kickingCandlestick,
  kickingByLengthCandlestick,
  ladderBottomCandlestick,
  longLeggedDojiCandlestick,
  longLineCandlestick,
  marubozuCandlestick,
  matHoldCandlestick,
  matchingLowCandlestick,
  morningDojiStarCandlestick,
  morningStarCandlestick,
  onNeckCandlestick,
  piercingCandlestick,
  rickshawManCandlestick,
  risingFallingThreeMethodsCandlestick,
  separatingLinesCandlestick,
  shootingStarCandlestick,
  shortLineCandlestick,
  spinningTopCandlestick,
  stalledPatternCandlestick,
  stickSandwichCandlestick,
  takuriCandlestick,
  tasukiGapCandlestick,
  threeBlackCrowsCandlestick,
  threeInsideCandlestick,
  threeLineStrikeCandlestick,
  threeOutsideCandlestick,
  threeStarsInSouthCandlestick,
  threeWhiteSoldiersCandlestick,
  thrustingCandlestick,
  tristarCandlestick,
  twoCrowsCandlestick,
  uniqueThreeRiverCandlestick,
  upsideGapTwoCrowsCandlestick,
];

const byName = new Map(CANDLESTICKS.map((spec) => [spec.name, spec]));

/** The pattern of that name, if there is one. */
export function findCandlestick(name: string): CandlestickSpec | undefined {
  return byName.get(name);
}
