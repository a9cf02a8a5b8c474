let ours = false;

/** Ends the process at once. */
export function exit(code: number): never {
  ours = true;
  process.exit(code);
}

/** Calls `tell` when the process ends by other code than ours; it returns the exit code. */
export function onForeignExit(tell: () => number): void {
  process.on('exit', () => {
    if (!ours) process.exitCode = tell();
  });
}
