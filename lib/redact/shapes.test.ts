import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redactor } from './redactor.js';

const redactor = new Redactor([]);
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl';

/** A secret that nobody told us of, in the places where secrets are. */
const PLACES: readonly (readonly [written: string, shown: string])[] = [
  ['{"password":"pa\\"ss\\\\","user":"ann"}', '{"password":"[redacted]","user":"ann"}'],
  ['{"a":"{\\"newPassword\\":\\"pa\\\\\\"ss\\",\\"b\\":1}"}', '{"a":"{\\"newPassword\\":\\"[redacted]\\",\\"b\\":1}"}'],
  ['{"access_token": "x1", "token_type": "bearer"}', '{"access_token": "[redacted]", "token_type": "bearer"}'],
  ['{"client-secret":"s"}', '{"client-secret":"[redacted]"}'],
  ['{"X-Api-Key":"k"}', '{"X-Api-Key":"[redacted]"}'],
  ['{"set-cookie":["sid=1; Path=/"]}', '{"set-cookie":["[redacted]"]}'],
  ['{"name":"Authorization","value":"Basic YTpi"}', '{"name":"Authorization","value":"[redacted]"}'],
  [
    '{"name":"sid","value":"abc","domain":"a.example","path":"/"}',
    '{"name":"sid","value":"[redacted]","domain":"a.example","path":"/"}',
  ],
  [
    '{"cookies":[{"name":"a","value":"1"},{"name":"b","value":"2"}],"headers":[{"name":"c","value":"3"}]}',
    '{"cookies":[{"name":"a","value":"[redacted]"},{"name":"b","value":"[redacted]"}],"headers":[{"name":"c","value":"3"}]}',
  ],
  [
    '["INPUT",{"__playwright_value_":"x","type":"password"}]',
    '["INPUT",{"__playwright_value_":"[redacted]","type":"password"}]',
  ],
  [
    '["INPUT",{"type":"password","__playwright_value_":"x"}]',
    '["INPUT",{"type":"password","__playwright_value_":"[redacted]"}]',
  ],
  [
    '{"selector":"internal:label=\\"Password\\"i","strict":true,"value":"typed"}',
    '{"selector":"internal:label=\\"Password\\"i","strict":true,"value":"[redacted]"}',
  ],
  ['<input type="password" name="p" value="typed">', '<input type="password" name="p" value="[redacted]">'],
  ['Fill "typed" getByLabel(\'Password\')', 'Fill "[redacted]" getByLabel(\'Password\')'],
  ['- textbox "Password" [active]: typed', '- textbox "Password" [active]: [redacted]'],
  ['&quot;secret&quot;:&quot;a&amp;b&quot;,', '&quot;secret&quot;:&quot;[redacted]&quot;,'],
  ["password: 'it is', user: 'ann'", "password: '[redacted]', user: 'ann'"],
  ['user: ann\npassword: hunter2\nport: 80', 'user: ann\npassword: [redacted]\nport: 80'],
  ['GET /x?X-Amz-Signature=0a1b2c&page=2', 'GET /x?X-Amz-Signature=[redacted]&page=2'],
  ['GET /?token=abc&page=2', 'GET /?token=[redacted]&page=2'],
  ['email=ann&password=a+b', 'email=ann&password=[redacted]'],
  ['Set-Cookie: sid=abc; HttpOnly\r\nVary: Origin', 'Set-Cookie: [redacted]\r\nVary: Origin'],
  ['it sent Bearer abc123def456.', 'it sent Bearer [redacted]'],
  ['postgres://ann:pw@db.example/shop', 'postgres://ann:[redacted]@db.example/shop'],
  [`the token ${TOKEN} is odd`, 'the token [redacted] is odd'],
];

/** Words of which one could think that a secret follows. */
const INNOCENT = [
  'a wrong password is refused',
  'a request without a token is refused',
  '{"password":null,"token":"","tokens":5,"type":"password"}',
  'http://127.0.0.1:18080/sign-in?next=/documents',
  'the bearer authentication of the platform',
  '{"name":"Accept","value":"text/css"}',
  "await this.password.fill(password);\nconst token = await tokenOf('member');",
  'label[for="password"] { color: red }',
  '["LABEL",{"for":"password"},"Password"]',
  'at 12:30 ann@shop.example wrote',
  'password: at least 12 characters',
  '{\n  "token": 1234567\n}',
];

describe('a secret that is not known', () => {
  test.each(PLACES)('is hidden by its place in %s', (written, shown) => {
    expect(redactor.redactText(written)).toBe(shown);
  });

  test.each(PLACES)('once hidden, is none: %s', (_, shown) => {
    expect(redactor.finds(Buffer.from(shown))).toBe(false);
  });

  test.each(INNOCENT)('is not seen in %s', (text) => {
    expect(redactor.redactText(text)).toBe(text);
  });

  test('leaves JSON, and JSON within JSON, to be read', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (password, other) => {
        const form = JSON.stringify({ password, other });
        const shown: unknown = JSON.parse(redactor.redactText(JSON.stringify({ form, apiKey: password, last: 1 })));
        expect(shown).toMatchObject({ last: 1 });
        const { form: inner } = Object(shown);
        expect(JSON.parse(inner)).toHaveProperty('other');
      }),
      { numRuns: 500 },
    );
  });

  test('is hidden wherever the bytes are cut', () => {
    const filling = 'nothing of interest, '.repeat(500);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PLACES), { minLength: 3, maxLength: 8 }), fc.nat(), (places, cut) => {
        const text = Buffer.from(places.map(([written]) => `${filling}\n${written}\n`).join(''));
        const stream = redactor.stream();
        const at = cut % text.length;
        const parts = [stream.push(text.subarray(0, at)), stream.push(text.subarray(at)), stream.end()];
        const expected = places.map(([, shown]) => `${filling}\n${shown}\n`).join('');
        expect(Buffer.concat(parts).toString()).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});
