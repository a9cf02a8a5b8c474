export { createBot } from './bot/create-bot.js';
export type { Bot } from './bot/bot.js';
export type { BotOptions } from './bot/bot-options.js';
export type { Facade, Method } from './bot/facade.js';
export { TradingOrchestrator } from './bot/orchestrator.js';
export { minimumCapital } from './config/index.js';
export type { ConfigInput, CoreConfig, ResolvedConfig } from './config/index.js';
export type { RunRequest } from './run/index.js';
export type { SliceHealth } from './slices/index.js';
