/**
 * For a thread: room for what is young, of which V8 takes six times as much by itself and then keeps it. At ten thousand
 * posts the bot so stays below 256 megabytes during an import, at the cost of a few percent of a search's time.
 */
export const SMALL_YOUNG_SPACE = { maxYoungGenerationSizeMb: 8 } as const;
