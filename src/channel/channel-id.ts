// -1001234567890; a basic group's id is negative and may begin with the same digits, but is far shorter
const BOT_API_PREFIX = /^-100(?=\d{5})/;

/** A channel's own, positive id: the Bot API writes -100 before it. Any other number stays as it is. */
export function bareId(chatId: number): number {
  return Number(String(chatId).replace(BOT_API_PREFIX, ""));
}
