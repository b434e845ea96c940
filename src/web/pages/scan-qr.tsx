import { useEffect, useRef } from 'preact/hooks';
import { createQrDetector } from './read-qr.ts';

type Props = {
  readonly label: string;
  readonly onFound: (text: string) => void;
  /** The camera may not be used, or there is none. */
  readonly onRefused: () => void;
};

const everyMs = 250;

/** Looks through the camera until it sees a QR code. What it sees stays on this device. */
export function ScanQr({ label, onFound, onRefused }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const shown = video.current;
    const stop = shown ? watch(shown, onFound, onRefused) : undefined;
    return stop;
  }, []);
  return <video ref={video} class="scan" aria-label={label} muted playsInline />;
}

/** @returns how to stop; then the camera goes out. */
function watch(video: HTMLVideoElement, onFound: (text: string) => void, onRefused: () => void): () => void {
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function stop(): void {
    isOver = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  async function begin(): Promise<void> {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    // Somebody may have gone on while they were asked.
    if (isOver) return stop();
    const detector = await createQrDetector();
    video.srcObject = stream;
    await video.play();
    const look = async () => {
      const [seen] = await detector.detect(video);
      if (isOver) return;
      if (seen) {
        stop();
        onFound(seen.rawValue);
      } else timer = setTimeout(() => void look(), everyMs);
    };
    await look();
  }

  begin().catch((error: unknown) => {
    const wasOver = isOver;
    stop();
    if (wasOver) return;
    onRefused();
    // A refusal is an answer; anything else is ours to hear of.
    if (!(error instanceof DOMException)) throw error;
  });
  return stop;
}
