import { isIP } from "node:net";
import type { MiddlewareHandler } from "hono";

const THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"];
const EVERY_ADDRESS = ["0.0.0.0", "[::]"];
/** `localhost:8080`, `[::1]:8080`; nothing with a user or a path in it. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

const OTHER_SITE =
  "The playground takes no requests from other websites: type its address into the browser yourself.";
const OTHER_NAME =
  "This playground is open to the network: open it as localhost or by its IP address, since names are refused " +
  "because any website can point its own name here.";

/**
 * Answers 403, with a sentence for the person, to what a website can make the visitor's browser send: requests from
 * its pages, and requests to its own name when that leads to this machine (DNS rebinding). Bots send neither.
 * `host` is what the playground listens on.
 */
export function refuseStrangers(host: string): MiddlewareHandler {
  const own = hostnameOf(isIP(host) === 6 ? `[${host}]` : host);
  return (c, next) => {
    const asked = c.req.header("Host") ?? "";
    const refusal = nameRefusal(hostnameOf(asked), own) ?? siteRefusal(c.req.raw.headers, asked);
    return refusal === undefined ? next() : Promise.resolve(c.text(refusal, 403));
  };
}

/** As a browser would send it, or undefined. */
function hostnameOf(host: string): string | undefined {
  const address = `http://${host}`;
  return HOST.test(host) && URL.canParse(address) ? new URL(address).hostname : undefined;
}

function nameRefusal(name: string | undefined, own: string | undefined): string | undefined {
  const isOpen = own !== undefined && EVERY_ADDRESS.includes(own);
  const known = own === undefined || isOpen ? THIS_MACHINE : [...new Set([...THIS_MACHINE, own])];
  if (name !== undefined && (known.includes(name) || (isOpen && isAddress(name)))) return undefined;
  if (isOpen) return OTHER_NAME;
  return `The playground is for this machine: open it as ${known.slice(0, -1).join(", ")} or ${known.at(-1)}.`;
}

function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

/** Browsers leave `Origin` out of some requests, old ones `Sec-Fetch-Site` out of all. */
function siteRefusal(headers: Headers, host: string): string | undefined {
  const origin = headers.get("Origin");
  const isOwn = origin === null || origin === `http://${host.toLowerCase()}`;
  return isOwn && headers.get("Sec-Fetch-Site") !== "cross-site" ? undefined : OTHER_SITE;
}
