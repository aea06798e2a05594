import type { Logger } from 'pino';

/** What the handlers need besides the event. */
export interface HandlerParts {
  readonly clock: () => Date;
  readonly logger: Logger;
}
