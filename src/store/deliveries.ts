import type { DeliveryStore } from "../digests/delivery-store.ts";
import type { Connection } from "./connection.ts";
import { digestPlanningIn } from "./digest-planning.ts";
import { outboxIn } from "./outbox.ts";
import { postPlanningIn } from "./post-planning.ts";
import type { SubscriptionTables } from "./subscription-tables.ts";

export function deliveriesIn(connection: Connection, tables: SubscriptionTables): DeliveryStore {
  return {
    ...postPlanningIn(connection, tables.deliveries),
    ...digestPlanningIn(connection, tables),
    ...outboxIn(connection, tables.deliveries),
  };
}
