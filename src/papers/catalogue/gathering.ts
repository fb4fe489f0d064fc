import { setImmediate as nextTurn } from "node:timers/promises";
import type { ArxivRecord } from "../arxiv-record.ts";
import { nameKey } from "../keys.ts";
import type { KnownPaper } from "../known-papers.ts";
import type { Sighting } from "../paper-notes.ts";
import type { NamedPost, NotedPost } from "../paper-store.ts";
import { Draft, type GatheredPaper } from "./draft.ts";
import { addressKeys, addressKeysOf, keyOfTitle } from "./paper-keys.ts";
import { SamePaper } from "./same-paper.ts";
import { type TitleForms, TitleGroups } from "./title-groups.ts";

/** Everything that papers are gathered from. */
export interface Gathered {
  readonly posts: readonly NotedPost[];
  readonly known: readonly KnownPaper[];
  readonly records: readonly ArxivRecord[];
  readonly hidden: ReadonlySet<string>;
  readonly forms: TitleForms;
  /** The posts in which each of the names stands. */
  readonly postsNaming: (names: readonly string[]) => Promise<readonly NamedPost[]>;
}

/** Every paper by what may name it. */
export interface Papers {
  /** Mentioned ones and those of the list. */
  readonly all: readonly GatheredPaper[];
  readonly byKey: ReadonlyMap<string, GatheredPaper>;
  /** Short names and main titles, as they are compared. */
  readonly byName: ReadonlyMap<string, GatheredPaper>;
  /** Those that a post names, in the order of its text. */
  readonly byPost: ReadonlyMap<number, readonly GatheredPaper[]>;
  /** Whatever may name a hidden paper, its keys among it → the keys under which it is hidden. */
  readonly hidden: ReadonlyMap<string, readonly string[]>;
}

/**
 * Works out which notes are of one paper. The result depends on what is gathered alone, not on the order it came in.
 * Searches have their turn between its steps.
 */
export async function gatherPapers(gathered: Gathered): Promise<Papers> {
  const posts = [...gathered.posts].sort((a, b) => a.dateSort - b.dateSort || a.postId - b.postId);
  const same = new SamePaper();
  const titles = new TitleGroups(same, gathered.forms);
  joinAll(posts, titles, gathered);
  await nextTurn();
  const drafts = draftsOf(posts, same, gathered);
  const isHidden = ({ keys }: Draft) => keys.some((key) => gathered.hidden.has(key));
  const visible = drafts.filter((draft) => !isHidden(draft));
  await nextTurn();
  const names = nameOwners(visible, titles);
  for (const place of await gathered.postsNaming([...names.keys()])) names.get(place.name)?.name(place);
  await nextTurn();
  return { ...asPapers(visible, names), hidden: hiddenByName(drafts.filter(isHidden), titles, gathered) };
}

/** The list first, then arXiv, then posts from the oldest on: of two that contradict each other the first one counts. */
function joinAll(posts: readonly NotedPost[], titles: TitleGroups, { known, records }: Gathered): void {
  for (const paper of known) titles.join(addressKeysOf(paper), paper.title);
  for (const { arxivId, found } of records)
    if (found !== null) titles.join(addressKeysOf({ arxivId, doi: found.doi }), found.title);
  for (const { sightings } of posts)
    for (const sighting of sightings) titles.join(addressKeys(sighting), sighting.title);
  titles.joinCutOnes();
}

function draftsOf(
  posts: readonly NotedPost[],
  same: SamePaper,
  { known, records, forms }: Gathered,
): Draft[] {
  const drafts = new Map<string, Draft>();
  const draftOf = (key: string): Draft => {
    const group = same.find(key);
    const draft = drafts.get(group) ?? new Draft();
    drafts.set(group, draft);
    return draft;
  };
  for (const key of same.keys()) draftOf(key).keys.push(key);
  for (const paper of known) draftOf(keyOfTitle(paper.title)).known = paper;
  for (const { arxivId, found } of records) if (found !== null) draftOf(`arxiv:${arxivId}`).record = found;
  // An address says more than a title.
  const keyOf = (sighting: Sighting) => addressKeys(sighting)[0] ?? forms.of(sighting.title ?? "").key;
  for (const post of posts)
    for (const sighting of post.sightings) draftOf(keyOf(sighting)).see(post, sighting);
  return [...drafts.values()];
}

/**
 * Whose each name is: the list decides, else the paper that most posts call so, else the one that was called so first.
 * A paper has its title as a name, too: where it has the look of one only, the name finds it.
 */
function nameOwners(drafts: readonly Draft[], titles: TitleGroups): Map<string, Draft> {
  const owners = new Map<string, Draft>();
  for (const draft of drafts)
    for (const alias of draft.known?.aliases ?? []) owners.set(nameKey(alias), draft);
  const claims = drafts.flatMap((draft) =>
    [...draft.namesInPosts].map(([name, posts]) => ({ key: nameKey(name), posts, draft })),
  );
  claims.sort(
    (a, b) =>
      b.posts - a.posts ||
      a.draft.firstSeen - b.draft.firstSeen ||
      (a.draft.keys[0] ?? "").localeCompare(b.draft.keys[0] ?? ""),
  );
  for (const { key, draft } of claims) if (!owners.has(key)) owners.set(key, draft);
  const byKey = draftsByKey(drafts);
  for (const [key, draft] of byKey) if (key.startsWith("title:")) owners.set(key, draft);
  for (const main of titles.mains) {
    const only = byKey.get(titles.onlyOneBeginning(main) ?? "");
    if (only !== undefined && !owners.has(main)) owners.set(main, only);
  }
  return owners;
}

function draftsByKey(drafts: readonly Draft[]): Map<string, Draft> {
  return new Map(drafts.flatMap((draft) => draft.keys.map((key): [string, Draft] => [key, draft])));
}

/** With the keys of papers that no post names any more. */
function hiddenByName(
  drafts: readonly Draft[],
  titles: TitleGroups,
  { hidden }: Gathered,
): Map<string, readonly string[]> {
  const byName = new Map([...hidden].map((key): [string, readonly string[]] => [key, [key]]));
  for (const [name, draft] of [...draftsByKey(drafts), ...nameOwners(drafts, titles)]) {
    const keys = draft.keys.filter((key) => hidden.has(key));
    byName.set(name, keys);
  }
  return byName;
}

function asPapers(drafts: readonly Draft[], owners: ReadonlyMap<string, Draft>): Omit<Papers, "hidden"> {
  const papers = new Map(drafts.map((draft) => [draft, draft.asPaper(aliasesOf(draft, owners))]));
  const all = [...papers.values()];
  const byName = new Map<string, GatheredPaper>();
  for (const [name, draft] of owners) {
    const paper = papers.get(draft);
    if (paper !== undefined) byName.set(name, paper);
  }
  const byKey = new Map(
    all.flatMap((paper) => paper.keys.map((key): [string, GatheredPaper] => [key, paper])),
  );
  return { all, byKey, byName, byPost: papersByPost(all) };
}

function papersByPost(papers: readonly GatheredPaper[]): Map<number, GatheredPaper[]> {
  const places = papers.flatMap((paper) =>
    paper.mentions.map(({ postId, start }) => ({ paper, postId, start })),
  );
  places.sort((a, b) => a.start - b.start);
  const byPost = new Map<number, GatheredPaper[]>();
  for (const { paper, postId } of places) {
    const others = byPost.get(postId);
    if (others === undefined) byPost.set(postId, [paper]);
    else others.push(paper);
  }
  return byPost;
}

/** The names that are this paper's own, the list's first. */
function aliasesOf(draft: Draft, owners: ReadonlyMap<string, Draft>): string[] {
  const names = [...(draft.known?.aliases ?? []), ...draft.namesInPosts.keys()];
  const aliases = new Map<string, string>();
  for (const name of names) {
    const key = nameKey(name);
    if (owners.get(key) === draft && !aliases.has(key)) aliases.set(key, name);
  }
  return [...aliases.values()];
}
