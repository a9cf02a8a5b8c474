import { createHash } from 'node:crypto';
import { BotError, dayText, describeIssues, evidenceSchema, strategyRefSchema } from '@bot-v2/sdk';
import { z } from 'zod';

const column = z.array(z.number()).transform((values): Float64Array => Float64Array.from(values));
const integers = z.array(z.number().int()).transform((values): Int32Array => Int32Array.from(values));

const linearSchema = z.strictObject({
  kind: z.literal('linear'),
  mean: column,
  deviation: column,
  intercepts: column,
  coefficients: z.array(column).readonly(),
});

const treeSchema = z.strictObject({
  feature: integers,
  threshold: column,
  missingLeft: z.array(z.number().int()).transform((values): Uint8Array => Uint8Array.from(values)),
  left: integers,
  right: integers,
  value: column,
});

const boostedSchema = z.strictObject({
  kind: z.literal('boosted'),
  ensembles: z
    .array(
      z.strictObject({
        loss: z.enum(['squared', 'log']),
        features: z.number().int(),
        baseline: z.number(),
        learningRate: z.number(),
        trees: z.array(treeSchema).readonly(),
      }),
    )
    .readonly(),
});

/** A trained selector with what it has seen and how it was judged. */
export const selectorArtifactSchema = z.strictObject({
  format: z.literal(1),
  /** Names of the features, in order. */
  features: z.array(z.string()),
  /** Bars a label looks ahead. */
  horizon: z.number().int(),
  /** What is chosen among, the fallback first. */
  candidates: z.array(strategyRefSchema),
  model: z.discriminatedUnion('kind', [linearSchema, boostedSchema]),
  /** From a predicted gain to its probability. */
  calibration: z.strictObject({ slope: z.number(), intercept: z.number() }).nullable(),
  evidence: evidenceSchema,
  confidence: z.number().nullable(),
  /** The frames behind the training windows, and how many of those each gave. */
  trainedOn: z.array(
    z.strictObject({ symbol: z.string(), contentHash: z.string(), lastBar: z.number(), windows: z.number().int() }),
  ),
  /** Time of the last bar that influenced model, calibration or evidence. */
  knownThrough: z.number(),
});
export type SelectorArtifact = z.output<typeof selectorArtifactSchema>;

/** An artifact as text, and its name: the SHA-256 of that text. Equal artifacts have equal names. */
export function writeArtifact(artifact: SelectorArtifact): { readonly id: string; readonly text: string } {
  const text = JSON.stringify(artifact, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value,
  );
  return { id: hashOf(text), text };
}

/**
 * Reads an artifact back.
 * @throws BOT_DATA_ARTIFACT when the text is not what was written under this name
 */
export function readArtifact(id: string, text: string): SelectorArtifact {
  const refuse = (why: string): BotError =>
    new BotError('BOT_DATA_ARTIFACT', `selector ${id.slice(0, 12)}… ${why}`, {
      details: { artifact: id },
      hint: 'Train it again: --set ml_strategy.keepArtifact=true without ml_strategy.artifact.',
    });
  if (hashOf(text) !== id) throw refuse('is damaged: its content does not have the hash it is named by');
  const parsed = selectorArtifactSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw refuse(`is of another version: ${describeIssues(parsed.error.issues)}`);
  return parsed.data;
}

/**
 * Refuses an artifact for a decision at `at` that has seen later bars.
 * @throws BOT_DATA_LOOKAHEAD
 */
export function requireKnown({ knownThrough }: SelectorArtifact, symbol: string, at: number): void {
  if (at >= knownThrough) return;
  throw new BotError(
    'BOT_DATA_LOOKAHEAD',
    `${symbol}: the selector has seen data through ${dayText(knownThrough)}, but decides on ${dayText(at)}`,
    {
      details: { symbol, knownThrough, at },
      hint: `Decide on ${dayText(knownThrough)} or later (--decide-at), or train one on the history.`,
    },
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
