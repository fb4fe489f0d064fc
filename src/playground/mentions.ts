import type { Entity } from "./message.ts";
import type { World } from "./world.ts";

/** Mentions by id carry the person's card; one of a stranger is dropped, as the server does. */
export function withPeople(world: World, entities: readonly Entity[]): readonly Entity[] {
  if (!entities.some(({ type }) => type === "text_mention")) return entities;
  return entities.flatMap((entity) => {
    if (entity.type !== "text_mention" || entity.user === undefined) return [entity];
    const { id } = entity.user;
    const user = id === world.bot.id ? world.bot : world.people.get(id)?.user;
    return user === undefined ? [] : [{ ...entity, user }];
  });
}
