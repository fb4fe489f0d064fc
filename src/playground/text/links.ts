const PROTOCOL = /^([a-z][a-z0-9+.-]*):/i;
/** "https://Example.com:80/a?b#c" → protocol, host, port, rest */
const ADDRESS =
  /^(?:(https?):\/\/)?((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,}|\[[0-9a-f:]+\])(?::(\d+))?([/?#].*)?$/iu;
const APP_LINK = /^(?:tg|ton|tonsite):/i;
const PERSON_LINK = /^tg:(?:\/\/)?user\?id=(\d+)$/i;

/** The address as the server writes it, or undefined when it is not one: "Example.com" → "http://example.com/". */
export function checkedLink(link: string): string | undefined {
  const text = link.trim();
  if (APP_LINK.test(text)) return text;
  const [, protocol = "http", host, port, rest = "/"] = ADDRESS.exec(text) ?? [];
  if (host === undefined || (port !== undefined && Number(port) > 65_535)) return undefined;
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  return `${protocol.toLowerCase()}://${host.toLowerCase()}${port === undefined ? "" : `:${port}`}${path}`;
}

/** The person a `tg://user?id=…` link means. */
export function linkedUserId(link: string): number | undefined {
  const id = PERSON_LINK.exec(link.trim())?.[1];
  return id === undefined ? undefined : Number(id);
}

/** Why an address is refused, in the server's words. */
export function linkProblem(link: string): string {
  const protocol = PROTOCOL.exec(link.trim())?.[1]?.toLowerCase();
  const isOther = protocol !== undefined && !/^https?$/.test(protocol) && link.includes("://");
  return isOther ? "Unsupported URL protocol" : "Wrong HTTP URL";
}
