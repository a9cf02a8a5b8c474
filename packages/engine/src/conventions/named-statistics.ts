/** Statistics under names that are not ours: numbers, dates and durations as text, null where undefined. */
export type NamedStatistics = Readonly<Record<string, number | string | null>>;
