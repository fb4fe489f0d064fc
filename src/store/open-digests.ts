import type { DeliveryStore } from "../digests/delivery-store.ts";
import type { SubscriptionStore } from "../digests/subscription-store.ts";
import type { ChatStore } from "../telegram/chats.ts";
import { chatsIn } from "./chats.ts";
import { Connection } from "./connection.ts";
import { openDatabase } from "./database.ts";
import { databaseFile } from "./database-file.ts";
import { deliveriesIn } from "./deliveries.ts";
import { readerOver, type StoreReader } from "./open-reader.ts";
import { SubscriptionTables } from "./subscription-tables.ts";
import { subscriptionsIn } from "./subscriptions.ts";

/** Who is sent what, and what is owed, for those who only look. */
export interface DigestReader
  extends StoreReader,
    Pick<SubscriptionStore, "subscriberAt" | "subscriber">,
    Pick<DeliveryStore, "dueDigests" | "dueDeliveries" | "deliveryFigures">,
    Pick<ChatStore, "chatSettings"> {}

/** Opens the database that DATABASE_URL names to look at it, as `openReader` does. */
export async function openDigests(databaseUrl: string, now: () => Date): Promise<DigestReader> {
  const file = databaseFile(databaseUrl);
  const db = openDatabase(file, { readonly: true });
  const connection = new Connection(db, file);
  const tables = new SubscriptionTables(db);
  const { subscriberAt, subscriber } = subscriptionsIn(connection, tables, now);
  const { dueDigests, dueDeliveries, deliveryFigures } = deliveriesIn(connection, tables);
  const { chatSettings } = chatsIn(connection, tables);
  const digests = { subscriberAt, subscriber, dueDigests, dueDeliveries, deliveryFigures, chatSettings };
  return { ...readerOver(connection), ...digests, close: async () => void db.close() };
}
