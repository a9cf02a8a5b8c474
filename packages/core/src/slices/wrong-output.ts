import { BotError } from '@bot-v2/sdk';

/** The error of an output that is not what its capability promises: a defect of the slice that provides it. */
export function wrongOutput(slice: string, capability: string, problem: string): BotError {
  return new BotError('BOT_CAP_OUTPUT', `output of ${capability}, provided by ${slice}: ${problem}`, {
    slice,
    capability,
    hint: `This is a defect of ${slice}.`,
  });
}
