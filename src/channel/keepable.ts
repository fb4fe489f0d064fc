import type { ChannelRef, Post } from "./post.ts";

// Half a surrogate pair has no UTF-8 form, and a NUL ends a text in too many programs.
const UNKEEPABLE = /[\p{Surrogate}\0]/gu;

/**
 * The post as every store can keep it: NUL and halves of surrogate pairs become U+FFFD, one UTF-16 unit for one,
 * so that entities stay in place.
 */
export function keepablePost(post: Post): Post {
  const { text, author, forwardedFrom, media, poll, entities } = post;
  if (!isDoubtful(JSON.stringify([text, author, forwardedFrom, media, poll, entities]))) return post;
  return {
    ...post,
    text: keepableText(text),
    author: author === null ? null : keepableText(author),
    forwardedFrom: forwardedFrom && { ...forwardedFrom, name: keepableText(forwardedFrom.name) },
    media: media.map((item) =>
      item.title === undefined ? item : { ...item, title: keepableText(item.title) },
    ),
    poll: poll && { question: keepableText(poll.question), options: poll.options.map(keepableText) },
    entities: entities.map((item) =>
      item.url === undefined ? item : { ...item, url: keepableText(item.url) },
    ),
  };
}

export function keepableChannel(ref: ChannelRef): ChannelRef {
  return { ...ref, title: ref.title === null ? null : keepableText(ref.title) };
}

/** One UTF-16 unit for one, so that offsets stay. */
export function keepableText(text: string): string {
  return text.replace(UNKEEPABLE, "\ufffd");
}

/** JSON escapes exactly what cannot be kept, as \u0000 or \udxxx (well-formed JSON.stringify, ES2019). */
function isDoubtful(json: string): boolean {
  return json.includes("\\u");
}
