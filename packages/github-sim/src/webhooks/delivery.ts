export type DeliveryState = "waiting" | "held" | "delivered";

/** One attempt to hand a webhook to an app; a redelivery is another one with the same guid. */
export type Delivery = {
  id: number;
  guid: string;
  appId: number;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  /** The exact bytes that were signed. */
  body: string;
  headers: Record<string, string>;
  isRedelivery: boolean;
  state: DeliveryState;
  /** When GitHub tried; null while it has not. */
  deliveredAt: string | null;
  createdAt: string;
  durationS: number;
  status: string;
  statusCode: number;
  response: { headers: Record<string, string>; body: string } | null;
};
