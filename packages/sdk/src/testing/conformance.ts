import type { AnyCapability } from '../capabilities/define-capability.js';
import { barColumns, barsSchema } from '../bars/index.js';
import type { Bars } from '../bars/index.js';
import { diffManifest, manifestOf, parseManifest, sdkApi } from '../manifest/index.js';
import { portUse } from '../ports/port-type.js';
import type { PortDeclaration } from '../ports/port-type.js';
import { isSlice } from '../slice/define-slice.js';
import type { AnySlice } from '../slice/define-slice.js';
import type { RunContext } from '../slice/run-context.js';
import { describeIssues, validateSync } from '../standard-schema.js';
import { memoryLogger } from './test-context.js';

/** One requirement on a slice; `run` throws an `Error` that says what is wrong. */
export interface ConformanceCheck {
  readonly name: string;
  run(): Promise<void>;
}

/** What the suite needs to know of the slice under test. */
export interface ConformanceOptions {
  /** The parsed package.json, for the manifest. */
  readonly packageJson: unknown;
  /** Configuration to create the slice with; `{}` unless given. */
  readonly config?: unknown;
  /** For each method that can be called here: an input, and the context to call it in, both fresh at every call. */
  readonly examples: Readonly<Record<string, () => { readonly input: unknown; readonly context: RunContext }>>;
  /** Methods without an example, with the reason. */
  readonly notCalled?: Readonly<Record<string, string>>;
}

function expectThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

function isBars(value: unknown): value is Bars {
  return (
    typeof value === 'object' &&
    value !== null &&
    'time' in value &&
    validateSync(barsSchema, value).issues === undefined
  );
}

/** A text that is equal for equal plain data, columns included. */
function fingerprint(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (isBars(item)) return { ...item, ...Object.fromEntries(barColumns.map((c) => [c, [...item[c]]])) };
    return typeof item === 'number' && !Number.isFinite(item) ? String(item) : item;
  });
}

/** The path of the first value that is not plain data; undefined when all of it is. */
function notPlain(value: unknown, path = 'output'): string | undefined {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value)) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  if (ArrayBuffer.isView(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain) return `${path} is an instance of a class`;
  for (const [key, item] of Object.entries(value)) {
    const found = notPlain(item, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

function checkPorts(ports: Readonly<Record<string, PortDeclaration>>, values: unknown, where: string): void {
  const record = values as Record<string, unknown>;
  for (const [name, declaration] of Object.entries(ports)) {
    const { port, bySymbol, optional } = portUse(declaration);
    if (record[name] === undefined) {
      expectThat(optional, `${where} lacks ${name}`);
      continue;
    }
    for (const value of bySymbol ? Object.values(record[name] as object) : [record[name]]) {
      const result = validateSync(port.schema, value);
      expectThat(!result.issues, `${where}.${name} is no ${port.name}: ${describeIssues(result.issues ?? [])}`);
    }
  }
  for (const name of Object.keys(record)) expectThat(name in ports, `${where} has ${name}, which is not declared`);
}

/**
 * The requirements every slice must meet, as named checks for any test runner:
 * `for (const check of sliceConformance(slice, options)) it(check.name, check.run)`.
 */
export function sliceConformance(slice: AnySlice, options: ConformanceOptions): ConformanceCheck[] {
  const create = () => {
    const parsed = slice.config ? validateSync(slice.config, options.config ?? {}) : { value: {} };
    if (parsed.issues) throw new Error(`the configuration is refused: ${describeIssues(parsed.issues)}`);
    return slice.create({ config: parsed.value, log: memoryLogger() });
  };
  const methods = Object.entries(slice.provides) as [string, AnyCapability][];
  const check = (name: string, run: () => Promise<void> | void): ConformanceCheck => ({ name, run: async () => run() });

  const general: ConformanceCheck[] = [
    check('is a slice for this sdk', () => {
      expectThat(isSlice(slice), 'the value was not made by defineSlice');
      expectThat(slice.sdkApi === sdkApi, `made for sdk api ${slice.sdkApi}, this is ${sdkApi}`);
      expectThat(methods.length > 0, 'it provides nothing');
    }),
    check('package.json carries the manifest of the code', () => {
      const differences = diffManifest(parseManifest(options.packageJson, slice.id), manifestOf(slice));
      expectThat(differences.length === 0, differences.join('\n'));
    }),
    check('an unknown configuration key is refused', () => {
      if (!slice.config) return;
      const parsed = validateSync(slice.config, { ...(options.config as object | undefined), no_such_key: 1 });
      expectThat(parsed.issues !== undefined, 'no_such_key was accepted');
    }),
    check('create gives exactly the declared handlers', () => {
      const handlers = Object.keys(create().handlers).sort();
      const declared = Object.keys(slice.provides).sort();
      expectThat(handlers.join() === declared.join(), `handlers ${handlers.join()}, declared ${declared.join()}`);
    }),
    check('starts, reports health, stops, and stops again', async () => {
      const instance = create();
      await instance.start?.(new AbortController().signal);
      const health = await instance.health?.();
      expectThat(!health || ['ok', 'degraded', 'down'].includes(health.status), 'health has no status');
      await instance.stop?.();
      await instance.stop?.();
    }),
    check('every method has an example or a reason why not', () => {
      for (const [method] of methods) {
        expectThat(
          method in options.examples || method in (options.notCalled ?? {}),
          `${method} has neither an example nor a reason`,
        );
      }
    }),
  ];

  const perMethod = Object.entries(options.examples).flatMap(([method, example]) => {
    const capability = slice.provides[method] as AnyCapability;
    const call = async (instance: ReturnType<typeof create>, input: unknown, context: RunContext) =>
      (await instance.handlers[method]!(input as never, context)) as unknown;
    const withInstance = async (use: (instance: ReturnType<typeof create>) => Promise<void>) => {
      const instance = create();
      await instance.start?.(new AbortController().signal);
      try {
        await use(instance);
      } finally {
        await instance.stop?.();
      }
    };
    return [
      check(`${method}: output is plain data that fits its ports`, () =>
        withInstance(async (instance) => {
          const { input, context } = example();
          checkPorts(capability.in, input, 'the example input');
          const output = await call(instance, input, context);
          checkPorts(capability.out, output, 'the output');
          const problem = notPlain(output);
          expectThat(problem === undefined, problem ?? '');
        }),
      ),
      check(`${method}: leaves its input as it was`, () =>
        withInstance(async (instance) => {
          const { input, context } = example();
          const before = fingerprint(input);
          await call(instance, input, context);
          expectThat(fingerprint(input) === before, 'the input was changed');
        }),
      ),
      ...(capability.effects === 'venue'
        ? []
        : [
            check(`${method}: the same input gives the same output`, () =>
              withInstance(async (instance) => {
                const first = example();
                const second = example();
                const a = fingerprint(await call(instance, first.input, first.context));
                const b = fingerprint(await call(create(), second.input, second.context));
                expectThat(a === b, 'two calls with equal input differ');
              }),
            ),
          ]),
    ];
  });
  return [...general, ...perMethod];
}
