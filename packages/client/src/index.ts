export { OperationFailed, connect, type Client, type Credentials } from './client.ts';
export * as operations from './generated/operations.ts';
