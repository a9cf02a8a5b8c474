/**
 * Refuses a setting that would be left out of account.
 * @throws naming the settings nobody knows
 */
export function checkKeys(what, given, known) {
  const unknown = Object.keys(given ?? {}).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${what}: ${unknown.join(', ')} is unknown`);
}
