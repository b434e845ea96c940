/**
 * Why no answer came: this device has no internet, or the server is away. Asked when it happens, for what was so then
 * stays on the screen until it is tried again.
 */
export function whyUnreached(): 'offline' | 'server-away' {
  return navigator.onLine ? 'server-away' : 'offline';
}
