import { encode } from 'uqr';

/** What stands on the photo of a key: no name of anybody, no table. */
type KeyPhoto = {
  readonly lines: readonly string[];
  /** The link in the QR code. */
  readonly link: string;
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
};

const width = 1080;
const margin = 80;
const qrSize = 720;
const lineHeight = 64;
const font = '"Atkinson Hyperlegible Next", system-ui, sans-serif';

/** Draws the key and hands it over as a file of this device; nothing of it goes over a network. */
export async function saveKeyPhoto(photo: KeyPhoto): Promise<void> {
  const canvas = draw(photo);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser made no picture');
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'sleutel.png';
  link.click();
  URL.revokeObjectURL(address);
}

function draw({ lines, link, code, direction }: KeyPhoto): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const groups = code.split('-');
  const rows = [groups.slice(0, 4).join('  '), groups.slice(4).join('  ')];
  canvas.width = width;
  canvas.height = margin + (lines.length + 4) * lineHeight + qrSize + margin;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser draws no pictures');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#2b2118';
  context.textAlign = 'center';
  let y = margin + lineHeight / 2;
  const write = (text: string, style: string) => {
    context.font = `${style} ${font}`;
    context.fillText(text, width / 2, y, width - 2 * margin);
    y += lineHeight;
  };
  context.direction = direction;
  for (const line of lines) write(line, '44px');
  drawQr(context, link, y);
  y += qrSize + lineHeight;
  context.direction = 'ltr';
  for (const row of rows) write(row, '700 60px');
  return canvas;
}

function drawQr(context: CanvasRenderingContext2D, link: string, top: number): void {
  const { data, size } = encode(link, { border: 2, ecc: 'M' });
  const module = Math.floor(qrSize / size);
  const left = Math.floor((width - module * size) / 2);
  context.fillStyle = '#000';
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) context.fillRect(left + x * module, top + y * module, module, module);
    });
  });
  context.fillStyle = '#2b2118';
}
