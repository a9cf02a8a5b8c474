export type { Broker, BrokerEvent, BrokerReply, SessionTick } from './broker.js';
export { createSession } from './create-session.js';
export type { Session, SessionInput, SessionLeg, SessionOutcome, SessionState } from './create-session.js';
export { replayFeed, replayHistory } from './replay-feed.js';
export type { ReplayLeg } from './replay-feed.js';
export type { JournalBody, JournalType, SessionJournal } from './session-journal.js';
export { simulatedBroker } from './simulated-broker.js';
