/** What one peer may cost [SRV3] [SRV6] [SRV8]. Amounts are far above what people at a table do. */
export const relayLimits = {
  /** Rooms one connection may sit at. */
  seats: 64,
  /** Messages waiting on one connection before the server stops reading from it. */
  waitingMessages: 64,
  waitingBytes: 512 * 1024,
  /** Malformed messages before the connection is closed. */
  malformed: 20,
  /** Bytes a slow reader may leave unread before it is cut off; it catches up when it comes back. */
  unreadBytes: 1024 * 1024,
  /** A presence fits in one notification between servers. */
  presenceBytes: 4 * 1024,
  /** Longest life of an invitation [INV2]. */
  invitationSeconds: 7 * 86_400,
} as const;

/** Token buckets: how much at once, and how much comes back each second. */
export type Rate = Readonly<{ burst: number; perSecond: number }>;

export const relayRates = {
  /** Messages on one connection. */
  messages: { burst: 300, perSecond: 50 },
  /** Entries of one participant; the burst lets a device re-send a whole room to a restored server. */
  entries: { burst: 2048, perSecond: 20 },
  /** Rooms opened from one /24 or /48 [SRV8]: a full town hall opens a few each. */
  openings: { burst: 300, perSecond: 0.2 },
  /** Looks, claims and uses of return keys from one /24 or /48 [INV5]. */
  invitations: { burst: 1200, perSecond: 10 },
  /** Erase records from one /24 or /48: devices bring all they keep at each connection, and shut nobody else out. */
  erasures: { burst: 1200, perSecond: 10 },
} as const satisfies Record<string, Rate>;
