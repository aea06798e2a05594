import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inTrace, startTelemetry, tracesAreWanted } from './index.ts';
import { shareOfTraces } from './start.ts';

const told: string[] = [];
const collector = createServer((request, response) => {
  text(request).then(
    (body) => {
      for (const [, name = ''] of body.matchAll(/"name":"(work [^"]*)"/g)) told.push(name);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    },
    () => response.destroy(),
  );
});

beforeAll(() => new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => collector.close(resolve)));

it('records nothing while it is paused, tells what it had before, and goes on when it is resumed', async () => {
  const { port } = collector.address() as AddressInfo;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${port}`;
  expect(tracesAreWanted(process.env)).toBe(true);
  const telemetry = await startTelemetry({ service: 'test', onProblem: () => undefined });
  inTrace({ name: 'work before' }, () => undefined);
  await telemetry.pause();
  expect(told).toEqual(['work before']);
  inTrace({ name: 'work meanwhile' }, () => undefined);
  telemetry.resume();
  inTrace({ name: 'work afterwards' }, () => undefined);
  await telemetry.stop();
  expect(told).toEqual(['work before', 'work afterwards']);
});

it.each([
  [{}, 1],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_on' }, 1],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_always_off' }, 0],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }, 0.1],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' }, 1],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '7' }, undefined],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 'some' }, undefined],
  [{ OTEL_TRACES_SAMPLER: 'always_on' }, undefined],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }, undefined],
])(
  'OpenTelemetry’s variables %j ask for a share of %p of the traces that begin here',
  (environment, share) => {
    expect(shareOfTraces(environment)).toBe(share);
  },
);
