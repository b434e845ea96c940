/**
 * What crypto and protocol use of the platform, for the type check without DOM and Node types. Only
 * tsconfig.pure.json includes it; elsewhere the platform's own declarations stand in its place.
 */
interface CryptoKey {
  readonly type: string;
  readonly extractable: boolean;
}

interface CryptoKeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

interface JsonWebKey {
  crv?: string;
  d?: string;
  kty?: string;
  x?: string;
  y?: string;
}

type AesGcm = { name: 'AES-GCM'; iv: Bytes; additionalData: Bytes };
type Hkdf = { name: 'HKDF'; hash: 'SHA-256'; salt: Bytes; info: Bytes };
type EcdsaKey = { name: 'ECDSA'; namedCurve: 'P-256' };
type EcdsaSignature = { name: 'ECDSA'; hash: 'SHA-256' };
type HmacKey = { name: 'HMAC'; hash: 'SHA-256' };
type KeyUse = 'encrypt' | 'decrypt' | 'sign' | 'verify' | 'deriveBits';

interface SubtleCrypto {
  digest(algorithm: 'SHA-256', data: Bytes): Promise<ArrayBuffer>;
  importKey(
    format: 'raw',
    data: Bytes,
    algorithm: 'HKDF' | 'AES-GCM' | HmacKey | EcdsaKey,
    extractable: boolean,
    uses: KeyUse[],
  ): Promise<CryptoKey>;
  importKey(
    format: 'jwk',
    data: JsonWebKey,
    algorithm: EcdsaKey,
    extractable: boolean,
    uses: KeyUse[],
  ): Promise<CryptoKey>;
  exportKey(format: 'raw', key: CryptoKey): Promise<ArrayBuffer>;
  exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
  generateKey(algorithm: EcdsaKey, extractable: boolean, uses: KeyUse[]): Promise<CryptoKeyPair>;
  generateKey(
    algorithm: { name: 'AES-GCM'; length: 256 },
    extractable: boolean,
    uses: KeyUse[],
  ): Promise<CryptoKey>;
  deriveBits(algorithm: Hkdf, key: CryptoKey, lengthBits: number): Promise<ArrayBuffer>;
  encrypt(algorithm: AesGcm, key: CryptoKey, data: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: AesGcm, key: CryptoKey, data: Bytes): Promise<ArrayBuffer>;
  sign(algorithm: EcdsaSignature | 'HMAC', key: CryptoKey, data: Bytes): Promise<ArrayBuffer>;
  verify(algorithm: EcdsaSignature | 'HMAC', key: CryptoKey, signature: Bytes, data: Bytes): Promise<boolean>;
}

interface Crypto {
  readonly subtle: SubtleCrypto;
}

declare var crypto: Crypto;

interface TextEncoder {
  encode(text: string): Bytes;
}

declare var TextEncoder: { new (): TextEncoder };
