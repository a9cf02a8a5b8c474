import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runResultSchema } from '@bot-v2/sdk';
import { workflowJsonSchema } from '@bot-v2/core/workflow';

/**
 * The JSON schemas under `configs/schemas` are generated from the code: `pnpm schemas` writes them, this test holds them
 * equal.
 */
const folder = join(import.meta.dirname, '../../configs/schemas');
const schemas: Record<string, object> = {
  'run-result.schema.json': z.toJSONSchema(runResultSchema, { unrepresentable: 'any' }),
  'workflow.schema.json': workflowJsonSchema,
};

for (const [name, schema] of Object.entries(schemas)) {
  it(`${name} is the one the code generates`, () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    const file = join(folder, name);
    if (process.env['UPDATE_SCHEMAS'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
}
