import { generate } from 'selfsigned';

/** What the platform shows to whoever comes by https, and who vouches for it; PEM. */
export interface Certificates {
  readonly authority: string;
  readonly key: string;
  readonly certificate: string;
  /** Of the same key, and a day too old. */
  readonly expired: string;
}

const DAY_MS = 86_400_000;
const NAMES = [
  { type: 7, ip: '127.0.0.1' },
  { type: 2, value: 'localhost' },
] as const;

/** Makes an authority for this one start, and certificates that it has signed. */
export async function createCertificates(now = Date.now()): Promise<Certificates> {
  const days = (from: number, to: number) => ({
    notBeforeDate: new Date(now + from * DAY_MS),
    notAfterDate: new Date(now + to * DAY_MS),
  });
  const kind = { keyType: 'ec', algorithm: 'sha256' } as const;
  const ca = await generate([{ name: 'commonName', value: 'Embedded platform' }], {
    ...kind,
    ...days(-400, 400),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const signed = async (from: number, to: number, keyPair?: { privateKey: string; publicKey: string }) =>
    generate([{ name: 'commonName', value: '127.0.0.1' }], {
      ...kind,
      ...days(from, to),
      ...(keyPair && { keyPair }),
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [...NAMES] },
      ],
    });
  const good = await signed(-1, 365);
  const expired = await signed(-365, -1, { privateKey: good.private, publicKey: good.public });
  return { authority: ca.cert, key: good.private, certificate: good.cert, expired: expired.cert };
}
