import { allModes, defaultsKeys } from './parse-workflow.js';

const name = '^[a-z][a-z0-9_]*$';
const reference = { type: 'string', pattern: '^\\$[a-z][a-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+$' } as const;
const duration = {
  description: 'Milliseconds, or text like 500ms, 2s, 1m.',
  anyOf: [
    { type: 'number', minimum: 0 },
    { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m)$' },
  ],
} as const;

const step = {
  type: 'object',
  additionalProperties: false,
  required: ['slice', 'method'],
  properties: {
    slice: { type: 'string', description: 'Capability namespace: data, analyze, market_regime, …' },
    method: { type: 'string', description: 'Method of the namespace, or an alias of it.' },
    with: {
      type: 'object',
      description: 'Inputs by name: a literal, null for none, or a reference ($step.output, $params.name).',
    },
    if: { ...reference, description: 'The step is skipped unless this is truthy.' },
    retry: {
      type: 'object',
      additionalProperties: false,
      properties: { max: { type: 'integer', minimum: 0, maximum: 10 }, delay: duration },
    },
    timeout: duration,
    on_error: {
      description:
        'fail (default): the run fails. continue: it goes on without the step. fallback: it goes on with these outputs.',
      anyOf: [
        { enum: ['fail', 'continue'] },
        {
          type: 'object',
          additionalProperties: false,
          required: ['fallback'],
          properties: { fallback: { type: 'object', minProperties: 1 } },
        },
      ],
    },
    provider: { type: 'string', description: 'Id of the slice that shall provide it, where several do.' },
  },
} as const;

/** JSON Schema (2020-12) of workflow files, for editors. The checks of the core go further: ports, modes, references. */
export const workflowJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'bot-v2/workflow@1',
  title: 'bot-v2 workflows',
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: name },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['steps'],
    properties: {
      description: { type: 'string' },
      modes: { type: 'array', minItems: 1, items: { enum: allModes } },
      params: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
      defaults: {
        type: 'object',
        description: `Configuration below everything the user sets: ${defaultsKeys.join(', ')}, or a slice's section.`,
      },
      outputs: { type: 'object', additionalProperties: reference },
      steps: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          minProperties: 1,
          maxProperties: 1,
          propertyNames: { pattern: name },
          additionalProperties: step,
        },
      },
    },
  },
} as const;
