import type { Secret } from '../../target/secret.js';

/** Milliseconds that one delivery may take: a verdict waits for it. */
const PATIENCE = 3_000;

interface Delivery {
  readonly method: 'POST' | 'PUT';
  readonly type: string;
  readonly body: string;
}

/**
 * Sends a text somewhere that is not the target, through the proxy that the environment names. Gives what went wrong in words that do
 * not hold the address, which may be secret; undefined when it was taken.
 */
export async function deliver(
  address: Secret,
  { method, type, body }: Delivery,
  patience = PATIENCE,
): Promise<string | undefined> {
  const { EnvHttpProxyAgent, request } = await import('undici');
  const url = new URL(address.reveal());
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const credentials = Buffer.from(`${user}:${password}`).toString('base64');
  [url.username, url.password] = ['', ''];
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const answer = await request(url, {
      method,
      headers: { 'content-type': type, ...(user !== '' && { authorization: `Basic ${credentials}` }) },
      body,
      dispatcher,
      signal: AbortSignal.timeout(patience),
    });
    // The status says it all; whoever answers without end is not waited for.
    answer.body.on('error', () => undefined).destroy();
    return answer.statusCode < 300 ? undefined : `${url.host} answered ${answer.statusCode}`;
  } catch (error) {
    return `${url.host}: ${codeOf(error, patience)}`;
  } finally {
    await dispatcher.destroy();
  }
}

function codeOf(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return `no answer within ${patience} ms`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
