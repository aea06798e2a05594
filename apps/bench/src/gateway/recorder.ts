/**
 * Subgraphs that answer from memory: what they were asked before they answer as the real one did, anything else they ask the real one, and
 * remember. One process for all of them, `/catalog`, `/inventory` and so on, so that what a gateway fetches costs it the same whoever it is.
 * `recorder.ts PORT NAME=URL …`
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CALLER_HEADER } from '@longbox/identity';

const [port, ...given] = process.argv.slice(2);
const real = new Map<string, string>(
  given.map((each) => {
    const [name = '', url = ''] = each.split('=', 2);
    return [`/${name}`, url] as const;
  }),
);
const answers = new Map<string, Buffer>();

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const body = Buffer.concat(chunks).toString();
    const key = `${request.url} ${body}`;
    const known = answers.get(key);
    if (known) return send(response, known);
    ask(request, body).then(
      (answer) => {
        answers.set(key, answer);
        send(response, answer);
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(502).end();
      },
    );
  });
}).listen(Number(port), '127.0.0.1', () => console.log('recorder ready'));

async function ask(request: IncomingMessage, body: string): Promise<Buffer> {
  const url = real.get(request.url ?? '');
  if (url === undefined) throw new Error(`there is no ${request.url}`);
  const caller = request.headers[CALLER_HEADER];
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(typeof caller === 'string' ? { [CALLER_HEADER]: caller } : {}),
    },
    body,
  });
  const text = await answer.text();
  if (!answer.ok || !text.startsWith('{"data"'))
    throw new Error(`${url} answers ${answer.status}: ${text.slice(0, 500)}`);
  return Buffer.from(text);
}

function send(response: ServerResponse, answer: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
  response.end(answer);
}
