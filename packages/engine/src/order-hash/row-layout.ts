import type { TimeInForce } from '@bot-v2/sdk';
import type { OrderType } from '../loop/intents.js';

/** The first double of a row: what the row is. The terms of an order that are seldom given are a row after its own. */
export const orderMark = 1;
export const cancelMark = 2;
export const protectMark = 3;
export const fillMark = 4;
export const closedMark = 5;
export const termsMark = 6;
export const amendMark = 7;

/** Doubles of a row, by mark. */
export const widths: readonly number[] = [0, 10, 3, 5, 8, 3, 10, 8];

/** Order types, by the number they are written as. */
export const kinds: readonly OrderType[] = ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop'];

/** Times in force, by the number they are written as. */
export const times: readonly TimeInForce[] = ['gtc', 'day', 'gtd', 'ioc', 'fok', 'opg', 'cls'];
