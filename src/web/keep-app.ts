/**
 * Lets the service worker keep the app's own files, so that the table opens without a network.
 * @param onNewer called when a newer app is on this device and waits to be used.
 */
export async function keepAppOnDevice(onNewer: () => void): Promise<void> {
  if (!('serviceWorker' in navigator) || !isSecureContext) return;
  const registration = await navigator.serviceWorker.register(scriptUrl('/service-worker.js'));
  const look = () => {
    // The first one that ever came waits for nobody.
    if (registration.waiting && navigator.serviceWorker.controller) onNewer();
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  look();
}

/** Trusted Types let a script's address through only by a named policy; this one passes a single path. */
function scriptUrl(path: '/service-worker.js'): string {
  const policy = globalThis.trustedTypes?.createPolicy('service-worker', {
    createScriptURL: (input) => {
      if (input !== path) throw new TypeError('only the service worker');
      return input;
    },
  });
  // register() takes the policy's object; its declared type is older than Trusted Types.
  return (policy?.createScriptURL(path) ?? path) as string;
}

declare global {
  var trustedTypes:
    | {
        createPolicy(
          name: string,
          rules: { createScriptURL: (input: string) => string },
        ): { createScriptURL(input: string): unknown };
      }
    | undefined;
}
