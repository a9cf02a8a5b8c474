import { elevenCandidates } from '../../test/manifests.js';
import { checkText } from './index.js';

const fetchStep = '    - fetch: {slice: data, method: get_data}\n';
const regimeStep = '    - regime: {slice: market_regime, method: detect}\n';
/** A workflow of the fetching step (line 3) and one more (line 4, its mapping at column 15). */
const after = (body: string): string => `w:\n  steps:\n${fetchStep}    - second: ${body}\n`;

/** Text, place and code of the first problem, and what the hint or message must say. */
const broken: [string, string, string, string, RegExp?][] = [
  ['an unclosed flow mapping', 'w:\n  steps:\n    - fetch: {slice: data, method: get_data\n', '4:1', 'BOT_WF_SYNTAX'],
  [
    'braces in a reference',
    after('{slice: analyze, method: analyze, with: {history: ${{ fetch.history }}}}'),
    '4:66',
    'BOT_WF_SYNTAX',
  ],
  ['a tab as indentation', 'w:\n\tsteps:\n', '2:1', 'BOT_WF_SYNTAX'],
  ['bad indentation', 'w:\n  steps:\n   - a: {slice: data, method: get_data}\n  - b: {}\n', '4:1', 'BOT_WF_SYNTAX'],
  ['an unknown tag', 'w:\n  steps: !include x.yaml\n', '2:10', 'BOT_WF_SYNTAX'],
  ['two documents', 'w: {}\n---\nx: {}\n', '2:1', 'BOT_WF_SYNTAX'],
  ['JSON without its end', '{"w": {"steps": []', '1:19', 'BOT_WF_SYNTAX'],
  ['a key used twice', 'w:\n  steps: []\n  steps: []\n', '3:3', 'BOT_WF_DUPLICATE'],
  ['an empty file', '', '1:1', 'BOT_WF_SHAPE'],
  ['a list at the top', '- w\n', '1:1', 'BOT_WF_SHAPE'],
  ['a text at the top', 'hello\n', '1:1', 'BOT_WF_SHAPE'],
  ['a name with capitals', 'MyFlow:\n  steps:\n' + fetchStep, '1:1', 'BOT_WF_SHAPE', /snake_case/],
  ['no steps', 'w:\n  description: nothing\n', '1:1', 'BOT_WF_SHAPE', /has no steps/],
  ['an empty list of steps', 'w:\n  steps: []\n', '2:10', 'BOT_WF_SHAPE'],
  ['steps as a mapping', 'w:\n  steps:\n    fetch: {slice: data, method: get_data}\n', '3:5', 'BOT_WF_SHAPE'],
  ['a step as text', 'w:\n  steps:\n    - fetch\n', '3:7', 'BOT_WF_SHAPE'],
  [
    'a step of two names',
    'w:\n  steps:\n    - fetch: {slice: data, method: get_data}\n      other: {}\n',
    '3:7',
    'BOT_WF_SHAPE',
  ],
  ['a step without a body', 'w:\n  steps:\n    - fetch:\n', '3:13', 'BOT_WF_SHAPE'],
  ['a step called params', 'w:\n  steps:\n    - params: {slice: data, method: get_data}\n', '3:7', 'BOT_WF_SHAPE'],
  ['a step without slice', 'w:\n  steps:\n    - fetch: {method: get_data}\n', '3:7', 'BOT_WF_SHAPE', /needs "slice"/],
  ['a step without method', 'w:\n  steps:\n    - fetch: {slice: data}\n', '3:7', 'BOT_WF_SHAPE', /needs "method"/],
  ['a slice that is a number', 'w:\n  steps:\n    - fetch: {slice: 3, method: get_data}\n', '3:22', 'BOT_WF_SHAPE'],
  ['an unknown key of a workflow', 'w:\n  stepz: []\n  steps:\n' + fetchStep, '2:3', 'BOT_WF_UNKNOWN_KEY', /"steps"/],
  [
    'an unknown key of a step',
    after('{slice: analyze, method: analyze, wth: {}}'),
    '4:49',
    'BOT_WF_UNKNOWN_KEY',
    /"with"/,
  ],
  ['a prototype key', 'w:\n  __proto__: {}\n  steps:\n' + fetchStep, '2:3', 'BOT_WF_UNKNOWN_KEY'],
  [
    'an unknown key of retry',
    after('{slice: analyze, method: analyze, retry: {maximum: 3}}'),
    '4:57',
    'BOT_WF_UNKNOWN_KEY',
    /max/,
  ],
  ['too many retries', after('{slice: analyze, method: analyze, retry: {max: 99}}'), '4:62', 'BOT_WF_SHAPE'],
  ['a timeout in words', after('{slice: analyze, method: analyze, timeout: soon}'), '4:58', 'BOT_WF_SHAPE', /500ms/],
  [
    'an unknown on_error',
    after('{slice: analyze, method: analyze, on_error: contine}'),
    '4:59',
    'BOT_WF_SHAPE',
    /"continue"/,
  ],
  [
    'a fallback of the wrong output',
    after('{slice: analyze, method: analyze, on_error: {fallback: {analysys: 1}}}'),
    '4:59',
    'BOT_WF_UNKNOWN_KEY',
    /"analysis"/,
  ],
  [
    'an alias of YAML',
    'w:\n  steps:\n    - fetch: &x {slice: data, method: get_data}\n    - again: *x\n',
    '4:14',
    'BOT_WF_SHAPE',
  ],
  ['a step name used twice', 'w:\n  steps:\n' + fetchStep + fetchStep, '4:7', 'BOT_WF_DUPLICATE'],
  ['an unknown slice', after('{slice: analyse, method: analyze}'), '4:23', 'BOT_WF_UNKNOWN_SLICE', /"analyze"/],
  [
    'an unknown method',
    after('{slice: analyze, method: find_pattern}'),
    '4:40',
    'BOT_WF_UNKNOWN_METHOD',
    /"find_patterns"/,
  ],
  ['an unknown provider', after('{slice: analyze, method: analyze, provider: acme}'), '4:59', 'BOT_WF_UNKNOWN_SLICE'],
  [
    'an unknown input',
    after('{slice: analyze, method: analyze, with: {histori: $fetch.history}}'),
    '4:56',
    'BOT_WF_UNKNOWN_KEY',
    /"history"/,
  ],
  [
    'a reference to an unknown step',
    after('{slice: analyze, method: analyze, with: {history: $fetsh.history}}'),
    '4:65',
    'BOT_WF_REFERENCE',
    /"fetch"/,
  ],
  [
    'a reference to an unknown output',
    after('{slice: analyze, method: analyze, with: {history: $fetch.histories}}'),
    '4:65',
    'BOT_WF_REFERENCE',
    /"history"/,
  ],
  [
    'a reference to another type',
    after('{slice: analyze, method: analyze, with: {history: $fetch.evaluation}}'),
    '4:65',
    'BOT_WF_REFERENCE',
    /Evaluation@1/,
  ],
  [
    'a reference beyond the decision',
    after('{slice: analyze, method: analyze, with: {history: $fetch.bars}}'),
    '4:65',
    'BOT_WF_REFERENCE',
    /beyond the decision/,
  ],
  [
    'a reference to a later step',
    'w:\n  steps:\n    - a: {slice: analyze, method: analyze, with: {history: $fetch.history}}\n' + fetchStep,
    '3:60',
    'BOT_WF_REFERENCE',
    /earlier step/,
  ],
  [
    'a reference to an unknown parameter',
    'w:\n  params: {depth: 3}\n  steps:\n    - a: {slice: data, method: get_data, with: {request: $params.dept}}\n',
    '4:58',
    'BOT_WF_REFERENCE',
    /"depth"/,
  ],
  [
    'a condition with an operator',
    after('{slice: analyze, method: analyze, if: $mode == backtest}'),
    '4:53',
    'BOT_WF_REFERENCE',
  ],
  ['a condition that is a constant', after('{slice: analyze, method: analyze, if: true}'), '4:53', 'BOT_WF_REFERENCE'],
  [
    'a condition of one symbol on a portfolio step',
    'w:\n  steps:\n' +
      fetchStep +
      '    - choose: {slice: ml_strategy, method: select}\n    - test: {slice: backtest, method: run, if: $choose.choice}\n',
    '5:48',
    'BOT_WF_REFERENCE',
    /by symbol/,
  ],
  ['an output that is no reference', 'w:\n  outputs: {x: 3}\n  steps:\n' + fetchStep, '2:16', 'BOT_WF_REFERENCE'],
  ['a required input without a producer', 'w:\n  steps:\n' + regimeStep, '3:7', 'BOT_WF_UNBOUND', /History@1/],
  [
    'a required input set to null',
    after('{slice: analyze, method: analyze, with: {history: null}}'),
    '4:65',
    'BOT_WF_UNBOUND',
  ],
  [
    'a producer that may be skipped',
    'w:\n  params: {quick: false}\n  steps:\n    - fetch: {slice: data, method: get_data, if: $params.quick}\n' +
      regimeStep,
    '5:7',
    'BOT_WF_UNBOUND',
    /same if/,
  ],
  [
    'two live producers',
    'w:\n  steps:\n' +
      fetchStep +
      regimeStep +
      '    - regime2: {slice: market_regime, method: detect}\n    - choose: {slice: ml_strategy, method: select}\n',
    '6:7',
    'BOT_WF_AMBIGUOUS_PORT',
    /\$regime\.regime/,
  ],
  ['an unknown mode', 'w:\n  modes: [backtest, papper]\n  steps:\n' + fetchStep, '2:21', 'BOT_WF_MODE', /"paper"/],
  [
    'steps that share no mode',
    'w:\n  steps:\n' +
      fetchStep +
      '    - choose: {slice: ml_strategy, method: select}\n    - paper: {slice: paper_trade, method: run}\n    - live: {slice: live_trade, method: run}\n',
    '1:1',
    'BOT_WF_MODE',
    /no mode/,
  ],
  [
    'defaults that nothing reads',
    'w:\n  defaults: {symbols: [A]}\n  steps:\n' + fetchStep,
    '2:14',
    'BOT_WF_UNKNOWN_KEY',
  ],
];

describe('a broken workflow', () => {
  it('comes in at least forty kinds', () => {
    expect(broken.length).toBeGreaterThanOrEqual(40);
  });

  it.each(broken)('with %s', async (...row) => {
    const [, text, place, code, saying] = row;
    const found = await checkText(text, 'w.yaml', { candidates: elevenCandidates });
    const first = found[0];
    expect(`${first?.line}:${first?.column} ${first?.code}`).toBe(`${place} ${code}`);
    if (saying) expect(`${first?.message} ${first?.hint}`).toMatch(saying);
  });

  it('is reported with all its problems, in the order of the file', async () => {
    const text = after('{slice: analyse, method: analyze}') + '    - third: {slice: market_regime, method: detct}\n';
    const found = await checkText(text, 'w.yaml', { candidates: elevenCandidates });
    expect(found.map((d) => `${d.line} ${d.code}`)).toEqual(['4 BOT_WF_UNKNOWN_SLICE', '5 BOT_WF_UNKNOWN_METHOD']);
  });
});
