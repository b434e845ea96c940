// How servers on one database tell each other that there is something new. A server always serves its own sockets
// itself; this port carries news to the others only. News may be lost (the connection broke): then `lost` says so,
// and everyone reads the log again.

export type News =
  | Readonly<{ kind: 'entries'; roomId: Bytes; seq: number }>
  | Readonly<{ kind: 'presence'; roomId: Bytes; envelope: Bytes }>
  | Readonly<{ kind: 'gone'; roomId: Bytes }>;

export type FanoutListener = Readonly<{ hear(news: News): void; lost(): void }>;

export type Fanout = Readonly<{
  /** Returns at once; what is published by one server arrives at each other one in that order. */
  publish(news: News): void;
  close(): Promise<void>;
}>;
