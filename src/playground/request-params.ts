import type { Context } from "hono";
import { MAX_UPLOAD_BYTES } from "./file-shelf.ts";
import { isObject, type JsonObject, parseJson } from "./json.ts";
import { type Form, parseMultipart } from "./multipart.ts";
import type { Params } from "./params.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** The arguments of a call from the query string and the body, whatever form it has. */
export async function readParams(c: Context): Promise<Params> {
  if (Number(c.req.header("Content-Length") ?? 0) > MAX_UPLOAD_BYTES) throw tooBig();
  const query = c.req.query();
  const type = c.req.header("Content-Type") ?? "";
  if (c.req.method === "GET") return { values: query, files: new Map() };
  if (type.startsWith("application/json")) return withQuery(query, await jsonBody(c));
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) return formBody(c, query);
  return { values: query, files: new Map() };
}

async function jsonBody(c: Context): Promise<JsonObject> {
  const text = await c.req.text();
  if (text === "") return {};
  const body = parseJson(text);
  if (!isObject(body)) throw badRequest("can't parse request: a JSON object is expected");
  return body;
}

function withQuery(query: Record<string, string>, values: JsonObject): Params {
  const isQueryEmpty = Object.keys(query).length === 0;
  return { values: isQueryEmpty ? values : { ...query, ...values }, files: new Map() };
}

async function formBody(c: Context, query: Record<string, string>): Promise<Params> {
  const { values, files } = await formOf(c);
  return { values: { ...query, ...values }, files };
}

async function formOf(c: Context): Promise<Form> {
  const type = c.req.header("Content-Type") ?? "";
  if (!type.startsWith("multipart/")) {
    return { values: Object.fromEntries(new URLSearchParams(await c.req.text())), files: new Map() };
  }
  const body = Buffer.from(await c.req.arrayBuffer());
  if (body.length > MAX_UPLOAD_BYTES) throw tooBig(); // a stream does not tell its length before
  const form = parseMultipart(body, type);
  if (form === undefined) throw badRequest("can't parse request: the form is damaged");
  return form;
}

function tooBig(): Refusal {
  return new Refusal(413, "Request Entity Too Large");
}
