/** `node:http` and nothing else: sends the bytes that a gateway sends for the same page. What it costs is what no gateway can do without. */
import { createServer } from 'node:http';

const pages = new Map<string, Buffer>();
process.on('message', (given: Readonly<Record<string, string>>) => {
  for (const [handle, text] of Object.entries(given)) pages.set(handle, Buffer.from(text));
});

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: { handle: string } };
    const page = pages.get(variables.handle);
    if (!page) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': page.length,
    });
    response.end(page);
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
