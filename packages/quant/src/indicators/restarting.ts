/** A stream of rows: each argument of `next` is one input. */
interface RowStream {
  next(...values: never[]): number;
}

/**
 * Holds a streaming form to the rule of the catalogue for undefined inputs: a row with a NaN gives NaN, and after it the
 * indicator starts anew. Outputs that are fields of the stream follow.
 * @param create makes a stream that has seen nothing, its outputs NaN; called at once, and again after each gap
 */
export function restarting<Stream extends RowStream>(create: () => Stream): Stream {
  let stream = create();
  let fresh = true;
  const shell = {
    next(a: number, b: number, c: number, d: number, e: number): number {
      if (a !== a || b !== b || c !== c || d !== d || e !== e) {
        if (!fresh) stream = create();
        fresh = true;
        return Number.NaN;
      }
      fresh = false;
      return (stream as RowStream & { next: typeof shell.next }).next(a, b, c, d, e);
    },
  };
  for (const output of Object.keys(stream) as (keyof Stream & string)[]) {
    if (output !== 'next') Object.defineProperty(shell, output, { enumerable: true, get: () => stream[output] });
  }
  return shell as RowStream as Stream;
}
