import { BotError } from '@bot-v2/sdk';
import { capturedTerminal } from '../terminal/captured-terminal.fixture.js';
import { errorLine, reportError, reportRunErrors } from './report-error.js';

test('an error is one line: what, hint, code', () => {
  const terminal = capturedTerminal();
  const code = reportError(
    new BotError('BOT_DATA_NOT_FOUND', 'no bars\nof APPL', { hint: 'Did you mean "AAPL"?' }),
    terminal.err,
    false,
  );
  expect(terminal.written.err).toBe('bot-v2: no bars of APPL. Did you mean "AAPL"? (BOT_DATA_NOT_FOUND)\n');
  expect(code).toBe(5);
});

test('what a file says is shown by the terminal, never obeyed', () => {
  const message = 'x.csv:3:1: date is "\u0000\u001b[2J\u202e"';
  expect(errorLine({ code: 'BOT_DATA_MALFORMED', message })).toBe(
    'x.csv:3:1: date is "\\u0000\\u001b[2J\\u202e". (BOT_DATA_MALFORMED)',
  );
});

test('an empty hint is none', () => {
  expect(errorLine({ code: 'BOT_WF_SHAPE', message: 'no', hint: '' })).toBe('no. (BOT_WF_SHAPE)');
});

test('the slice is named once', () => {
  expect(errorLine({ code: 'BOT_CAP_FAILED', message: 'it broke', slice: 'monitor' })).toBe(
    'monitor: it broke. (BOT_CAP_FAILED)',
  );
  expect(errorLine({ code: 'BOT_CAP_FAILED', message: 'monitor broke', slice: 'monitor' })).toBe(
    'monitor broke. (BOT_CAP_FAILED)',
  );
});

test('stack and causes only when verbose', () => {
  const error = new BotError('BOT_CAP_FAILED', 'it broke', { cause: new RangeError('deep') });
  const quiet = capturedTerminal();
  const verbose = capturedTerminal();
  reportError(error, quiet.err, false);
  reportError(error, verbose.err, true);
  expect(quiet.written.err.split('\n')).toHaveLength(2);
  expect(verbose.written.err).toMatch(/caused by RangeError: deep[\s\S]+at /);
});

test('a value without a code is a defect', () => {
  const terminal = capturedTerminal();
  expect(reportError(new TypeError('x is undefined'), terminal.err, false)).toBe(70);
  expect(reportError('text', terminal.err, false)).toBe(70);
  expect(terminal.written.err).toMatch(/unexpected: x is undefined\. .*BOT_INVARIANT/);
});

test('the errors of a run are each said once; the first decides the exit code', () => {
  const terminal = capturedTerminal();
  const missing = { code: 'BOT_DATA_NOT_FOUND', message: 'no bars of X' };
  const code = reportRunErrors(
    [missing, missing, { code: 'BOT_RUN_FAILED', message: 'no symbol is left' }],
    terminal.err,
  );
  expect(terminal.written.err.trim().split('\n')).toHaveLength(2);
  expect(code).toBe(5);
  expect(reportRunErrors([{ code: 'BOT_RUN_ABORTED', message: 'stopped' }], terminal.err)).toBe(130);
  expect(reportRunErrors([], terminal.err)).toBe(6);
});
