import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually-for-test.ts';
import type { Fanout, FanoutListener, News } from './fanout.ts';

export type FanoutUnderTest = Readonly<{
  join(listener: FanoutListener): Promise<Fanout>;
  remove(): Promise<void>;
}>;

const room = new Uint8Array(16).fill(1);
const otherRoom = new Uint8Array(16).fill(2);

type Server = Readonly<{ fanout: Fanout; heard: News[] }>;

/** Servers that tell each other news, whatever carries it. */
export function fanoutContractSuite(name: string, create: () => Promise<FanoutUnderTest>): void {
  describe(`fan-out by ${name}`, () => {
    let under: FanoutUnderTest;
    let servers: Server[];

    beforeEach(async () => {
      under = await create();
      servers = [];
      for (let count = 0; count < 3; count += 1) {
        const heard: News[] = [];
        const fanout = await under.join({ hear: (news) => heard.push(news), lost: () => undefined });
        servers.push({ fanout, heard });
      }
    });

    afterEach(async () => {
      for (const { fanout } of servers) await fanout.close();
      await under.remove();
    });

    async function heardBy(index: number, count: number): Promise<News[]> {
      const heard = servers[index]?.heard ?? [];
      await eventually(() => expect(heard.length).toBeGreaterThanOrEqual(count));
      return heard;
    }

    it('what one server publishes every other one hears, byte for byte, and itself does not', async () => {
      const told: News[] = [
        { kind: 'entries', roomId: room, seq: 7 },
        { kind: 'presence', roomId: room, envelope: Uint8Array.from({ length: 256 }, (_, value) => value) },
        { kind: 'gone', roomId: otherRoom },
      ];
      for (const news of told) servers[0]?.fanout.publish(news);
      expect(await heardBy(1, 3)).toEqual(told);
      expect(await heardBy(2, 3)).toEqual(told);
      expect(servers[0]?.heard).toEqual([]);
    });

    it('of many entries at once at least the newest of each room arrives, and nothing older after it', async () => {
      for (let seq = 1; seq <= 500; seq += 1) {
        servers[0]?.fanout.publish({ kind: 'entries', roomId: seq % 2 === 0 ? room : otherRoom, seq });
      }
      servers[0]?.fanout.publish({ kind: 'gone', roomId: room });
      await eventually(() => expect(servers[1]?.heard.at(-1)).toEqual({ kind: 'gone', roomId: room }));
      const entries = (servers[1]?.heard ?? []).flatMap((news) => (news.kind === 'entries' ? [news] : []));
      for (const [roomId, newest] of [
        [room, 500],
        [otherRoom, 499],
      ] as const) {
        const seqs = entries.filter((news) => news.roomId[0] === roomId[0]).map(({ seq }) => seq);
        expect(seqs.at(-1)).toBe(newest);
        expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
      }
    });

    it('many large presences all arrive, in order', async () => {
      const envelopes = Array.from({ length: 20 }, (_, value) => new Uint8Array(4096).fill(value));
      for (const envelope of envelopes)
        servers[2]?.fanout.publish({ kind: 'presence', roomId: room, envelope });
      const heard = await heardBy(0, 20);
      expect(heard.map((news) => news.kind === 'presence' && news.envelope[0])).toEqual(
        envelopes.map((one) => one[0]),
      );
    });

    it('a server that left hears nothing more', async () => {
      await servers[1]?.fanout.close();
      servers[0]?.fanout.publish({ kind: 'gone', roomId: room });
      await heardBy(2, 1);
      expect(servers[1]?.heard).toEqual([]);
    });
  });
}
