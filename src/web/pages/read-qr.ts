/** Reads QR codes from a picture: by the browser itself where it can, else by a library that comes only then. */

/** The part of the Shape Detection API that is used. */
type QrDetector = {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
};
type QrDetectorClass = {
  new (options: { formats: ['qr_code'] }): QrDetector;
  getSupportedFormats(): Promise<readonly string[]>;
};

declare global {
  var BarcodeDetector: QrDetectorClass | undefined;
}

export async function createQrDetector(): Promise<QrDetector> {
  const own = globalThis.BarcodeDetector;
  const canRead = own && (await own.getSupportedFormats()).includes('qr_code');
  const Detector = canRead ? own : (await import('qr/decode.js')).BarcodeDetector;
  return new Detector({ formats: ['qr_code'] });
}
