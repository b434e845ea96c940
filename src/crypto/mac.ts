/** HMAC-SHA-256 (RFC 2104): 32 B. A key serves one use; it comes from HKDF with that use's label. */
export async function mac(key: Bytes, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await importMacKey(key), message));
}

/** Compares in constant time, in the platform. False also for a tag of another length. */
export async function isMac(key: Bytes, message: Bytes, tag: Bytes): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await importMacKey(key), tag, message);
}

function importMacKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}
