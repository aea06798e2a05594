import { edgeError, told } from '../errors.ts';
import type { StreamFormat } from './stream-format.ts';

const part = (body: string) => `\r\ncontent-type: application/json\r\n\r\n${body}\r\n--graphql`;

/**
 * Apollo's multipart subscription protocol, version 1.0:
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol. A part is followed by the boundary of the
 * next one, since clients take a part for whole when they see what ends it.
 */
export const multipart: StreamFormat = {
  protocol: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  begin: '\r\n--graphql',
  heartbeat: part('{}'),
  next: (text) => part(`{"payload":${text}}`),
  end: (errors) => `${errors?.length ? part(JSON.stringify({ payload: null, errors })) : ''}--\r\n`,
  goneAway(retryMs) {
    const { message, extensions } = told(
      edgeError('DOWNSTREAM_SERVICE_ERROR', `This process goes away: connect again in ${retryMs} ms.`),
    );
    const errors = [{ message, extensions: { ...extensions, retryAfterMs: retryMs } }];
    return `${part(JSON.stringify({ payload: null, errors }))}--\r\n`;
  },
};
