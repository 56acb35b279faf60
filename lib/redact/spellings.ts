import { REDACTED } from '../target/secret.js';

/** One way in which a secret is written in a file, and what stands there once it is hidden. */
export interface Spelling {
  readonly bytes: Buffer;
  readonly replacement: Buffer;
}

/**
 * Characters below which a secret is not looked for by its value: it would be found in words that are nobody's secret.
 * By its place (a header, a field named `password`) it is hidden at any length.
 */
export const SHORTEST = 6;

type Encoder = (text: string) => string;

const replaced =
  (pattern: RegExp, by: (character: string) => string): Encoder =>
  (text) =>
    text.replaceAll(pattern, by);

const percent = (character: string): string =>
  Buffer.from(character, 'utf8')
    .toString('hex')
    .replaceAll(/../g, (pair) => `%${pair.toUpperCase()}`);
const lowerPercent: Encoder = replaced(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
const spacesAsPlus: Encoder = replaced(/%20/g, () => '+');

/** What programs leave as it is in an address: each has its own idea. https://url.spec.whatwg.org/#percent-encoded-bytes */
const URL_ENCODERS: readonly Encoder[] = [
  encodeURIComponent,
  (text) => new URLSearchParams({ '': text }).toString().slice(1),
  replaced(/[^A-Za-z0-9\-._~]/gu, percent),
  encodeURI,
  // In a query, a path, and before the host.
  replaced(/[^!$%&()*+,\-./0-9:;=?@A-Z[\\\]^_`a-z{|}~]/gu, percent),
  replaced(/[^!$%&'()*+,\-./0-9:;=@A-Z[\\\]_a-z|~]/gu, percent),
  replaced(/[^!$%&'()*+,\-.0-9A-Z_a-z~]/gu, percent),
];

const json: Encoder = (text) => JSON.stringify(text).slice(1, -1);
const jsonWithSlashes: Encoder = (text) => json(text).replaceAll('/', '\\/');
const inCode = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const inUpperCode = (unit: string): string => `\\u${inCode(unit).slice(2).toUpperCase()}`;

const JSON_ENCODERS: readonly Encoder[] = [
  json,
  jsonWithSlashes,
  (text) => json(text).replaceAll(/[\u0080-\uffff]/g, inCode),
  (text) => json(text).replaceAll(/[\u0080-\uffff]/g, inUpperCode),
  // So that it may stand within a script of a page.
  (text) => json(text).replaceAll(/[<>&'\u2028\u2029]/g, inCode),
  (text) => json(text).replaceAll(/[<>&'\u2028\u2029]/g, inUpperCode),
  (text) => json(text).replaceAll('<', inCode),
];

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const named = (character: string): string => NAMED[character] ?? character;
const decimal = (character: string): string => `&#${character.codePointAt(0)};`;
const hexadecimal = (character: string): string => `&#x${character.codePointAt(0)?.toString(16)};`;
/** `&`, `<` and `>` have names everywhere; quotes have several. */
const html = (marks: RegExp, by: Encoder): Encoder => {
  const some = replaced(/[&<>]/g, named);
  return (text) => text.replaceAll(marks, (mark) => (/[&<>]/.test(mark) ? some(mark) : by(mark)));
};

const HTML_ENCODERS: readonly Encoder[] = [
  html(/[&<>]/g, named),
  html(/[&<>"]/g, named),
  html(/[&<>"']/g, named),
  html(/[&<>"']/g, (mark) => (mark === '"' ? named(mark) : decimal(mark))),
  html(/[&<>"']/g, (mark) => (mark === '"' ? named(mark) : '&#x27;')),
  html(/[&<>"']/g, decimal),
  replaced(/[&<>"']/g, decimal),
  replaced(/[&<>"'`=/]/g, (mark) =>
    /[`=/']/.test(mark) ? hexadecimal(mark).toUpperCase().replace('X', 'x') : named(mark),
  ),
  // All that is not ASCII, too.
  (text) => text.replaceAll(/[&<>"']/g, named).replaceAll(/[^\0-\x7f]/gu, decimal),
  (text) => text.replaceAll(/[&<>"']/g, named).replaceAll(/[^\0-\x7f]/gu, hexadecimal),
];

/** Strings of code, YAML and SQL in other quotes than JSON's. */
const QUOTED: readonly Encoder[] = [
  replaced(/[\\']/g, (mark) => `\\${mark}`),
  replaced(/'/g, () => "''"),
  replaced(/[\\`]/g, (mark) => `\\${mark}`),
];

const asItIs: Encoder = (text) => text;

/** What is written earlier in this list is preferred where two encoders write a secret alike. */
const TEXT_ENCODERS: readonly Encoder[] = [
  asItIs,
  ...JSON_ENCODERS,
  ...URL_ENCODERS,
  ...URL_ENCODERS.map(
    (encode): Encoder =>
      (text) =>
        spacesAsPlus(encode(text)),
  ),
  ...URL_ENCODERS.map(
    (encode): Encoder =>
      (text) =>
        lowerPercent(encode(text)),
  ),
  ...URL_ENCODERS.map(
    (encode): Encoder =>
      (text) =>
        spacesAsPlus(lowerPercent(encode(text))),
  ),
  ...HTML_ENCODERS,
  ...QUOTED,
];

/** What changes a `+` or a `/` of base64. */
const CODE_ENCODERS: readonly Encoder[] = [
  asItIs,
  jsonWithSlashes,
  encodeURIComponent,
  (text) => lowerPercent(encodeURIComponent(text)),
];

/** Every way in which a secret occurs: in each encoding of text, in two of them one within the other, and in bytes. */
export function spellingsOf(secret: string): Spelling[] {
  const found = new Map<string, Spelling>();
  const add = (bytes: Buffer, replacement: Buffer): void => {
    const key = bytes.toString('latin1');
    if (bytes.length >= SHORTEST && !found.has(key)) found.set(key, { bytes, replacement });
  };
  const addTexts = (texts: Iterable<readonly [string, string]>): void => {
    for (const [text, shown] of texts) add(Buffer.from(text), Buffer.from(shown));
  };
  const once = encodings(secret, placeholderFor(secret));
  for (const [text, shown] of once) addTexts(encodings(text, shown));
  for (const [text, shown] of once) {
    add(Buffer.from(text, 'utf16le'), Buffer.from(shown, 'utf16le'));
    addTexts(hexOf(text, shown));
    for (const [code, hidden] of base64Of(Buffer.from(text))) addTexts(encodings(code, hidden, CODE_ENCODERS));
  }
  return [...found.values()];
}

/** Digits stay digits: a number in JSON must stay one. */
const placeholderFor = (secret: string): string => (/^[1-9]\d*$/.test(secret) ? '9'.repeat(secret.length) : REDACTED);

/** What every encoder leaves as it is. */
const PLAIN = /^[\w.-]*$/;

/** The different ways in which text writes this, each with the same way of writing what replaces it. */
function encodings(text: string, replacement: string, encoders = TEXT_ENCODERS): Map<string, string> {
  if (PLAIN.test(text)) return new Map([[text, replacement]]);
  const found = new Map<string, string>();
  for (const encode of encoders) {
    const encoded = encode(text);
    if (!found.has(encoded)) found.set(encoded, encode(replacement));
  }
  return found;
}

function hexOf(text: string, shown: string): [digits: string, replacement: string][] {
  const [digits, hidden] = [Buffer.from(text).toString('hex'), Buffer.from(shown).toString('hex')];
  return [
    [digits, hidden],
    [digits.toUpperCase(), hidden.toUpperCase()],
  ];
}

/** A letter of which any four bits, put together with four bits of a neighbour in ASCII, are no quote and no bracket. */
const FILLER = 'j';

/**
 * The characters of base64 that a text decides wholly, when it begins at each of the three places of a group. Their
 * replacement is the code of as many letters: what comes after is decoded in groups, so the length must not change, and
 * what stands around keeps its meaning. https://www.rfc-editor.org/rfc/rfc4648#section-4
 */
function base64Of(bytes: Buffer): [code: string, replacement: string][] {
  return [0, 1, 2].flatMap((offset) => {
    const cut = (content: Buffer): string => {
      const first = Math.ceil((offset * 8) / 6);
      const last = Math.floor(((offset + content.length) * 8) / 6);
      return Buffer.concat([Buffer.alloc(offset), content])
        .toString('base64')
        .slice(first, last);
    };
    const [code, hidden] = [cut(bytes), cut(Buffer.alloc(bytes.length, FILLER))];
    return [
      [code, hidden],
      [code.replaceAll('+', '-').replaceAll('/', '_'), hidden],
    ];
  });
}
