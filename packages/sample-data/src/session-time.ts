/** Midnight UTC of a session date `YYYY-MM-DD`, epoch ms: the time stamp of its daily bar. */
export function sessionTime(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
