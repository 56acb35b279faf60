import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { EventEnvelope } from '../../kernel/events.js';
import { Client } from './client.js';

const schoolId = randomUUID();
const user = { id: randomUUID(), email: 'a@school.example', name: 'A', role: 'teacher', schoolId } as const;

describe('a client of the feed', () => {
  test('gets the events that it subscribed to, in order, and no others', () => {
    const { client, sent } = connected();
    client.receive('{"type":"subscribe","filter":"assessment.*"}');
    client.deliver(anEvent('assessment.queued'));
    client.deliver(anEvent('content.uploaded'));
    client.deliver(anEvent('assessment.finished'));
    expect(sent.map(typeOf)).toEqual(['subscribed', 'assessment.queued', 'assessment.finished']);
  });

  test('gets an event once, whatever number of its filters lets it through', () => {
    const { client, sent } = connected();
    client.receive('{"type":"subscribe","filter":"*"}');
    client.receive('{"type":"subscribe","filter":"assessment.*"}');
    client.deliver(anEvent('assessment.queued'));
    expect(sent.map(typeOf)).toEqual(['subscribed', 'subscribed', 'assessment.queued']);
  });

  test('gets nothing before it subscribes, and nothing of another school', () => {
    const { client, sent } = connected();
    client.deliver(anEvent('assessment.queued'));
    client.receive('{"type":"subscribe","filter":"*"}');
    client.deliver({ ...anEvent('assessment.queued'), school_id: randomUUID() });
    expect(sent.map(typeOf)).toEqual(['subscribed']);
  });

  test('is answered: a ping with its id, nonsense with an error', () => {
    const { client, sent } = connected();
    client.receive('{"type":"ping","id":"p1"}');
    client.receive('nonsense');
    expect(sent).toMatchObject([
      { type: 'pong', id: 'p1' },
      { type: 'error', error: { code: 'bad_message' } },
    ]);
  });

  test('holds a limited number of filters', () => {
    const { client, sent } = connected();
    for (const letter of 'abcdefghijklmnopqrstu') client.receive(`{"type":"subscribe","filter":"${letter}.*"}`);
    expect(sent.at(-1)).toMatchObject({ type: 'error', error: { code: 'too_many_filters' } });
    client.receive('{"type":"subscribe","filter":"a.*"}');
    expect(sent.at(-1)).toMatchObject({ type: 'subscribed', filter: 'a.*' });
  });

  test('is cut off when it reads too slowly', () => {
    const { client, sent, outlet } = connected();
    client.receive('{"type":"subscribe","filter":"*"}');
    outlet.bufferedAmount = 2_000_000;
    client.deliver(anEvent('assessment.queued'));
    expect(outlet.terminated).toBe(true);
    expect(sent.map(typeOf)).toEqual(['subscribed']);
  });
});

function connected() {
  const sent: unknown[] = [];
  const outlet = {
    readyState: WebSocket.OPEN,
    bufferedAmount: 0,
    terminated: false,
    send: (text: string) => void sent.push(JSON.parse(text)),
    terminate: () => {
      outlet.terminated = true;
    },
  };
  return { client: new Client(user, outlet), sent, outlet };
}

function anEvent(type: string): EventEnvelope {
  return {
    event_id: randomUUID(),
    event_type: type,
    version: 1,
    timestamp: '2025-10-06T07:45:00.000Z',
    correlation_id: 'test',
    school_id: schoolId,
    data: {},
  };
}

function typeOf(message: unknown): unknown {
  const [, eventType] = /"event_type":"([^"]+)"/.exec(JSON.stringify(message)) ?? [];
  const [, type] = /"type":"([^"]+)"/.exec(JSON.stringify(message)) ?? [];
  return eventType ?? type;
}
