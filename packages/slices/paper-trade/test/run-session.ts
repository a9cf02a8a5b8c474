import { testContext } from '@bot-v2/sdk/testing';
import { paperTradeConfig } from '../src/paper-trade.config.js';
import { paperSession } from '../src/session-run.js';
import { crossing, smallInput } from './paper-input.js';

/** A process that runs one session: `run-session.ts STORE CONFIG`, the report as JSON on stdout. */
const [store, config] = process.argv.slice(2) as [string, string];
const context = testContext({ mode: 'paper', strategies: [crossing] });
const report = await paperSession(smallInput(), paperTradeConfig.parse({ store, ...JSON.parse(config) }), context);
process.stdout.write(JSON.stringify(report));
