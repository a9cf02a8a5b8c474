import picocolors from 'picocolors';

/** The few text styles the CLI uses; each returns its text unchanged when colour is off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

/** Styles with colour, or without. */
export function createStyle(colour: boolean): Style {
  return picocolors.createColors(colour);
}
