/** A way in which programs write a text into what they leave, and how it is read back. */
export interface Writer {
  readonly name: string;
  readonly write: (text: string) => Buffer;
  readonly read: (bytes: Buffer) => string;
}

const text = (name: string, write: (text: string) => string, read: (text: string) => string): Writer => ({
  name,
  write: (content) => Buffer.from(write(content)),
  read: (bytes) => read(bytes.toString()),
});

const inEntities = (content: string): string =>
  content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const fromEntities = (content: string): string =>
  content.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const fromString = (content: string): string => String(JSON.parse(content));

/** The writers, each by what real programs use, and not by the code under test. */
export const WRITERS: readonly Writer[] = [
  text('raw', String, String),
  text('URL', encodeURIComponent, decodeURIComponent),
  text('URL in lower case', lowerCaseEscapes, decodeURIComponent),
  text(
    'form',
    (content) => new URLSearchParams({ x: content }).toString(),
    (content) => new URLSearchParams(content).get('x') ?? '',
  ),
  text('JSON', JSON.stringify, fromString),
  text(
    'JSON in JSON',
    (content) => JSON.stringify(JSON.stringify(content)),
    (content) => fromString(fromString(content)),
  ),
  text('JSON without Unicode', asciiJson, fromString),
  text('HTML', inEntities, fromEntities),
  text(
    'JSON in HTML',
    (content) => inEntities(JSON.stringify(content)),
    (content) => fromString(fromEntities(content)),
  ),
  text(
    'JSON in a URL',
    (content) => encodeURIComponent(JSON.stringify(content)),
    (content) => fromString(decodeURIComponent(content)),
  ),
  text(
    'HTML in JSON',
    (content) => JSON.stringify(inEntities(content)),
    (content) => fromEntities(fromString(content)),
  ),
  text(
    'URL in a URL',
    (content) => encodeURIComponent(encodeURIComponent(content)),
    (content) => decodeURIComponent(decodeURIComponent(content)),
  ),
  text(
    'form in JSON',
    (content) => JSON.stringify(new URLSearchParams({ x: content }).toString()),
    (content) => new URLSearchParams(fromString(content)).get('x') ?? '',
  ),
  text('password of an address', asPassword, (content) => decodeURIComponent(new URL(content).password)),
  coded('base64'),
  coded('base64url'),
  coded('hex'),
  { ...coded('hex'), name: 'HEX', write: (content) => Buffer.from(Buffer.from(content).toString('hex').toUpperCase()) },
  {
    name: 'UTF-16',
    write: (content) => Buffer.from(content, 'utf16le'),
    read: (content) => content.toString('utf16le'),
  },
  text(
    'form in base64',
    (content) => Buffer.from(new URLSearchParams({ x: content }).toString()).toString('base64'),
    (content) => new URLSearchParams(Buffer.from(content, 'base64').toString()).get('x') ?? '',
  ),
  text(
    'base64 in a URL',
    (content) => encodeURIComponent(Buffer.from(content).toString('base64')),
    (content) => Buffer.from(decodeURIComponent(content), 'base64').toString(),
  ),
  text(
    'JSON in base64',
    (content) => Buffer.from(JSON.stringify(content)).toString('base64'),
    (content) => fromString(Buffer.from(content, 'base64').toString()),
  ),
];

function coded(encoding: 'base64' | 'base64url' | 'hex'): Writer {
  return text(
    encoding,
    (content) => Buffer.from(content).toString(encoding),
    (content) => Buffer.from(content, encoding).toString(),
  );
}

function asPassword(content: string): string {
  const url = new URL('https://ann@shop.example/');
  // What the setter leaves as it is would be read as an escape.
  url.password = content.replaceAll('%', '%25');
  return url.href;
}

function lowerCaseEscapes(content: string): string {
  return encodeURIComponent(content).replaceAll(/%../g, (escape) => escape.toLowerCase());
}

function asciiJson(content: string): string {
  return JSON.stringify(content).replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
