/**
 * One gateway for each of some settings, all of them in this process: they share what was compiled and the heap, so that they differ by the work
 * that they do and by nothing else. `gateways.ts SETTINGS CONTROL_PORT`: a file with the environment of each, in a list. Traces are of the whole
 * process: `/on` at the control's port begins them, and `/off` ends them, all told.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { startTelemetry } from '@longbox/telemetry';
import { openGateway } from '../../../longbox/src/commands/gateway.ts';
import { live } from '../../../longbox/src/life.ts';
import { readSettings } from '../../../longbox/src/settings.ts';

const [file = '', port] = process.argv.slice(2);
const environments = JSON.parse(readFileSync(file, 'utf8')) as readonly NodeJS.ProcessEnv[];

const traces = await startTelemetry({ service: 'longbox-gateway', onProblem: console.error });
await traces.pause();

const control = createServer((request, response) => {
  if (request.url === '/on') traces.resume();
  const done = request.url === '/on' ? Promise.resolve() : traces.pause();
  done.then(
    () => response.end(),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});

await live(
  async (life) => {
    for (const environment of environments)
      await openGateway(life, readSettings({ ...process.env, ...environment }));
    control.listen(Number(port), '127.0.0.1', () => console.log('ready'));
    await life.untilOver();
  },
  (what, error) => console.error(what, error),
);
process.exit();
