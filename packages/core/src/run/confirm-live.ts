import { requireLiveConfirmation } from '@bot-v2/sdk';
import { liveSection } from '../config/index.js';
import type { ResolvedConfig } from '../config/index.js';
import type { Candidate } from '../registry/candidate.js';

/**
 * Nothing trades at a venue in live mode without every confirmation, whichever slice it is.
 * @param capabilities what is called, and what those who are called may call
 * @throws BOT_VENUE_OPT_IN
 */
export function confirmLive(
  { mode, slices }: ResolvedConfig,
  capabilities: readonly string[],
  candidates: readonly Candidate[],
): void {
  if (mode !== 'live') return;
  const trades = candidates.some(
    ({ status, manifest }) =>
      status === 'loaded' &&
      manifest?.kind === 'slice' &&
      capabilities.some((id) => manifest.provides[id]?.effects === 'venue'),
  );
  if (trades) requireLiveConfirmation(slices[liveSection] ?? {});
}
