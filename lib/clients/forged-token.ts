import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';

const headerSchema = z.looseObject({ alg: z.string() });

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The header and the claims of a JWT (RFC 7519, 3). Throws for what is none. */
function partsOf(token: string): { readonly header: z.infer<typeof headerSchema>; readonly claims: string } {
  const [header = '', claims = ''] = token.split('.');
  return { header: headerSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString())), claims };
}

/** The same claims without a signature, which the header says is right so: `alg: none` (RFC 7519, 6). */
export function unsigned(token: string): string {
  const { header, claims } = partsOf(token);
  return `${encoded({ ...header, alg: 'none' })}.${claims}.`;
}

/**
 * The same claims, signed in the same way by somebody else, who offers a key of his own to verify it with (RFC 7515, 4.1.3): whoever
 * takes that key, or does not look at the signature, lets everybody in.
 */
export function signedByAnother(token: string): string {
  const { header, claims } = partsOf(token);
  const bits = header.alg.slice(-3);
  if (header.alg.startsWith('HS')) {
    const content = `${encoded(header)}.${claims}`;
    return `${content}.${createHmac(`sha${bits}`, 'a key of somebody else').update(content).digest('base64url')}`;
  }
  const { publicKey, privateKey } = keysFor(header.alg);
  const content = `${encoded({ ...header, jwk: publicKey.export({ format: 'jwk' }) })}.${claims}`;
  const digest = header.alg === 'EdDSA' ? null : `sha${bits}`;
  const pss = header.alg.startsWith('PS') ? { padding: PSS, saltLength: Number(bits) / 8 } : {};
  const signature = sign(digest, Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363', ...pss });
  return `${content}.${signature.toString('base64url')}`;
}

/** RSA_PKCS1_PSS_PADDING. */
const PSS = 6;

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

function keysFor(algorithm: string): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  const namedCurve = CURVES[algorithm];
  if (namedCurve !== undefined) return generateKeyPairSync('ec', { namedCurve });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
