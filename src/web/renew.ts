/** Goes on with the newest app: lets a waiting service worker take over, or just loads the page again. */
export async function renew(): Promise<void> {
  // Not there without a secure context, whatever its type says.
  const registration = await navigator.serviceWorker?.getRegistration();
  const worker = registration && (await newestWorker(registration));
  if (!worker) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  worker.postMessage('use-now');
}

async function newestWorker(registration: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  // Without a network nothing newer is to be had than what waits already.
  await registration.update().catch(() => undefined);
  const { installing } = registration;
  if (!installing) return registration.waiting;
  await new Promise<void>((resolve) => {
    installing.addEventListener('statechange', () => resolve(), { once: true });
  });
  return registration.waiting;
}
