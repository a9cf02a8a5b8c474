/**
 * The part of the Standard Schema interface (https://standardschema.dev, version 1) that bot-v2 reads. Any validation
 * library that implements it can describe ports, parameters and configuration; zod is only our own choice.
 */
export interface StandardSchemaV1<In = unknown, Out = In> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Out> | Promise<SchemaResult<Out>>;
    readonly types?: { readonly input: In; readonly output: Out } | undefined;
  };
}

/** What a validation returned: a value, or the reasons why there is none. */
export type SchemaResult<Out> =
  { readonly value: Out; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

/** One reason, with the path to the offending key. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** The type a schema accepts. */
export type SchemaInput<S> = S extends StandardSchemaV1<infer In, unknown> ? In : never;
/** The type a schema yields. */
export type SchemaOutput<S> = S extends StandardSchemaV1<infer _In, infer Out> ? Out : never;

/** `a.b[0]`-style text of an issue's path; empty at the root. */
export function issuePath(issue: SchemaIssue): string {
  let text = '';
  for (const part of issue.path ?? []) {
    const key = typeof part === 'object' ? part.key : part;
    text += typeof key === 'number' ? `[${key}]` : text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

/** One line that names the issues: `path: message; path: message`; of more than four the first three, and how many more. */
export function describeIssues(issues: readonly SchemaIssue[]): string {
  const shown = issues.length > 4 ? issues.slice(0, 3) : issues;
  const texts = shown.map((issue) => [issuePath(issue), issue.message].filter(Boolean).join(': '));
  return [...texts, ...(shown === issues ? [] : [`and ${issues.length - shown.length} more`])].join('; ');
}

/**
 * Validates synchronously.
 * @throws TypeError when the schema is asynchronous: nothing on a port may wait.
 */
export function validateSync<Out>(schema: StandardSchemaV1<unknown, Out>, value: unknown): SchemaResult<Out> {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise || typeof (result as { then?: unknown }).then === 'function') {
    throw new TypeError('an asynchronous schema cannot be used here');
  }
  return result as SchemaResult<Out>;
}
