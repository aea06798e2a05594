/**
 * Longbox's gateway with subgraphs that answer from this process's memory: each request is asked once of the real one and remembered as
 * compiled code that makes its answer, so that each answer is new objects, as an executed operation gives them, and nothing is parsed, as
 * nothing is in process. `edge.ts PORT NAME=URL …`, with `LONGBOX_CALLER_SECRET` and `LONGBOX_STORES_FILE`.
 */
import { compileFunction } from 'node:vm';
import {
  createTokenVerifier,
  httpTransport,
  readStoreDirectory,
  shippedSupergraph,
  startGateway,
  type Transport,
} from '@longbox/gateway';
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import { pino } from 'pino';

const [port, ...subgraphs] = process.argv.slice(2);
const secret = new TextEncoder().encode(process.env['LONGBOX_CALLER_SECRET']);

const texts = new WeakMap<DocumentNode, string>();
function textOf(query: string | DocumentNode): string {
  if (typeof query === 'string') return query;
  const text = texts.get(query) ?? print(query);
  texts.set(query, text);
  return text;
}

type MakeAnswer = () => ExecutionResult;

const making = (answer: ExecutionResult) => compileFunction(`return ${JSON.stringify(answer)}`) as MakeAnswer;

/** Which page is asked for: by its variables, or by the first of its objects, which are on no other page. */
function pageOf({ representations, ...variables }: Record<string, unknown>): string {
  return JSON.stringify(Array.isArray(representations) ? representations[0] : variables);
}

function recorded(real: Transport): Transport {
  const answers = new Map<string, Map<string, MakeAnswer>>();
  return {
    ...real,
    async run(request, scope) {
      const query = textOf(request.query);
      let known = answers.get(query);
      if (!known) answers.set(query, (known = new Map()));
      const page = pageOf(request.variables ?? {});
      let answer = known.get(page);
      if (!answer) known.set(page, (answer = making(await real.run(request, scope))));
      return answer();
    },
  };
}

await startGateway({
  supergraphSdl: shippedSupergraph(),
  transports: Object.fromEntries(
    subgraphs.map((each) => {
      const [name = '', url = ''] = each.split('=', 2);
      return [name, recorded(httpTransport({ name, url, secret }))];
    }),
  ),
  authentication: {
    stores: readStoreDirectory(process.env['LONGBOX_STORES_FILE'] ?? ''),
    verify: createTokenVerifier([]),
  },
  host: '127.0.0.1',
  port: Number(port),
  origins: [],
  explorer: false,
  // What guards the edge is measured by `guarded`; the others have nothing of the kind.
  protects: false,
  authorisation: 'left to subgraphs',
  logger: pino({ level: 'error' }),
});
console.log('ready');
