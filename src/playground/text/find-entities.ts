import type { Entity } from "../message.ts";

const COMMAND = /(?<![\p{L}\p{N}_/<>])\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@])/gu;
const MENTION = /(?<![\p{L}\p{N}_])@[a-zA-Z0-9_]{2,32}(?![\p{L}\p{N}_])/gu;
const HASHTAG =
  /(?<![\p{L}\p{Nd}_\u{200c}\u{b7}])#(?=[\p{Nd}_\u{200c}\u{b7}]*\p{L})[\p{L}\p{Nd}_\u{200c}\u{b7}]{1,256}(?![\p{L}\p{Nd}_\u{200c}\u{b7}]*#)/gu;
const CASHTAG = /(?<![\p{L}\p{Nd}_$])\$(?:1INCH|[A-Z]{1,8})(?![\p{L}\p{Nd}_$])/gu;
const EMAIL =
  /(?<![\p{L}\p{N}_.%+-])[a-zA-Z0-9_.%+-]{1,64}@(?:[a-zA-Z0-9-]{1,63}\.)+[a-zA-Z]{2,24}(?![\p{L}\p{N}_-])/gu;
const PHONE = /(?<![\p{L}\p{N}_+])\+\d{8,15}(?![\p{L}\p{N}_])/gu;
const APP_LINK = /(?<![\p{L}\p{N}_])(?:tg|ton|tonsite):\/\/[a-zA-Z0-9_.-]+(?:[/?#][^\s<>"]*)?/giu;
/** "https://arxiv.org/abs/2402.17152" */
const ADDRESS = /(?<![\p{L}\p{N}_])(?:https?|ftp):\/\/[^\s<>"«»]+/giu;
/** "arxiv.org/abs/2402.17152": without a protocol the ending of the domain has to be a real one. */
const BARE_ADDRESS =
  /(?<![\p{L}\p{N}_@.$&/-])(?:[\p{L}\p{N}_-]{1,63}\.){1,8}(?<ending>[\p{L}]{2,13})(?![\p{L}\p{N}_@-])(?::\d{1,5})?(?:[/?#][^\s<>"«»]*)?/gu;

// Two-letter country codes and the endings people meet; the server knows the whole list of the root zone.
const ENDINGS = new Set(
  `ac ad ae af ag ai al am ao ar at au az ba bd be bg bh bi bj bm bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn
   co cr cu cv cy cz de dj dk dm do dz ec ee eg es et eu fi fj fm fo fr ga gd ge gg gh gi gl gm gn gr gt gu gy hk hn hr
   ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md
   me mg mk ml mm mn mo mp mr ms mt mu mv mw mx my mz na ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr
   ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr st su sv sy sz tc td tf tg th tj tk tl tm tn
   to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw
   com org net edu gov mil int info biz name pro xyz app dev page blog shop site online tech store cloud space live news
   media wiki studio agency design academy software systems science research ooo top club link chat рф рус москва`
    .split(/\s+/)
    .filter((ending) => ending !== ""),
);

/** Finds what the server finds by itself: commands, mentions, tags, links; ordered, never overlapping. */
export function findEntities(text: string): Entity[] {
  if (!/[/@#$+:.]/.test(text)) return [];
  const found = [
    ...matches(text, COMMAND, "bot_command"),
    ...matches(text, MENTION, "mention"),
    ...matches(text, HASHTAG, "hashtag"),
    ...matches(text, CASHTAG, "cashtag"),
    ...matches(text, EMAIL, "email"),
    ...matches(text, PHONE, "phone_number"),
    ...matches(text, APP_LINK, "url"),
    ...matches(text, ADDRESS, "url").map((entity) => withoutTail(text, entity)),
    ...bareAddresses(text),
  ];
  return withoutOverlaps(found);
}

function matches(text: string, pattern: RegExp, type: string): Entity[] {
  return [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }));
}

function bareAddresses(text: string): Entity[] {
  return [...text.matchAll(BARE_ADDRESS)]
    .filter((match) => ENDINGS.has((match.groups?.ending ?? "").toLowerCase()))
    .map((match) => withoutTail(text, { type: "url", offset: match.index, length: match[0].length }));
}

/** "(see https://arxiv.org/abs/1.)" → the address without ".)" */
function withoutTail(text: string, entity: Entity): Entity {
  let address = text.slice(entity.offset, entity.offset + entity.length);
  while (endsWithPunctuation(address)) address = address.slice(0, -1);
  return { ...entity, length: address.length };
}

function endsWithPunctuation(address: string): boolean {
  if (/[.,:;!?'…]$/u.test(address)) return true;
  if (address.endsWith(")")) return !address.includes("(");
  if (address.endsWith("]")) return !address.includes("[");
  return address.endsWith("}") && !address.includes("{");
}

function withoutOverlaps(found: Entity[]): Entity[] {
  found.sort((a, b) => a.offset - b.offset || b.length - a.length);
  const kept: Entity[] = [];
  let end = 0;
  for (const entity of found) {
    if (entity.offset < end || entity.length === 0) continue;
    kept.push(entity);
    end = entity.offset + entity.length;
  }
  return kept;
}
