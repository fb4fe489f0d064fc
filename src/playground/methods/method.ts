import type { Backend } from "../backend.ts";
import type { Params } from "../params.ts";

/** One method of the Bot API: its result, or a Refusal thrown before anything has changed. */
export type Method = (backend: Backend, params: Params) => unknown;
export type MethodTable = Readonly<Record<string, Method>>;
