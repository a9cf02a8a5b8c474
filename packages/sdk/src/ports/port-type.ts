import { hasBrand, portBrand } from '../brand.js';
import type { StandardSchemaV1 } from '../standard-schema.js';

/** A versioned name for one kind of plain data. Two port types are equal when name and major are, whatever the schema. */
export interface PortType<T = unknown> {
  readonly name: string;
  readonly major: number;
  readonly schema: StandardSchemaV1<unknown, T>;
  readonly [portBrand]: true;
}

/** Declares a port type. `schema` is any Standard Schema; the contract's type is inferred from it. */
export function portType<T>(name: string, major: number, schema: StandardSchemaV1<unknown, T>): PortType<T> {
  return Object.freeze({ name, major, schema, [portBrand]: true as const });
}

/** Values of one port type for several symbols, keyed by symbol. */
export type BySymbol<T> = Readonly<Record<string, T>>;

/** How a capability uses a port: one value or one per symbol, required or not. */
export interface PortUse<T = unknown, Many extends boolean = boolean, Optional extends boolean = boolean> {
  readonly port: PortType<T>;
  readonly bySymbol: Many;
  readonly optional: Optional;
}

/** A port type, plain or wrapped by `optional` or `bySymbol`. */
export type PortDeclaration<T = unknown> = PortType<T> | PortUse<T>;

/** Whether `value` is a port type, made by this copy of the sdk or by another. */
export function isPortType(value: unknown): value is PortType {
  return hasBrand(value, portBrand);
}

/** A declaration in its full form. */
export function portUse<T>(declaration: PortDeclaration<T>): PortUse<T> {
  return 'port' in declaration ? declaration : { port: declaration, bySymbol: false, optional: false };
}

/** The input may be absent. */
export function optional<T>(port: PortType<T>): PortUse<T, false, true>;
export function optional<T, M extends boolean>(use: PortUse<T, M, boolean>): PortUse<T, M, true>;
export function optional(declaration: PortDeclaration): PortUse {
  return { ...portUse(declaration), optional: true };
}

/** One value per symbol: gathered from symbol steps as input of a portfolio step, picked by symbol on the way back. */
export function bySymbol<T>(port: PortType<T>): PortUse<T, true, false> {
  return { port, bySymbol: true, optional: false };
}

/** The text of a port in a manifest: `History@1`, `Regime@1?`, `BySymbol<History@1>`. */
export function portText(declaration: PortDeclaration): string {
  const use = portUse(declaration);
  const name = `${use.port.name}@${use.port.major}`;
  return `${use.bySymbol ? `BySymbol<${name}>` : name}${use.optional ? '?' : ''}`;
}

/** The value of a declared port. */
export type PortValue<D> =
  D extends PortUse<infer T, infer Many, boolean>
    ? true extends Many
      ? BySymbol<T>
      : T
    : D extends PortType<infer T>
      ? T
      : never;
