import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Somebody on the line between the devices and the server, without TLS: keeps every byte of both directions. */
export type RecordingProxy = {
  readonly origin: string;
  /** All that went by so far, one a direction of a connection, with the masks of WebSocket frames taken off. */
  readonly traffic: () => Buffer[];
  readonly stop: () => Promise<void>;
};

/** `port` is asked when somebody connects: the server may start after its proxy. */
export async function startRecordingProxy(port: () => number): Promise<RecordingProxy> {
  const recorded: { readonly chunks: Buffer[]; readonly isMasked: boolean }[] = [];
  const sockets = new Set<Socket>();
  const record = (from: Socket, to: Socket, isMasked: boolean) => {
    const chunks: Buffer[] = [];
    recorded.push({ chunks, isMasked });
    sockets.add(from);
    from.on('data', (chunk: Buffer) => chunks.push(chunk));
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };
  const listener = createServer((device) => {
    const server = connect(port(), '127.0.0.1');
    record(device, server, true);
    record(server, device, false);
  }).listen(0, 'localhost');
  await once(listener, 'listening');
  const address = listener.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    origin: `http://localhost:${address.port}`,
    traffic: () =>
      recorded.map(({ chunks, isMasked }) => {
        const bytes = Buffer.concat(chunks);
        return isMasked ? unmask(bytes) : bytes;
      }),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

/** What a browser says is XORed with a mask that stands before it (RFC 6455 §5.3): in clear to whoever listens. */
function unmask(stream: Buffer): Buffer {
  const end = stream.indexOf('\r\n\r\n');
  if (end === -1 || !/^upgrade: websocket/im.test(stream.toString('latin1', 0, end))) return stream;
  const parts = [stream.subarray(0, end + 4)];
  for (let at = end + 4; at + 6 <= stream.length; ) {
    const [size, lengthBytes] = frameSize(stream, at);
    const maskAt = at + 2 + lengthBytes;
    const payload = Buffer.from(stream.subarray(maskAt + 4, maskAt + 4 + size));
    for (const [index, byte] of payload.entries()) {
      payload[index] = byte ^ (stream[maskAt + (index % 4)] ?? 0);
    }
    parts.push(payload);
    at = maskAt + 4 + size;
  }
  return Buffer.concat(parts);
}

/** Length of the payload, and how many bytes that length takes beyond the usual. */
function frameSize(stream: Buffer, at: number): [size: number, lengthBytes: number] {
  const short = stream.readUInt8(at + 1) & 0x7f;
  if (short < 126) return [short, 0];
  return short === 126 ? [stream.readUInt16BE(at + 2), 2] : [Number(stream.readBigUInt64BE(at + 2)), 8];
}
