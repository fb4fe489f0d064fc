import { buttonStoreContract } from "../contracts/button-store.ts";
import { channelsContract } from "../contracts/channels.ts";
import { chatStoreContract } from "../contracts/chat-store.ts";
import { inboxContract } from "../contracts/inbox.ts";
import { paperStoreContract } from "../contracts/paper-store.ts";
import { postStoreContract } from "../contracts/post-store.ts";
import { storeFiguresContract } from "../contracts/store-figures.ts";
import { aStore } from "../support/sqlite-store.ts";

channelsContract("SQLite", () => aStore());
postStoreContract("SQLite", () => aStore());
inboxContract("SQLite", (now) => aStore({ now }));
buttonStoreContract("SQLite", () => aStore());
chatStoreContract("SQLite", () => aStore());
storeFiguresContract("SQLite", (now) => aStore({ now }));
paperStoreContract("SQLite", (papers) => aStore({ papers }));
