import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import avro from 'avsc';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SCHEMA_TEXTS } from './generated.ts';
import { IncompatibleSchemas, registerSchemas } from './registry.ts';

const logger = pino({ level: 'silent' });

/** As much of Confluent's API as is spoken here, with its rules of compatibility, over real HTTP. */
class Registry {
  readonly subjects = new Map<string, string[]>();
  readonly compatibility = new Map<string, string>();
  readonly authorizations = new Set<string | undefined>();
  requests = 0;
  /** Answers 503 so often first. */
  busy = 0;
  hangs = false;

  answer(request: IncomingMessage, body: string): readonly [number, object] | undefined {
    this.requests += 1;
    this.authorizations.add(request.headers.authorization);
    if (this.hangs) return undefined;
    if (this.busy > 0) {
      this.busy -= 1;
      return [503, { error_code: 50003, message: 'the leader is not known' }];
    }
    const [, versions] = /^\/subjects\/([^/]+)\/versions$/.exec(request.url ?? '') ?? [];
    if (request.method === 'POST' && versions !== undefined) {
      const given = JSON.parse(body) as { schema: string; schemaType: string };
      return this.register(decodeURIComponent(versions), given.schema);
    }
    const [, config] = /^\/config\/([^/]+)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'PUT' && config !== undefined) {
      this.compatibility.set(config, (JSON.parse(body) as { compatibility: string }).compatibility);
      return [200, {}];
    }
    return [404, { error_code: 404, message: 'HTTP 404 Not Found' }];
  }

  private register(subject: string, schema: string): readonly [number, object] {
    const before = this.subjects.get(subject) ?? [];
    const at = before.indexOf(schema);
    if (at >= 0) return [200, { id: at }];
    const next = avro.Type.forSchema(JSON.parse(schema) as avro.Schema);
    const clash = before.some((text) => {
      const last = avro.Type.forSchema(JSON.parse(text) as avro.Schema);
      try {
        next.createResolver(last);
        last.createResolver(next);
        return false;
      } catch {
        return true;
      }
    });
    if (clash) return [409, { error_code: 409, message: 'Schema being registered is incompatible' }];
    this.subjects.set(subject, [...before, schema]);
    return [200, { id: before.length }];
  }
}

describe('registering the schemas', () => {
  let registry: Registry;
  let server: Server;
  let url: string;

  beforeEach(async () => {
    registry = new Registry();
    server = createServer((request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.once('end', () => {
        const answer = registry.answer(request, body);
        if (answer === undefined) return;
        response.writeHead(answer[0], { 'content-type': 'application/vnd.schemaregistry.v1+json' });
        response.end(JSON.stringify(answer[1]));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const record = (fields: readonly object[]) => JSON.stringify({ type: 'record', name: 'CardSold', fields });
  const first = record([{ name: 'cardId', type: 'string' }]);
  const second = record([
    { name: 'cardId', type: 'string' },
    { name: 'grade', type: ['null', 'string'], default: null },
  ]);
  const other = record([{ name: 'cardId', type: 'long' }]);

  it('registers every version of every event, oldest first, and holds later ones to all before', async () => {
    expect(await registerSchemas({ url, logger })).toBe(true);
    expect(Object.fromEntries(registry.subjects)).toEqual(SCHEMA_TEXTS);
    expect([...registry.compatibility.keys()].toSorted()).toEqual(Object.keys(SCHEMA_TEXTS).toSorted());
    expect(new Set(registry.compatibility.values())).toEqual(new Set(['FULL_TRANSITIVE']));
  });

  it('changes nothing the second time', async () => {
    const schemas = { CardSold: [first, second] };
    await registerSchemas({ url, logger, schemas });
    await registerSchemas({ url, logger, schemas });
    expect(registry.subjects.get('CardSold')).toEqual([first, second]);
  });

  it('refuses when the registry has something else by that name, and says why', async () => {
    registry.subjects.set('CardSold', [other]);
    const registering = registerSchemas({ url, logger, schemas: { CardSold: [first] } });
    await expect(registering).rejects.toThrow(IncompatibleSchemas);
    await expect(registering).rejects.toThrow(
      /version 1 of CardSold.*Schema being registered is incompatible.*\/subjects\/CardSold\/versions/,
    );
  });

  it('asks again while the registry is busy', async () => {
    registry.busy = 2;
    expect(await registerSchemas({ url, logger, schemas: { CardSold: [first] } })).toBe(true);
    expect(registry.requests).toBe(4);
  });

  it('gives up in time without a registry that answers, and does not fail', async () => {
    registry.hangs = true;
    const began = Date.now();
    expect(await registerSchemas({ url, logger, deadlineMs: 300 })).toBe(false);
    expect(await registerSchemas({ url: 'http://127.0.0.1:1', logger, deadlineMs: 300 })).toBe(false);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('does not ask again for what stays wrong', async () => {
    const wrong = { url: `${url}/elsewhere`, logger, schemas: { CardSold: [first] } };
    expect(await registerSchemas(wrong)).toBe(false);
    expect(registry.requests).toBe(1);
  });

  it('says who it is when the address does', async () => {
    const address = url.replace('://', '://longbox:s%2Fcret@');
    await registerSchemas({ url: address, logger, schemas: { CardSold: [first] } });
    const [authorization = ''] = [...registry.authorizations].map((each) => each ?? '');
    expect(Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()).toBe('longbox:s/cret');
  });
});
