import type { Context } from "hono";
import { MAX_UPLOAD_BYTES } from "./file-shelf.ts";
import { isObject, type JsonObject, parseJson } from "./json.ts";
import type { Params, Upload } from "./params.ts";
import { badRequest, Refusal } from "./refusal.ts";

/** The arguments of a call from the query string and the body, whatever form it has. */
export async function readParams(c: Context): Promise<Params> {
  if (Number(c.req.header("Content-Length") ?? 0) > MAX_UPLOAD_BYTES) {
    throw new Refusal(413, "Request Entity Too Large");
  }
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
  const values: Record<string, string> = { ...query };
  const files = new Map<string, Upload>();
  for (const [name, value] of await formOf(c)) {
    if (typeof value === "string") values[name] = value;
    else files.set(name, await uploadFrom(value));
  }
  return { values, files };
}

async function formOf(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    throw badRequest("can't parse request: the form is damaged");
  }
}

async function uploadFrom(file: File): Promise<Upload> {
  return {
    name: file.name,
    mimeType: file.type === "" ? "application/octet-stream" : file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
  };
}
