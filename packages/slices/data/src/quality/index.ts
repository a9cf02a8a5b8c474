import type { DataFinding } from '@bot-v2/sdk';
import { adjustedCloseDisagrees } from './adjusted-close-disagrees.check.js';
import { badDividend } from './bad-dividend.check.js';
import { badSplit } from './bad-split.check.js';
import { capitalGainCountedTwice } from './capital-gain-counted-twice.check.js';
import { currencyUnitSwitch } from './currency-unit-switch.check.js';
import { extremeRange } from './extreme-range.check.js';
import { flatBars } from './flat-bars.check.js';
import { hundredfoldError } from './hundredfold-error.check.js';
import { largeJump } from './large-jump.check.js';
import { missingDividendAdjustment } from './missing-dividend-adjustment.check.js';
import { missingSession } from './missing-session.check.js';
import { missingSplitAdjustment } from './missing-split-adjustment.check.js';
import { offGridTime } from './off-grid-time.check.js';
import { openEqualsPreviousClose } from './open-equals-previous-close.check.js';
import { phantomDividend } from './phantom-dividend.check.js';
import { priceSpike } from './price-spike.check.js';
import type { CheckedBars, LocatedFinding, QualityCheck } from './quality-check.js';
import { repeatedBar } from './repeated-bar.check.js';
import { repeatedBlock } from './repeated-block.check.js';
import { reusedTicker } from './reused-ticker.check.js';
import { staleClose } from './stale-close.check.js';
import { timeZoneShift } from './time-zone-shift.check.js';
import { unexpectedSession } from './unexpected-session.check.js';
import { volumeOutlier } from './volume-outlier.check.js';
import { weekdayGaps } from './weekday-gaps.check.js';
import { zeroVolume } from './zero-volume.check.js';

export type { CheckedBars, LocatedFinding, QualityCheck } from './quality-check.js';
export type { SessionDays } from './session-days.js';

/** Every check of well-formed bars, in the order in which findings are listed. */
export const qualityChecks: readonly QualityCheck[] = [
  openEqualsPreviousClose,
  adjustedCloseDisagrees,
  missingSession,
  weekdayGaps,
  unexpectedSession,
  timeZoneShift,
  offGridTime,
  reusedTicker,
  hundredfoldError,
  currencyUnitSwitch,
  missingSplitAdjustment,
  badSplit,
  missingDividendAdjustment,
  badDividend,
  phantomDividend,
  capitalGainCountedTwice,
  priceSpike,
  largeJump,
  extremeRange,
  volumeOutlier,
  repeatedBar,
  repeatedBlock,
  staleClose,
  flatBars,
  zeroVolume,
];

/** The finding with what to do about it in its message; information needs nothing to be done. */
export function withRemedy(finding: LocatedFinding, remedy: string): LocatedFinding {
  return finding.severity === 'info' ? finding : { ...finding, message: `${finding.message}. To do: ${remedy}.` };
}

/** Findings of all checks with the rows they name, by check and then by time; messages end in what to do. */
export function locateFindings(bars: CheckedBars): LocatedFinding[] {
  return qualityChecks.flatMap(({ check, remedy }) => check(bars).map((finding) => withRemedy(finding, remedy)));
}

/** Findings of all checks, by check and then by time, as a frame carries them. */
export function findingsOf(bars: CheckedBars): DataFinding[] {
  return locateFindings(bars).map(({ check, severity, message, count, from, to }) => ({
    check,
    severity,
    message,
    count,
    from,
    to,
  }));
}
