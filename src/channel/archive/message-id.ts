const MAX_MESSAGE_ID = 2 ** 31 - 1; // message ids are int32 in Telegram's protocol

/** A message's id from a number or its digits; null where it cannot be one. */
export function messageId(value: unknown): number | null {
  const id = typeof value === "string" && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof id === "number" && Number.isInteger(id) && id > 0 && id <= MAX_MESSAGE_ID ? id : null;
}
