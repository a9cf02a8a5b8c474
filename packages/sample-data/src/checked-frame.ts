import { contentHash } from './content-hash.js';
import { decodeSample } from './decode-sample.js';
import type { SampleFrame } from './sample-frame.js';
import type { SampleInfo } from './sample-info.js';

/**
 * The frame that `bytes` hold.
 *
 * @throws Error when their content does not have the hash that `info` promises.
 */
export function checkedFrame(info: SampleInfo, bytes: Uint8Array): SampleFrame {
  const sample = decodeSample(bytes);
  const sha256 = contentHash(sample);
  if (sha256 !== info.sha256) {
    throw new Error(
      `The sample data of ${info.symbol} is damaged: content ${sha256}, expected ${info.sha256}. Reinstall the package.`,
    );
  }
  return {
    symbol: info.symbol,
    interval: info.interval,
    length: sample.length,
    ...sample.columns,
    basis: 'raw',
    actions: sample.actions,
    tradable: info.tradable,
    currency: info.currency,
    sha256,
    info,
  };
}
