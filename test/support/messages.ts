export interface SeenButton {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
  readonly copy_text?: { readonly text: string };
}

/** What tests look at in a message, whoever made it. */
export interface SeenMessage {
  readonly message_id: number;
  readonly text: string;
  readonly entities?: readonly { type: string; offset: number; length: number; url?: string }[];
  readonly reply_markup?: {
    readonly inline_keyboard?: readonly (readonly SeenButton[])[];
  };
}

export function buttonsOf(message: SeenMessage): string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

export function buttonNamed(message: SeenMessage, name: string): SeenButton | undefined {
  return (message.reply_markup?.inline_keyboard ?? []).flat().find(({ text }) => text === name);
}

export function linksOf(message: SeenMessage): string[] {
  return (message.entities ?? []).flatMap(({ type, url }) =>
    type === "text_link" && url !== undefined ? [url] : [],
  );
}

/** The code in the deep link that a button opens. */
export function startCodeUnder(message: SeenMessage, button: string): string {
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat();
  const url = buttons.find(({ text }) => text === button)?.url;
  if (url === undefined)
    throw new Error(`No link behind "${button}"; there is ${buttonsOf(message).join(", ")}`);
  return new URL(url).searchParams.get("start") ?? "";
}
