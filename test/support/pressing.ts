import type { BotWorld } from "./bot-world.ts";
import type { SeenMessage } from "./messages.ts";

/** Somebody presses a button in a chat; the message as it is edited, or the new one that comes of it. */
export async function pressIn(
  world: BotWorld,
  chatId: number,
  pressed: { readonly by: number; readonly under: SeenMessage; readonly button: string },
): Promise<SeenMessage> {
  const { by, under, button } = pressed;
  await world.telegram.press(by, chatId, under.message_id, button);
  const message = await world.telegram.waitForMessage(chatId);
  return { ...message, text: message.text ?? "" };
}
