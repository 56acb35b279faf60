import { connect, type TLSSocket } from 'node:tls';
import { tlsOf } from '../clients/dispatcher.js';
import { networkCodeOf } from '../clients/http-error.js';
import type { Target } from '../target/target.js';
import type { Finding } from './finding.js';

/** What one TLS handshake presented. */
export interface TlsFacts {
  readonly host: string;
  readonly port: number;
  /** Why no handshake came about; empty when one did. */
  readonly error: string;
  readonly trusted: boolean;
  /** Why it is not trusted, in OpenSSL's words: `CERT_HAS_EXPIRED`, `DEPTH_ZERO_SELF_SIGNED_CERT`, ... */
  readonly distrust: string;
  readonly issuer: string;
  readonly expiresAt: Date | null;
  /** `TLSv1.3` */
  readonly protocol: string;
}

/** Completes one handshake, within so many milliseconds, and reports what was presented. */
export function observeTls(origin: URL, access: Target['access'], timeout: number): Promise<TlsFacts> {
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = Number(origin.port || 443);
  return new Promise((settle) => {
    // Distrust is what we want to report, so it must not end the handshake.
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false, ...tlsOf(access) });
    const end = (facts: TlsFacts): void => {
      clearTimeout(timer);
      socket.destroy();
      settle(facts);
    };
    const failed = (error: string): void => end({ ...NOTHING, host, port, error });
    const timer = setTimeout(() => failed('TIMEOUT'), timeout);
    socket.once('secureConnect', () => end({ host, port, error: '', ...presentedBy(socket) }));
    socket.once('error', (error) => failed(networkCodeOf(error) || error.message));
  });
}

const NOTHING = { trusted: false, distrust: '', issuer: '', expiresAt: null, protocol: '' };

function presentedBy(socket: TLSSocket): Omit<TlsFacts, 'host' | 'port' | 'error'> {
  const certificate = socket.getPeerCertificate();
  const issuer = [certificate.issuer?.O, certificate.issuer?.CN].flat().find((each) => each !== undefined);
  return {
    trusted: socket.authorized,
    distrust: distrustOf(socket.authorizationError),
    issuer: issuer ?? 'unknown',
    expiresAt: certificate.valid_to === undefined ? null : new Date(certificate.valid_to),
    protocol: socket.getProtocol() ?? 'unknown',
  };
}

const distrustOf = (error: unknown): string =>
  error instanceof Error ? networkCodeOf(error) || error.message : typeof error === 'string' ? error : '';

export interface TlsLimits {
  readonly minDaysLeft: number;
}

const DAY = 86_400_000;
const SAFE_PROTOCOLS = ['TLSv1.2', 'TLSv1.3'];

/** Judges a handshake at a given moment. Pure. */
export function judgeTls(facts: TlsFacts, service: string, limits: TlsLimits, now: Date): Finding[] {
  const at = `${facts.host}:${facts.port}`;
  const evidence = {
    address: at,
    issuer: facts.issuer,
    protocol: facts.protocol,
    error: facts.error || facts.distrust,
  };
  const look = `\`openssl s_client -connect ${at} -servername ${facts.host}\``;
  const base = { severity: 'fail' as const, cause: 'certificate' as const, service, evidence };
  if (facts.error !== '') {
    const expected = 'a TLS handshake';
    return [{ ...base, code: 'tls.failed', expected, actual: `none (${facts.error})`, hint: look }];
  }
  const findings: Finding[] = [];
  const daysLeft = facts.expiresAt === null ? null : Math.floor((facts.expiresAt.getTime() - now.getTime()) / DAY);
  if (daysLeft !== null && daysLeft < limits.minDaysLeft) {
    const actual = daysLeft < 0 ? `ended ${-daysLeft} days ago` : `${daysLeft} days`;
    const expected = `at least ${limits.minDaysLeft} days left`;
    const severity = daysLeft < 0 ? 'fail' : 'warn';
    findings.push({ ...base, severity, code: 'tls.days-left', expected, actual, hint: 'renew the certificate' });
  }
  if (facts.distrust === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const expected = `a certificate for ${facts.host}`;
    findings.push({ ...base, code: 'tls.host-name', expected, actual: 'one for other names', hint: look });
  } else if (!facts.trusted && facts.distrust !== 'CERT_HAS_EXPIRED') {
    const expected = 'a certificate that browsers trust';
    findings.push({ ...base, code: 'tls.untrusted', expected, actual: facts.distrust, hint: look });
  }
  if (!SAFE_PROTOCOLS.includes(facts.protocol)) {
    const expected = 'TLS 1.2 or newer';
    findings.push({ ...base, code: 'tls.old-protocol', expected, actual: facts.protocol, hint: look });
  }
  return findings;
}
